// The detached server of a home: found, started once, replaced when dead, stopped. Real processes on real ports.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serveHome } from '../../src/deploy/serve-home.js';
import { ensureServer, serverStatus, stopServer } from '../../src/deploy/server-process.js';
import { claimRecord, readRecord, recordPath } from '../../src/deploy/server-record.js';
import { fakeModel, fakeSource } from './fake-models.js';

const program = ['--import', 'tsx', join(import.meta.dirname, '../../src/deploy/daemon.ts')];
const options = { program, port: 0 };

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-server-'));
});
afterEach(async () => {
  await stopServer(home);
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

const dead = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
};

describe('the server of a home', () => {
  it('is started once, found again, and stopped', async () => {
    expect(await serverStatus(home)).toBeNull();
    const first = await ensureServer(home, options);
    expect(first.started).toBe(true);
    const models = await fetch(`${first.endpoint}/models`);
    expect(await models.json()).toMatchObject({ object: 'list' });
    expect(await ensureServer(home, options)).toEqual({ ...first, started: false });
    expect((await serverStatus(home))?.pid).toBe(first.pid);
    expect(await stopServer(home)).toBe(true);
    expect(dead(first.pid)).toBe(true);
    expect(await readRecord(home)).toBeNull();
    expect(await stopServer(home)).toBe(false);
  });

  it('killed without a farewell is replaced', async () => {
    const first = await ensureServer(home, options);
    process.kill(first.pid, 'SIGKILL');
    const second = await ensureServer(home, options);
    expect(second.started).toBe(true);
    expect(second.pid).not.toBe(first.pid);
  });

  it('is one, however many ask for it at once', async () => {
    const found = await Promise.all([1, 2].map(() => ensureServer(home, options)));
    expect(new Set(found.map(({ pid }) => pid)).size).toBe(1);
  });

  it('that cannot start says why', async () => {
    const broken = { program: ['-e', 'console.error("no such engine"); process.exit(1)', '--'] };
    await expect(ensureServer(home, broken)).rejects.toMatchObject({
      code: 'server-failed',
      message: expect.stringContaining('no such engine'),
    });
  });

  it('is never guessed from a damaged record or from another process on its port', async () => {
    await writeFile(recordPath(home), '{"version": 1,');
    expect(await serverStatus(home)).toBeNull();
    await mkdir(join(home, 'other'));
    const other = await serveHome({ home: join(home, 'other'), host: '127.0.0.1', port: 0, models: fakeSource({}) });
    const record = await readRecord(join(home, 'other'));
    await writeFile(recordPath(home), JSON.stringify({ ...record, instance: 'somebody else' }));
    expect(await serverStatus(home)).toBeNull();
    expect(await stopServer(home)).toBe(false);
    await other.close();
  });
});

describe('a server in the foreground', () => {
  const start = (models = fakeSource({ clerk: fakeModel(['a']) }), apiKey?: string) =>
    serveHome({ home, host: '127.0.0.1', port: 0, models, ...(apiKey !== undefined && { apiKey }) });

  it('becomes the server of its home until it ends', async () => {
    const server = await start();
    expect(server.recorded).toBe(true);
    expect(await ensureServer(home, options)).toEqual({ endpoint: server.endpoint, pid: process.pid, started: false });
    const second = await start();
    expect(second.recorded).toBe(false);
    await second.close();
    expect((await serverStatus(home))?.endpoint).toBe(server.endpoint);
    await server.close();
    expect(await serverStatus(home)).toBeNull();
  });

  it('with a key is not offered to those who have none', async () => {
    const server = await start(undefined, 'secret');
    expect(server.recorded).toBe(false);
    await expect(readFile(recordPath(home))).rejects.toMatchObject({ code: 'ENOENT' });
    await server.close();
  });

  it('learns that its home names another server', async () => {
    const server = await start();
    const lost = new Promise<void>((resolve) => server.onLost(resolve));
    await rm(recordPath(home));
    await claimRecord(home, {
      version: 1,
      pid: process.pid,
      instance: 'newer',
      endpoint: 'http://127.0.0.1:9/v1',
      program: '0',
      startedAt: '2026-01-01T00:00:00Z',
    });
    await lost;
    await server.close();
    // The record of the newer one is left alone.
    expect((await readRecord(home))?.instance).toBe('newer');
  });
});
