import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  CHANGED_WEIGHTS_FILE,
  readChangedWeights,
  writeChangedWeights,
} from '../../../src/engine/formats/changed-weights.js';
import { writeSafetensors } from '../../../src/engine/formats/safetensors.js';
import { initRandom } from '../../../src/engine/llama/tensors.js';
import { problemOf } from '../../support/problem-of.js';
import { TINY_CONFIG } from '../../support/tiny-model-folder.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-changed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const changed = () => new Map([...initRandom(TINY_CONFIG, 3)].filter(([name]) => name.startsWith('model.layers.1.')));

it('brings the changed tensors back bit for bit, and no others', async () => {
  await writeChangedWeights(folder, changed(), TINY_CONFIG);
  expect(new Map([...(await readChangedWeights(folder, TINY_CONFIG))].sort())).toEqual(new Map([...changed()].sort()));
});

it('never writes a value that is not finite', async () => {
  const weights = changed();
  weights.get('model.layers.1.mlp.up_proj.weight')![7] = Number.NaN;
  const problem = await problemOf(() => writeChangedWeights(folder, weights, TINY_CONFIG));
  expect(problem.code).toBe('non-finite-weights');
  expect(problem.message).toContain('model.layers.1.mlp.up_proj.weight');
  expect(await readdir(folder)).toEqual([]);
});

it('says where they should be when they are gone', async () => {
  expect(await problemOf(() => readChangedWeights(folder, TINY_CONFIG))).toMatchObject({
    code: 'missing-weights',
    where: join(folder, CHANGED_WEIGHTS_FILE),
  });
});

it('refuses to lay them over another base', async () => {
  await writeChangedWeights(folder, changed(), TINY_CONFIG);
  const codeFor = async (change: object) =>
    (await problemOf(() => readChangedWeights(folder, { ...TINY_CONFIG, ...change }))).code;
  expect(await codeFor({ num_hidden_layers: 1 })).toBe('adapter-mismatch');
  expect(await codeFor({ intermediate_size: 32 })).toBe('adapter-mismatch');
});

it('refuses values that are not finite when reading', async () => {
  const data = new Float32Array(32).fill(Number.NEGATIVE_INFINITY);
  await writeSafetensors(join(folder, CHANGED_WEIGHTS_FILE), [{ name: 'model.norm.weight', shape: [32], data }]);
  expect((await problemOf(() => readChangedWeights(folder, TINY_CONFIG))).code).toBe('non-finite-weights');
});
