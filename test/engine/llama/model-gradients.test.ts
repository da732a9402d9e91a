import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { gradients } from '../../../src/engine/graph/gradient.js';
import { toOnnx } from '../../../src/engine/graph/onnx.js';
import { input } from '../../../src/engine/graph/ops/source.js';
import { type Feed, feed, openSession } from '../../../src/engine/graph/session.js';
import type { LlamaConfig } from '../../../src/engine/llama/config.js';
import { addEmbeddingRows, batchFeeds, dropoutFeeds } from '../../../src/engine/llama/feeds.js';
import { block, causalSequences, linear, type ModelParts } from '../../../src/engine/llama/layers.js';
import { trainableTensors } from '../../../src/engine/llama/parameters.js';
import { blockTensors, EMBEDDING, tensorList } from '../../../src/engine/llama/tensors.js';
import { EMBEDDED, gradientOf, headChunks, trainingGraph } from '../../../src/engine/llama/training-graph.js';
import { makeBatch } from '../../../src/engine/train/batch.js';
import type { TrainableSpec } from '../../../src/engine/types.js';
import { expectGradients } from '../graph/central-differences.js';
import { lora, randomAdapter, rows, tiny, tinyWeights } from './tiny.js';

const STEP = 1e-5;

/** Loss and gradients of a whole model in float64, with arrays that the caller may change between calls. */
async function float64Model(config: LlamaConfig, spec: TrainableSpec, mostRows: number) {
  const batch = makeBatch(rows);
  const shapes = new Map([...tensorList(config), ...trainableTensors(config, spec)].map((t) => [t.name, t.shape]));
  const adapter =
    spec.method === 'lora' ? randomAdapter(new Map(trainableTensors(config, spec).map((t) => [t.name, t.shape]))) : [];
  const arrays = new Map(
    [...tinyWeights(config), ...adapter].map(([name, values]) => [name, Float64Array.from(values)]),
  );
  const chunks = headChunks(batch.supervised, mostRows).length;
  const shape = { batch: batch.rows.length, length: batch.length, chunks };
  const graph = trainingGraph({ config, spec, ...shape, type: 'float64', training: true });
  const session = await openSession(toOnnx(graph), { threads: 2, fusions: false });
  const dropout: Record<string, Feed> = {};
  for (const [name, mask] of Object.entries(dropoutFeeds(config, spec, shape.batch * shape.length, 3)))
    dropout[name] = feed(Float64Array.from(mask.data as Float32Array), mask.dims);

  const run = async (outputs: string[]) => {
    const { feeds, ids } = batchFeeds(batch, config, arrays.get(EMBEDDING)!, mostRows);
    const weights = [...arrays].filter(([name]) => config.tie_word_embeddings || name !== EMBEDDING);
    for (const [name, values] of weights) feeds[name] = feed(values, shapes.get(name)!);
    return { ids, results: await session.run({ ...feeds, ...dropout }, outputs) };
  };
  const lossNames = [...graph.keys()].filter((name) => name.startsWith('losses'));
  return {
    arrays,
    release: () => session.release(),
    async loss() {
      const { results } = await run(lossNames);
      return [...results.values()].reduce((sum, losses) => sum + Array.from(losses).reduce((a, b) => a + b, 0), 0);
    },
    async gradients() {
      const { ids, results } = await run([...graph.keys()].filter((name) => !name.startsWith('losses')));
      const found = new Map<string, Float64Array>();
      for (const { name } of trainableTensors(config, spec))
        found.set(name, (results.get(gradientOf(name)) as Float64Array) ?? new Float64Array(arrays.get(name)!.length));
      if (found.has(EMBEDDING)) addEmbeddingRows(found.get(EMBEDDING)!, results.get(gradientOf(EMBEDDED))!, ids);
      return found;
    },
  };
}

async function expectModelGradients(config: LlamaConfig, spec: TrainableSpec, mostRows = 100): Promise<void> {
  const model = await float64Model(config, spec, mostRows);
  const found = await model.gradients();
  const random = new Random(1);
  for (const [name, gradient] of found) {
    const values = model.arrays.get(name)!;
    for (let i = 0; i < 6; i++) {
      const at = random.below(values.length);
      const kept = values[at]!;
      values[at] = kept + STEP;
      const above = await model.loss();
      values[at] = kept - STEP;
      const below = await model.loss();
      values[at] = kept;
      const expected = (above - below) / (2 * STEP);
      const error = Math.abs(gradient[at]! - expected) / Math.max(1, Math.abs(expected));
      expect(error, `${name}[${at}]: ${gradient[at]} against ${expected}`).toBeLessThan(1e-6);
    }
  }
  await model.release();
}

describe('gradients of a 2-layer model against central differences in float64', () => {
  it('full, tied embedding', () => expectModelGradients(tiny, { method: 'full' }));
  it('full, untied embedding', () => expectModelGradients({ ...tiny, tie_word_embeddings: false }, { method: 'full' }));
  it('full, the head in several parts', () => expectModelGradients(tiny, { method: 'full' }, 3));
  it('the last block', () => expectModelGradients(tiny, { method: 'partial', lastBlocks: 1 }));
  it('all blocks as partial', () => expectModelGradients(tiny, { method: 'partial', lastBlocks: 2 }));
  it('LoRA on every linear layer', () => expectModelGradients(tiny, lora()));
  it('LoRA on two of the layers that share an input', () =>
    expectModelGradients(tiny, lora({ targetModules: ['q_proj', 'v_proj', 'down_proj'] })));
  it('rank-stabilised LoRA with dropout', () => expectModelGradients(tiny, lora({ rsLora: true, dropout: 0.4 })));
  it('one head per key', () => expectModelGradients({ ...tiny, num_key_value_heads: 4 }, lora()));
  it('all heads on one key', () => expectModelGradients({ ...tiny, num_key_value_heads: 1 }, lora()));
});

describe('one block against central differences in float64', () => {
  it('every weight and the hidden states', async () => {
    const shapes = blockTensors(tiny, 0);
    const [batch, length] = [2, 3];
    const constants = causalSequences(tiny, batch, length, 'float64');
    await expectGradients([[batch * length, tiny.hidden_size], ...shapes.map((t) => t.shape)], (...values) => {
      const [x, ...tensors] = values;
      const weight = (name: string) => tensors[shapes.findIndex((t) => t.name === name)]!;
      const project: ModelParts['project'] = (y, modules) => modules.map((name) => linear(y, weight(`${name}.weight`)));
      return block(x, 0, { config: tiny, type: 'float64', weight, project }, constants);
    });
  });
});

describe('what is not learning costs nothing', () => {
  const count = (spec: TrainableSpec) => {
    const graph = trainingGraph({
      config: tiny,
      spec,
      batch: 1,
      length: 16,
      chunks: 1,
      type: 'float32',
      training: true,
    });
    return [...graph.keys()].filter((name) => name.startsWith('gradient'));
  };

  it('partial has no gradient below its first block', () => {
    const names = count({ method: 'partial', lastBlocks: 1 });
    expect(names).toHaveLength(10);
    expect(names.every((name) => name.includes('layers.1') || name.includes('model.norm'))).toBe(true);
    const x = input('x', [2], 'float32');
    expect(gradients(x, [input('y', [2], 'float32')])).toEqual([null]);
  });

  it('LoRA has gradients of its matrices only', () => {
    expect(count(lora()).every((name) => name.includes('.lora_'))).toBe(true);
    expect(count(lora())).toHaveLength(2 * 7 * 2);
  });
});
