import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initRandom, tensorList } from '../../src/engine/llama/tensors.js';
import { openModel, openModelHead } from '../../src/models/open.js';
import { ggufBytes } from '../engine/formats/gguf-bytes.js';
import { tinyGguf, tinyGgufMetadata, tinyGgufTensors } from '../engine/formats/tiny-gguf.js';
import { problemOf } from '../support/problem-of.js';
import { TINY_CONFIG, tinyModelFolder } from '../support/tiny-model-folder.js';

let root: string;
let path: string;
const weights = initRandom(TINY_CONFIG, 1);
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vishesh-open-gguf-'));
  path = join(root, 'tiny.gguf');
  await writeFile(path, tinyGguf(weights));
});
afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

const open = (from = path) => openModel(from, { home: join(root, 'home') });
const refused = async (code: string, message: RegExp): Promise<void> => {
  const problem = await problemOf(() => open());
  expect(problem.code).toBe(code);
  expect(problem.message).toMatch(message);
  expect(problem.where).toBe(path);
};

describe('a GGUF file', () => {
  it('opens as the same model as the folder it was made from', async () => {
    const fromFolder = await open(await tinyModelFolder(join(root, 'tiny'), 1));
    const fromFile = await open();
    expect(fromFile.weights).toEqual(fromFolder.weights);
    const { initializer_range: _, ...config } = fromFolder.config;
    expect(fromFile.config).toEqual(config);
    expect(fromFile.chatTemplate).toBe(fromFolder.chatTemplate);
    for (const key of ['endIds', 'bosId', 'padId', 'vocabSize'] as const)
      expect(fromFile.tokenizer[key]).toEqual(fromFolder.tokenizer[key]);
    expect(fromFile).toMatchObject({ id: 'tiny.gguf', precision: 'GGUF F32', nameOrPath: path });
  });

  it('opens through its folder, when it is the only one there', async () => {
    expect((await open(root)).path).toBe(path);
    await writeFile(join(root, 'second.gguf'), tinyGguf(weights));
    expect((await problemOf(() => open(root))).message).toContain('several');
  });

  it('has a head without reading weights', async () => {
    const head = await openModelHead(path, { home: join(root, 'home') });
    expect(head.totalParameters).toBe(
      tensorList(TINY_CONFIG).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b), 0),
    );
  });

  it('is refused when truncated', async () => {
    await truncate(path, 40_000);
    await refused('malformed-gguf', /cut off/);
    await truncate(path, 3);
    await refused('malformed-gguf', /cut off/);
  });

  it('is refused with a tensor missing, one too many, or of a wrong shape', async () => {
    const metadata = tinyGgufMetadata();
    const tensors = tinyGgufTensors(weights);
    await writeFile(path, ggufBytes({ metadata, tensors: tensors.slice(0, -1) }));
    await refused('missing-tensor', /model.norm.weight/);
    const bias = { name: 'blk.0.attn_q.bias', dims: [32], type: 0, data: new Uint8Array(128) };
    await writeFile(path, ggufBytes({ metadata, tensors: [...tensors, bias] }));
    await refused('unexpected-tensor', /blk.0.attn_q.bias/);
    const turned = tensors.map((t) => (t.name === 'output_norm.weight' ? { ...t, dims: [16, 2] } : t));
    await writeFile(path, ggufBytes({ metadata, tensors: turned }));
    await refused('wrong-shape', /model.norm.weight should be \[32\].*but is \[2, 16\]/);
  });

  it('is refused with more layers than tensors, before they are counted', async () => {
    const metadata = tinyGgufMetadata({ ...TINY_CONFIG, num_hidden_layers: 4_000_000_000 });
    await writeFile(path, ggufBytes({ metadata, tensors: tinyGgufTensors(weights) }));
    await refused('bad-model-config', /4000000000 layers/);
  });

  it('is refused as a folder without any model', async () => {
    const empty = join(root, 'empty');
    await mkdir(empty);
    expect((await problemOf(() => open(empty))).code).toBe('missing-config');
  });
});
