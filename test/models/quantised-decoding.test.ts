/** A quantised GGUF file decodes from its own blocks, with the answers of its float32 values; tuned models, too. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Model } from '../../src/api/model.js';
import { Random } from '../../src/base/random.js';
import { ggufName } from '../../src/engine/formats/gguf.js';
import { READABLE_TYPES } from '../../src/engine/formats/gguf-types.js';
import { type BlockType, isBlockType } from '../../src/engine/formats/weight-blocks.js';
import { KvCache } from '../../src/engine/generate/kv-cache.js';
import { rotaryTable } from '../../src/engine/generate/rotary-rows.js';
import { StepTeam } from '../../src/engine/generate/step-team.js';
import { keptAs } from '../../src/engine/generate/step-weights.js';
import type { Weights } from '../../src/engine/llama/config.js';
import { adaptedLinears, type LoraSpec, mergeAdapter } from '../../src/engine/llama/lora.js';
import { shortFormOf } from '../../src/engine/llama/short-form.js';
import { initRandom, requireTensor, type TensorShape, tensorList } from '../../src/engine/llama/tensors.js';
import { openModel } from '../../src/models/open.js';
import type { OpenModel } from '../../src/models/types.js';
import { ggufBytes, type TensorBytes } from '../engine/formats/gguf-bytes.js';
import { tinyGgufMetadata } from '../engine/formats/tiny-gguf.js';
import { randomBlocks } from '../support/random-blocks.js';
import { TINY_CONFIG as config } from '../support/tiny-model-folder.js';
import { uncachedLogits } from '../support/uncached-logits.js';

/** Of the largest logit: float32 sums in another order. */
const TOLERANCE = 1e-4;
const TYPES: BlockType[] = ['Q4_1', 'Q8_0', 'Q4_0', 'Q5_1', 'Q5_0'];
const LORA: LoraSpec = {
  method: 'lora',
  rank: 3,
  alpha: 12,
  rsLora: true,
  dropout: 0,
  targetModules: ['q_proj', 'v_proj', 'o_proj', 'gate_proj', 'down_proj'],
};

const linears = tensorList(config).filter(({ shape }) => shape.length > 1);
const ids = Array.from({ length: 80 }, (_, index) => new Random(index).below(config.vocab_size));
let folder: string;
let model: OpenModel;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-quantised-'));
  const path = join(folder, 'tiny.gguf');
  await writeFile(path, ggufBytes({ metadata: tinyGgufMetadata(config), tensors: quantisedTensors() }));
  model = await openModel(path, { home: join(folder, 'home') });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Random blocks of every type in turn, also within a layer; norms as float32. */
function quantisedTensors(): TensorBytes[] {
  const norms = initRandom(config, 1);
  return tensorList(config).map(({ name, shape }, index) => {
    const dims = [...shape].reverse();
    if (shape.length === 1)
      return { name: ggufName(name)!, dims, type: 0, data: new Uint8Array(norms.get(name)!.slice().buffer) };
    const type = TYPES[index % TYPES.length]!;
    const number = [...READABLE_TYPES].find(([, known]) => known.name === type)![0];
    const values = shape.reduce((n, size) => n * size, 1);
    return {
      name: ggufName(name)!,
      dims,
      type: number,
      data: randomBlocks(type, values, new Random(index), 'like-real', 0.3).bytes,
    };
  });
}

/** The same numbers in arrays of which nothing is remembered. */
const asFloats = (weights: Weights): Weights => new Map([...weights].map(([name, values]) => [name, values.slice()]));

async function steps(weights: Weights, threads = 1): Promise<Float32Array[]> {
  const team = StepTeam.open(config, weights, threads)!;
  if (threads > 1) await new Promise((resolve) => setTimeout(resolve, 300));
  team.load(new KvCache(config));
  const logits = ids.map((id) => team.step(id, rotaryTable(config, [team.length])));
  await team.release();
  return logits;
}

const kept = (weights: Weights, tensor: TensorShape) => keptAs(tensor, requireTensor(weights, tensor));

function expectClose(actual: readonly Float32Array[], expected: readonly Float32Array[]): void {
  for (const [position, logits] of actual.entries()) {
    const largest = expected[position]!.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const worst = logits.reduce((max, value, id) => Math.max(max, Math.abs(value - expected[position]![id]!)), 0);
    expect(worst / largest, `position ${position}`).toBeLessThan(TOLERANCE);
  }
}

function someAdapter(): Map<string, Float32Array> {
  const random = new Random(8);
  return new Map(
    adaptedLinears(config, LORA).flatMap(({ a, b }) =>
      [a, b].map(({ name, shape }): [string, Float32Array] => [
        name,
        Float32Array.from({ length: shape[0]! * shape[1]! }, () => 0.2 * random.normal()),
      ]),
    ),
  );
}

describe('a quantised GGUF file', () => {
  test('is kept in its blocks, float32 copies of it are not', () => {
    for (const tensor of linears) {
      expect(isBlockType(shortFormOf(model.weights.get(tensor.name)!)!.stored.type), tensor.name).toBe(true);
      expect(kept(model.weights, tensor).storage, tensor.name).toMatch(/nibbles|bytes/);
      expect(kept(asFloats(model.weights), tensor).storage, tensor.name).toBe('float32');
    }
  });

  test('decodes as its float32 values do', async () => {
    const fromBlocks = await steps(model.weights);
    expectClose(fromBlocks, await steps(asFloats(model.weights)));
    expectClose(fromBlocks, await uncachedLogits(config, model.weights, ids));
  });

  test('decodes to the same bits on any number of threads', async () => {
    expect(await steps(model.weights, 3)).toEqual(await steps(model.weights));
  });
});

describe('a tuned model on it', () => {
  test('with LoRA decodes from the base’s blocks and the adapter beside them, as the merged weights do', async () => {
    const merged = mergeAdapter(config, model.weights, LORA, someAdapter());
    const touched = linears.filter(({ name }) => merged.get(name) !== model.weights.get(name));
    expect(touched).toHaveLength(2 * LORA.targetModules.length);
    for (const tensor of touched) expect(kept(merged, tensor).rank).toBe(LORA.rank);
    const expected = await uncachedLogits(config, merged, ids);
    expectClose(await steps(merged), expected);
    expect(await steps(merged, 3)).toEqual(await steps(merged));
    // And not as the base does.
    const base = await uncachedLogits(config, model.weights, ids);
    expect(() => expectClose(base, expected)).toThrow();
  });

  test('with an adapter so large that it saves nothing is kept merged', () => {
    const spec = { ...LORA, rank: 16 };
    const adapter = new Map(
      adaptedLinears(config, spec).flatMap(({ a, b }) =>
        [a, b].map(({ name, shape }): [string, Float32Array] => [name, new Float32Array(shape[0]! * shape[1]!)]),
      ),
    );
    const merged = mergeAdapter(config, model.weights, spec, adapter);
    const query = linears.find(({ name }) => name.includes('q_proj'))!;
    expect(kept(merged, query)).toMatchObject({ storage: 'float32', rank: 0 });
  });

  test('with other weights under the base’s names is kept as these', async () => {
    const query = linears.find(({ name }) => name.includes('q_proj'))!;
    const changed = requireTensor(model.weights, query).map((value) => 1.5 * value);
    const weights: Weights = new Map([...model.weights, [query.name, changed]]);
    expect(kept(weights, query).storage).toBe('float32');
    expectClose(await steps(weights), await uncachedLogits(config, weights, ids));
  });
});

test('a bfloat16 base with an adapter stays bfloat16, the adapter beside it', async () => {
  const weights: Weights = new Map(
    [...initRandom(config, 3)].map(([name, values]) => {
      const bits = new Uint32Array(values.slice().buffer).map((word) => word & 0xffff0000);
      return [name, new Float32Array(bits.buffer)];
    }),
  );
  const merged = mergeAdapter(config, weights, { ...LORA, rank: 1 }, new Map([...someAdapter()].map(firstOfRank)));
  const query = linears.find(({ name }) => name.includes('up_proj'))!;
  expect(kept(merged, query)).toMatchObject({ storage: 'bfloat16', rank: 0 });
  const value = linears.find(({ name }) => name.includes('gate_proj'))!;
  expect(kept(merged, value)).toMatchObject({ storage: 'bfloat16', rank: 1 });
  expectClose(await steps(merged), await uncachedLogits(config, merged, ids));
});

/** An adapter's first rank alone, up to what the other numbers of it are. */
const firstOfRank = ([name, values]: [string, Float32Array]): [string, Float32Array] => [
  name,
  values.slice(0, values.length / LORA.rank),
];

test('weights that were handed out to be changed are decoded as changed', async () => {
  const { id, weights, tokenizer, chatTemplate } = await openModel(model.path, { home: join(folder, 'home') });
  const open = new Model({ id, config, weights, tokenizer, chatTemplate });
  open.weight('model.layers.0.mlp.down_proj.weight').fill(0.25, 0, 64);
  expectClose(await steps(weights), await uncachedLogits(config, weights, ids));
});
