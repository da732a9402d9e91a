/**
 * Decoding speed at batch 1 in float32 with a 256-token prompt, on a model of SmolLM2-135M's shape (random weights: only the shape counts).
 * Every token reads all 538 MB of weights once, so memory bandwidth is the roof; it is measured beside, by products of one row with matrices.
 */
import { pathToFileURL } from 'node:url';
import { Decoder } from '../src/engine/generate/decoder.js';
import { toOnnx } from '../src/engine/graph/onnx.js';
import { matmul } from '../src/engine/graph/ops/matmul.js';
import { input } from '../src/engine/graph/ops/source.js';
import { feed, openSession } from '../src/engine/graph/session.js';
import type { LlamaConfig, Weights } from '../src/engine/llama/config.js';
import { tensorList } from '../src/engine/llama/tensors.js';
import { SMOLLM2_135M } from '../test/support/smollm2.js';

export type Emit = (row: { name: string; value: number; unit: string; [detail: string]: unknown }) => void;

const PROMPT = 256;
const TOKENS = 96;
const ROUNDS = 3;

/** Emits `decode` (tokens per second, the median token), `decode-prompt` (tokens per second) and `decode-bandwidth` (the roof). */
export async function benchDecode(emit: Emit): Promise<void> {
  const weights = someWeights(SMOLLM2_135M);
  const decoder = new Decoder(SMOLLM2_135M, weights);
  const prompt = Array.from({ length: PROMPT }, (_, index) => (index * 7919) % SMOLLM2_135M.vocab_size);
  const promptTimes: number[] = [];
  const tokenTimes: number[] = [];
  const roofTimes: number[] = [];
  const roof = await bandwidthProbe(SMOLLM2_135M, weights);
  for (let round = 0; round < ROUNDS; round++) {
    // Another first token: nothing of the prompt before can be reused.
    prompt[0] = round;
    promptTimes.push(await millisecondsOf(() => decoder.prefill(prompt)));
    for (let token = 0; token < TOKENS; token++) tokenTimes.push(await millisecondsOf(() => decoder.step(token)));
    for (let repeat = 0; repeat < 10; repeat++) roofTimes.push(await millisecondsOf(roof.run));
  }
  await decoder.release();
  await roof.release();
  const bytes = tensorList(SMOLLM2_135M).reduce(
    (sum, { shape }) => sum + 4 * shape.reduce((n, size) => n * size, 1),
    0,
  );
  const [token, ideal] = [median(tokenTimes), median(roofTimes) * (bytes / roof.bytes)];
  const details = { promptTokens: PROMPT, batch: 1, precision: 'float32', bytesPerToken: bytes };
  emit({
    name: 'decode',
    value: 1000 / token,
    unit: 'tokens/s',
    best: 1000 / Math.min(...tokenTimes),
    efficiency: ideal / token,
    ...details,
  });
  emit({ name: 'decode-prompt', value: (1000 * PROMPT) / median(promptTimes), unit: 'tokens/s', promptTokens: PROMPT });
  emit({
    name: 'decode-bandwidth',
    value: roof.bytes / median(roofTimes) / 1e6,
    unit: 'GB/s',
    best: roof.bytes / Math.min(...roofTimes) / 1e6,
  });
}

/** One row times the embedding and, as that alone could stay in a large cache, times every feed-forward matrix. */
async function bandwidthProbe(config: LlamaConfig, weights: Weights) {
  const matrices = tensorList(config).filter(({ name }) => /embed_tokens|gate_proj|up_proj/.test(name));
  const row = input('row', [1, config.hidden_size], 'float32');
  const outputs = new Map(
    matrices.map(({ name, shape }) => [`out.${name}`, matmul(row, input(name, shape, 'float32'), { transB: true })]),
  );
  const feeds = Object.fromEntries(matrices.map(({ name, shape }) => [name, feed(weights.get(name)!, shape)]));
  const session = await openSession(toOnnx(outputs));
  return {
    bytes: matrices.reduce((sum, { name }) => sum + weights.get(name)!.byteLength, 0),
    run: () =>
      session.run({ ...feeds, row: feed(new Float32Array(config.hidden_size).fill(0.1), [1, config.hidden_size]) }),
    release: () => session.release(),
  };
}

/** Small numbers of both signs without any pattern that matters; norms are ones. */
function someWeights(config: LlamaConfig): Weights {
  const weights: Weights = new Map();
  let state = 1;
  for (const { name, shape } of tensorList(config)) {
    const values = new Float32Array(shape.reduce((n, size) => n * size, 1));
    for (let index = 0; index < values.length; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      values[index] = state / 2 ** 35;
    }
    weights.set(name, shape.length === 1 ? values.fill(1) : values);
  }
  return weights;
}

async function millisecondsOf(task: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchDecode((row) => console.log(JSON.stringify(row)));
}
