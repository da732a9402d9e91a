/** What pretraining begins with: random weights, a model's of the same shape, or a refusal. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Weights } from '../../src/engine/llama/config.js';
import { readModel } from '../../src/models/open.js';
import { trainedTokenizer } from '../../src/pretrain/train/prepare.js';
import { startingWeights } from '../../src/pretrain/train/starting-weights.js';
import { problemOf } from '../support/problem-of.js';
import { tinyModelFolder } from '../support/tiny-model-folder.js';

const NANO = join(import.meta.dirname, '../../models/nano');

/** Names and a hash of the values: millions of numbers are too many to compare one by one. */
const bytesOf = (weights: Weights): Record<string, string> =>
  Object.fromEntries(
    [...weights].map(([name, values]) => [
      name,
      createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex'),
    ]),
  );

it('is the same random weights every time, or the model folder as it stands', async () => {
  const [one, two, nano] = [await startingWeights(null), await startingWeights(null), await startingWeights(NANO)];
  expect(bytesOf(one)).toEqual(bytesOf(two));
  expect(bytesOf(nano)).toEqual(bytesOf((await readModel(NANO)).weights));
  expect(bytesOf(nano)).not.toEqual(bytesOf(one));
});

it('refuses a model of another shape', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-from-'));
  const tiny = await tinyModelFolder(join(folder, 'tiny'));
  const problem = await problemOf(startingWeights(tiny));
  expect(problem).toMatchObject({ code: 'another-shape', where: tiny });
  await rm(folder, { recursive: true, force: true });
});

it("takes over the model's tokenizer, and no corpus is read for it", async () => {
  const out = await mkdtemp(join(tmpdir(), 'vishesh-from-'));
  const tokenizer = await trainedTokenizer(out, '/no/corpus', NANO);
  expect(tokenizer.encode('Aap kaise ho?')).toEqual((await readModel(NANO)).tokenizer.encode('Aap kaise ho?'));
  expect(await readFile(join(out, 'tokenizer.json'), 'utf8')).toBe(
    await readFile(join(NANO, 'tokenizer.json'), 'utf8'),
  );
  await rm(out, { recursive: true, force: true });
});
