/** The disk fills up in the middle of a download: said at once, and nothing of the model stays. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { CATALOGUE, type CatalogueEntry } from '../../src/models/catalogue.js';
import { pullModel } from '../../src/models/pull.js';
import { problemOf } from '../support/problem-of.js';

/** Bytes that still fit. */
let room = Number.POSITIVE_INFINITY;
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (path, flags, mode) => {
    const handle = await real.open(path, flags, mode);
    if (!String(path).includes('.pull-')) return handle;
    const write = handle.writeFile.bind(handle);
    handle.writeFile = async (data, options) => {
      room -= (data as Uint8Array).length;
      if (room < 0)
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
      return write(data, options);
    };
    return handle;
  };
  return { ...real, open, default: { ...real, open } };
});

const BYTES = new Uint8Array(100_000);
const source = (repo: string): CatalogueEntry['sources'][number] => ({
  kind: 'hub',
  repo,
  revision: 'abc',
  precision: 'F32',
  sizeBytes: BYTES.length,
  files: [{ path: 'model.safetensors', sizeBytes: BYTES.length, sha256: '0'.repeat(64) }],
});

it('a full disk ends the pull with its next step, tries no other source, and leaves nothing', async () => {
  const home = await mkdtemp(join(tmpdir(), 'vishesh-pull-full-'));
  const known = CATALOGUE[0]!;
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push(new URL(String(input)).pathname);
    if (new Headers(init?.headers).get('range') !== 'bytes=0-0') return new Response(BYTES);
    const headers = { 'content-range': `bytes 0-0/${BYTES.length}`, etag: '"x"' };
    return new Response(BYTES.subarray(0, 1), { status: 206, headers });
  };
  room = 50_000;
  const problem = await problemOf(() =>
    pullModel(known.id, { home, entry: { ...known, sources: [source('org/tiny'), source('org/mirror')] }, fetch }),
  );
  expect(problem.code).toBe('disk-full');
  expect(problem.toJSON('en').next).toContain('--home');
  expect(asked.every((path) => path.startsWith('/org/tiny/'))).toBe(true);
  expect(await readdir(join(home, 'models'))).toEqual([]);
  await rm(home, { recursive: true });
});
