/** One token at a time on our own kernels, against the graph that decodes prompts. */
import { afterEach, expect, test, vi } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { Decoder } from '../../../src/engine/generate/decoder.js';
import { pairedPlace } from '../../../src/engine/generate/dot-kernel.js';
import { KvCache } from '../../../src/engine/generate/kv-cache.js';
import { rotaryTable } from '../../../src/engine/generate/rotary-rows.js';
import { controlWords, StepControl } from '../../../src/engine/generate/step-control.js';
import { VALUE_PLACES } from '../../../src/engine/generate/step-layout.js';
import { StepTeam } from '../../../src/engine/generate/step-team.js';
import type { LlamaConfig, Weights } from '../../../src/engine/llama/config.js';
import { tinyModel } from '../../support/tiny-model.js';
import { uncachedLogits } from '../../support/uncached-logits.js';

/** float32 sums of about a hundred terms in another order. */
const TOLERANCE = 2e-4;
const LENGTH = VALUE_PLACES + 9;

afterEach(() => {
  vi.restoreAllMocks();
});

const ids = Array.from({ length: LENGTH }, (_, index) => new Random(index).below(tinyModel().config.vocab_size));

async function steps(config: LlamaConfig, weights: Weights, threads: number): Promise<Float32Array[]> {
  const team = StepTeam.open(config, weights, threads)!;
  // Late threads join at any step; here some of them are there from the first.
  if (threads > 1) await new Promise((resolve) => setTimeout(resolve, 300));
  team.load(new KvCache(config));
  const logits = ids.map((id) => team.step(id, rotaryTable(config, [team.length])));
  await team.release();
  return logits;
}

const worst = (a: Float32Array, b: Float32Array): number =>
  a.reduce((max, x, i) => Math.max(max, Math.abs(x - b[i]!)), 0);

/** Every weight rounded to what a bfloat16 holds. */
function rounded(weights: Weights): Weights {
  return new Map(
    [...weights].map(([name, values]) => {
      const bits = new Uint32Array(values.slice().buffer);
      for (const [index, word] of bits.entries()) bits[index] = word & 0xffff0000;
      return [name, new Float32Array(bits.buffer)];
    }),
  );
}

test.each([
  ['columns that fill no whole turn of the kernel', {}],
  ['a head of its own, one group, wide heads', { tie_word_embeddings: false, num_key_value_heads: 6, head_dim: 32 }],
])('logits from the first token on are those of the uncached model (%s)', async (_name, change) => {
  const { config, weights } = tinyModel(change);
  const expected = await uncachedLogits(config, weights, ids);
  const actual = await steps(config, weights, 1);
  for (const [position, logits] of actual.entries())
    expect(worst(logits, expected[position]!), `position ${position}`).toBeLessThan(TOLERANCE);
});

test('weights that are bfloat16 already are kept in half the room, without losing a bit', async () => {
  const { config, weights } = tinyModel();
  const short = rounded(weights);
  const expected = await uncachedLogits(config, short, ids);
  const actual = await steps(config, short, 1);
  expect(worst(actual.at(-1)!, expected.at(-1)!)).toBeLessThan(TOLERANCE);
  // One weight that is none: that tensor alone is kept in float32, and nothing changes but that weight's effect.
  const table = short.get('model.layers.0.mlp.up_proj.weight')!;
  table[5] = 0.1;
  const changed = await steps(config, short, 1);
  expect(worst(changed.at(-1)!, (await uncachedLogits(config, short, ids)).at(-1)!)).toBeLessThan(TOLERANCE);
  expect(worst(changed.at(-1)!, actual.at(-1)!)).toBeGreaterThan(0);
});

test('the number of threads changes no bit', async () => {
  const { config, weights } = tinyModel();
  const alone = await steps(config, weights, 1);
  for (const threads of [2, 3]) expect(await steps(config, weights, threads)).toEqual(alone);
});

test('a thread that joins while a step begins takes no work of that step, for nobody would wait for it', () => {
  const words = new Int32Array(new SharedArrayBuffer(4 * controlWords(2)));
  const [first, late] = [new StepControl(words), new StepControl(words)];
  first.open(0);
  const add = Atomics.add;
  // The worst moment: the late thread has looked at the step, and is not counted yet.
  vi.spyOn(Atomics, 'add').mockImplementationOnce((...args: Parameters<typeof add>) => {
    first.open(1);
    return add(...args);
  });
  late.join();
  const waits = vi.spyOn(Atomics, 'wait').mockImplementationOnce(() => {
    first.open(2);
    return 'ok';
  });
  expect(late.awaitStep()).toBe(true);
  expect(waits).toHaveBeenCalledTimes(1);
  expect(late.position).toBe(2);
  first.stop();
  expect(late.awaitStep()).toBe(false);
});

test('a step beyond the last position is refused, not written elsewhere', () => {
  const { config, weights } = tinyModel({ max_position_embeddings: 4 });
  const team = StepTeam.open(config, weights, 1)!;
  for (const id of ids.slice(0, 4)) team.step(id, rotaryTable(config, [team.length]));
  expect(() => team.step(1, rotaryTable(config, [4]))).toThrow(/sees 4 tokens/);
});

test('a model that does not fit into 4 GiB decodes by the graph, with the same logits', async () => {
  const { config, weights } = tinyModel();
  const large = { ...config, max_position_embeddings: 2 ** 24 };
  expect(StepTeam.open(large, weights)).toBeNull();
  const [own, graph] = [new Decoder(config, weights, 1), new Decoder(large, weights, 1)];
  for (const decoder of [own, graph]) await decoder.prefill(ids.slice(0, 5));
  for (const id of ids.slice(5, 12)) expect(worst(await own.step(id), await graph.step(id))).toBeLessThan(TOLERANCE);
  expect([own.length, graph.length]).toEqual([12, 12]);
  await own.release();
  await graph.release();
});

test('the paired order puts four even columns before four odd ones', () => {
  expect(Array.from({ length: 16 }, (_, column) => pairedPlace(column))).toEqual([
    0, 4, 1, 5, 2, 6, 3, 7, 8, 12, 9, 13, 10, 14, 11, 15,
  ]);
});
