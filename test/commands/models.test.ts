import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ModelsArgs, modelsCommand } from '../../src/commands/models.js';
import { problemOf } from '../support/problem-of.js';
import { tinyModelFolder } from '../support/tiny-model-folder.js';

/** Embedding, two blocks (q, k, v, o, three of the MLP, two norms) and the final norm. */
const TINY_PARAMETERS = 273 * 32 + 2 * (1024 + 512 + 512 + 1024 + 3 * 2048 + 64) + 32;

let home: string;
let out: string[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-models-'));
  out = [];
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const run = (args: ModelsArgs, json = true, lang: 'en' | 'hi' = 'en') =>
  modelsCommand(args, { json, lang, home, out: (text) => out.push(text), progress: () => undefined });

async function place(id: string): Promise<string> {
  const folder = join(home, 'models', id);
  await mkdir(join(home, 'models'), { recursive: true });
  await rename(await tinyModelFolder(join(home, 'made')), folder);
  return folder;
}
async function deploy(modelId: string, base: string, path: string): Promise<void> {
  await mkdir(join(home, 'deployments'), { recursive: true });
  await writeFile(join(home, 'deployments', `${modelId}.json`), JSON.stringify({ version: 1, modelId, base, path }));
}

it('lists what can be fetched in an empty home, as one JSON line with the promised fields', async () => {
  expect(await run({ action: 'list' })).toBe(0);
  expect(out).toHaveLength(1);
  const { models } = JSON.parse(out[0]!);
  expect(models.find(({ id }: { id: string }) => id === 'smollm2-135m-instruct')).toEqual({
    id: 'smollm2-135m-instruct',
    kind: 'catalogue',
    parameters: 134515008,
    sizeBytes: 271170520,
    licence: 'Apache-2.0',
    available: false,
  });
});

it('lists placed and tuned models, and passes over a damaged deployment', async () => {
  const path = await place('mine');
  await deploy('support-bot', 'mine', path);
  await deploy('lost-bot', 'mine', join(home, 'nowhere'));
  await writeFile(join(home, 'deployments', 'bad.json'), '{');
  await run({ action: 'list' });
  const { models } = JSON.parse(out[0]!);
  const byId = (id: string) => models.find((model: { id: string }) => model.id === id);
  expect(byId('mine')).toMatchObject({ kind: 'local', available: true, parameters: TINY_PARAMETERS });
  expect(byId('support-bot')).toMatchObject({ kind: 'tuned', available: true, parameters: TINY_PARAMETERS });
  expect(byId('lost-bot')).toMatchObject({ kind: 'tuned', available: false, sizeBytes: null });
  expect(byId('bad')).toBeUndefined();
});

it.skipIf(process.platform === 'win32')(
  'lists a model whose file is a link to nowhere as none that can be opened',
  async () => {
    const path = await place('mine');
    await symlink('gone', join(path, 'model-00001-of-00001.safetensors'));
    const fetched = join(home, 'models', 'smollm2-135m-instruct');
    await mkdir(fetched);
    await symlink('gone.gguf', join(fetched, 'x.gguf'));
    await run({ action: 'list' });
    const { models } = JSON.parse(out[0]!);
    const byId = (id: string) => models.find((model: { id: string }) => model.id === id);
    expect(byId('smollm2-135m-instruct')).toMatchObject({ available: false });
    expect(byId('mine')).toBeUndefined();
  },
);

it('lists in columns for people, in both languages', async () => {
  await run({ action: 'list' }, false);
  expect(out[0]).toMatch(/^Model +Kind +Parameters +Size +Licence +Here\?$/);
  expect(out.find((line) => line.startsWith('smollm2'))).toMatch(
    /catalogue +135 M +271 MB +Apache-2.0 +no: models pull/,
  );
  out = [];
  await run({ action: 'list' }, false, 'hi');
  expect(out[0]).toContain('Yahan hai?');
});

it('shows a model that is here, from its files', async () => {
  const folder = await place('mine');
  expect(await run({ action: 'show', id: 'mine' })).toBe(0);
  expect(JSON.parse(out[0]!)).toMatchObject({
    id: 'mine',
    path: folder,
    precision: 'F32',
    layers: 2,
    chatTemplate: true,
  });
  out = [];
  await run({ action: 'show', id: 'mine' }, false);
  expect(out).toContain('layers:         2');
});

it('shows a model that is not here, from the catalogue', async () => {
  await run({ action: 'show', id: 'smollm2-135m-instruct' });
  expect(JSON.parse(out[0]!)).toMatchObject({ title: 'SmolLM2 135M Instruct', available: false, contextLength: 8192 });
});

it('prints the path of a model, and of a tuned one', async () => {
  const folder = await place('mine');
  await deploy('support-bot', 'mine', join(home, 'jobs', '1', 'model'));
  await run({ action: 'path', id: 'mine' }, false);
  await run({ action: 'path', id: 'support-bot' });
  expect(out[0]).toBe(folder);
  expect(JSON.parse(out[1]!)).toEqual({ id: 'support-bot', path: join(home, 'jobs', '1', 'model') });
});

it('says what is missing: a name, a model, a fetch', async () => {
  expect((await problemOf(() => run({ action: 'pull' }))).code).toBe('usage');
  expect((await problemOf(() => run({ action: 'show', id: 'nothing' }))).code).toBe('model-not-found');
  expect((await problemOf(() => run({ action: 'pull', id: 'nothing' }))).code).toBe('model-not-found');
  expect((await problemOf(() => run({ action: 'path', id: 'smollm2-135m-instruct' }))).code).toBe('model-not-pulled');
});
