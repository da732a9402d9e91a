/**
 * Decoding speed at batch 1 in float32 arithmetic with a 256-token prompt, on a model of SmolLM2-135M's shape (random weights: only the shape
 * counts). Every token reads all weights once, 538 MB as float32 or 269 MB where all are bfloat16, as checkpoints on the Hub are. Memory
 * bandwidth is the roof; it is measured beside, by one product as large as all weights together.
 */
import { pathToFileURL } from 'node:url';
import { Decoder } from '../src/engine/generate/decoder.js';
import type { LlamaConfig, Weights } from '../src/engine/llama/config.js';
import { tensorList } from '../src/engine/llama/tensors.js';
import { SMOLLM2_135M } from '../test/support/smollm2.js';

export type Emit = (row: { name: string; value: number; unit: string; [detail: string]: unknown }) => void;

const PROMPT = 256;
const TOKENS = 96;
const ROUNDS = 3;

/** Emits `decode` and `decode-bfloat16` (tokens per second of the median token), `decode-prompt`, and `decode-bandwidth` (the roof). */
export async function benchDecode(emit: Emit): Promise<void> {
  const weights = someWeights(SMOLLM2_135M);
  const bytes = sizeOf(weights);
  const roof = await benchSteps(oneLayer(bytes), 8);
  const { token, prompt } = await benchSteps({ config: SMOLLM2_135M, weights }, PROMPT);
  const roofAfter = await benchSteps(oneLayer(bytes), 8);
  const ideal = Math.min(roof.token.best, roofAfter.token.best);
  const details = { promptTokens: PROMPT, batch: 1, precision: 'float32' };
  emit({
    name: 'decode',
    value: 1000 / token.median,
    unit: 'tokens/s',
    best: 1000 / token.best,
    efficiency: ideal / token.median,
    bytesPerToken: bytes,
    ...details,
  });
  emit({ name: 'decode-prompt', value: (1000 * PROMPT) / prompt, unit: 'tokens/s', promptTokens: PROMPT });
  emit({ name: 'decode-bandwidth', value: bytes / ideal / 1e6, unit: 'GB/s' });
  for (const values of weights.values()) toBfloat16(values);
  const halved = await benchSteps({ config: SMOLLM2_135M, weights }, PROMPT);
  emit({
    name: 'decode-bfloat16',
    value: 1000 / halved.token.median,
    unit: 'tokens/s',
    best: 1000 / halved.token.best,
    bytesPerToken: bytes / 2,
    ...details,
  });
}

interface Model {
  config: LlamaConfig;
  weights: Weights;
}

/** Milliseconds of a token and of the prompt. */
async function benchSteps({ config, weights }: Model, promptTokens: number) {
  const decoder = new Decoder(config, weights);
  const prompt = Array.from({ length: promptTokens }, (_, index) => (index * 7919) % config.vocab_size);
  const promptTimes: number[] = [];
  const tokenTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    // Another first token: nothing of the prompt before can be reused.
    prompt[0] = round;
    promptTimes.push(await millisecondsOf(() => decoder.prefill(prompt)));
    // The first step copies the weights and starts the threads.
    await decoder.step(0);
    if (round === 0) await new Promise((resolve) => setTimeout(resolve, 500));
    for (let token = 1; token < TOKENS; token++) tokenTimes.push(await millisecondsOf(() => decoder.step(token)));
  }
  await decoder.release();
  return { token: { median: median(tokenTimes), best: Math.min(...tokenTimes) }, prompt: median(promptTimes) };
}

/** A model that is nearly nothing but one matrix of so many bytes. */
function oneLayer(bytes: number): Model {
  const config = {
    ...SMOLLM2_135M,
    num_hidden_layers: 1,
    max_position_embeddings: 512,
    vocab_size: Math.floor(bytes / 4 / SMOLLM2_135M.hidden_size),
  };
  return { config, weights: someWeights(config) };
}

const sizeOf = (weights: Weights): number => [...weights.values()].reduce((sum, values) => sum + values.byteLength, 0);

function toBfloat16(values: Float32Array): void {
  const bits = new Uint32Array(values.buffer);
  for (let index = 0; index < bits.length; index++) bits[index] = bits[index]! & 0xffff0000;
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
