/**
 * Training speed on a model of SmolLM2-135M's shape: 8 sequences of 64 tokens, half of them supervised, optimizer included.
 * Judged as efficiency: useful floating-point operations per second, over those of the best 1024^3 matrix product in the same process.
 * Each method runs in a process of its own, so that its peak memory is its own.
 *
 *   node --import tsx bench/train.ts [--model PATH] [--method lora|full] [--steps N]
 */
import { spawn } from 'node:child_process';
import { availableParallelism, tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Random } from '../src/base/random.js';
import { toOnnx } from '../src/engine/graph/onnx.js';
import { matmul } from '../src/engine/graph/ops/matmul.js';
import { input } from '../src/engine/graph/ops/source.js';
import { feed, openSession } from '../src/engine/graph/session.js';
import type { LlamaConfig, Weights } from '../src/engine/llama/config.js';
import { headName, tensorList } from '../src/engine/llama/tensors.js';
import { createTrainableModel } from '../src/engine/llama/trainable-model.js';
import { ADAMW_DEFAULTS, createOptimizer } from '../src/engine/train/adamw.js';
import { makeBatch } from '../src/engine/train/batch.js';
import { clipScale } from '../src/engine/train/clip.js';
import { gradientNorm } from '../src/engine/train/float-kernels.js';
import { trainingEnvironment } from '../src/engine/train/process-environment.js';
import type { Batch, TrainableSpec } from '../src/engine/types.js';
import { openModel } from '../src/models/open.js';
import { SMOLLM2_135M } from '../test/support/smollm2.js';

export type Emit = (row: { name: string; value: number; unit: string; [detail: string]: unknown }) => void;

const METHODS: Record<'lora' | 'full', TrainableSpec> = {
  lora: {
    method: 'lora',
    rank: 8,
    alpha: 16,
    rsLora: false,
    dropout: 0,
    targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
  },
  full: { method: 'full' },
};
const BATCH = 8;
const LENGTH = 64;
const WARM_STEPS = 2;
const ROOF_PRODUCTS = 200;
const ROOF_SIZE = 1024;

/** Emits `train-lora` and `train-full`: efficiency, with tokens per second and peak memory beside it. */
export async function benchTrain(emit: Emit, options: { model?: string; steps?: number } = {}): Promise<void> {
  for (const method of ['lora', 'full']) {
    const self = fileURLToPath(import.meta.url);
    const args = ['--import', 'tsx', self, '--method', method, '--steps', String(options.steps ?? 9)];
    if (options.model !== undefined) args.push('--model', options.model);
    const child = spawn(process.execPath, args, {
      env: trainingEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    for await (const line of createInterface({ input: child.stdout })) emit(JSON.parse(line));
    if ((await ended) !== 0) throw new Error(`the ${method} benchmark failed`);
  }
}

async function measure(method: 'lora' | 'full', steps: number, path: string | undefined, emit: Emit): Promise<void> {
  const threads = availableParallelism();
  const { config, weights } = path === undefined ? randomModel() : await openModel(path, { home: tmpdir() });
  const spec = METHODS[method];
  const model = await createTrainableModel({ config, weights, spec, seed: 1, threads });
  const { trainable, shapes } = model;
  const optimizer = createOptimizer({ trainable, shapes, config: ADAMW_DEFAULTS });
  const batch = halfSupervised(config);
  const roof = await roofProbe(threads);
  const times: number[] = [];
  const processorTimes: number[] = [];
  for (let step = 0; step < WARM_STEPS + steps; step++) {
    await roof.products(Math.ceil(ROOF_PRODUCTS / (WARM_STEPS + steps)));
    const [begin, usage] = [performance.now(), process.cpuUsage()];
    const { gradients, supervised } = await model.lossAndGradients(batch, step);
    const norm = gradientNorm(gradients) / supervised;
    optimizer.step(gradients, 1e-5, clipScale(norm, 1) / supervised);
    times.push((performance.now() - begin) / 1000);
    processorTimes.push(secondsOf(process.cpuUsage(usage)));
  }
  await model.release();
  const work = usefulOperations(config, spec, batch);
  const warm = times.slice(WARM_STEPS);
  const seconds = median(warm);
  const { peak, peakByProcessor } = await roof.end();
  emit({
    name: `train-${method}`,
    value: work / seconds / peak,
    unit: 'efficiency',
    efficiency: work / seconds / peak,
    bestEfficiency: work / Math.min(...warm) / peak,
    // By processor time, which other programs on the machine disturb less; idle threads are not counted.
    processorEfficiency: work / median(processorTimes.slice(WARM_STEPS)) / peakByProcessor,
    tokensPerSecond: (BATCH * LENGTH) / seconds,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
    secondsPerStep: seconds,
    roofGflops: peak / 1e9,
    steps,
    threads,
    trainableParameters: model.trainableParameters,
    weights: path === undefined ? 'random' : path,
  });
}

/**
 * With T tokens and S supervised positions, a weight costs 2 operations forward, 2 for the gradient of its input, and 2 for its own
 * gradient when it learns; attention's products cost 12 per layer, head, dimension, token and position.
 */
function usefulOperations(config: LlamaConfig, spec: TrainableSpec, batch: Batch): number {
  const tokens = batch.rows.length * batch.length;
  const size = (shape: number[]) => shape.reduce((product, n) => product * n, 1);
  const tensors = tensorList(config);
  const head = size(tensors.find((t) => t.name === headName(config))?.shape ?? []);
  const isTable = (name: string) => name === 'model.embed_tokens.weight' || name === headName(config);
  const body = tensors.reduce((sum, t) => sum + (isTable(t.name) ? 0 : size(t.shape)), 0);
  const perWeight = spec.method === 'full' ? 6 : 4;
  const heads = config.num_hidden_layers * config.num_attention_heads * config.head_dim;
  return perWeight * (body * tokens + head * batch.supervised) + 12 * heads * tokens * batch.length;
}

/** The same matrix product again and again; the fastest one is the roof. Products stand between the steps, so that both see the same machine. */
async function roofProbe(threads: number) {
  const shape = [ROOF_SIZE, ROOF_SIZE];
  const product = matmul(input('a', shape, 'float32'), input('b', shape, 'float32'));
  const session = await openSession(toOnnx(new Map([['y', product]])), { threads });
  const random = new Random(1);
  const matrix = () =>
    feed(
      Float32Array.from({ length: ROOF_SIZE ** 2 }, () => random.next() - 0.5),
      shape,
    );
  const feeds = { a: matrix(), b: matrix() };
  let [best, bestByProcessor] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  return {
    async products(count: number) {
      for (let i = 0; i < count; i++) {
        const [begin, usage] = [performance.now(), process.cpuUsage()];
        await session.run(feeds);
        best = Math.min(best, (performance.now() - begin) / 1000);
        bestByProcessor = Math.min(bestByProcessor, secondsOf(process.cpuUsage(usage)));
      }
    },
    /** Operations per second, and per second of processor time. */
    async end() {
      await session.release();
      const work = 2 * ROOF_SIZE ** 3;
      return { peak: work / best, peakByProcessor: work / bestByProcessor };
    },
  };
}

function halfSupervised(config: LlamaConfig): Batch {
  const random = new Random(2);
  const rows = Array.from({ length: BATCH }, (_, line) => ({
    line,
    ids: Int32Array.from({ length: LENGTH }, () => random.below(config.vocab_size)),
    trained: Uint8Array.from({ length: LENGTH }, (_, t) => Number(t >= LENGTH / 2)),
  }));
  return makeBatch(rows);
}

/** Uniform weights of a sensible size; normal ones would take longer to draw than the benchmark takes to run. */
function randomModel(): { config: LlamaConfig; weights: Weights } {
  const random = new Random(3);
  const values = (shape: number[]) => {
    if (shape.length === 1) return new Float32Array(shape[0] ?? 0).fill(1);
    const array = new Float32Array(shape.reduce((n, size) => n * size, 1));
    for (let i = 0; i < array.length; i++) array[i] = (random.next() - 0.5) * 0.14;
    return array;
  };
  return { config: SMOLLM2_135M, weights: new Map(tensorList(SMOLLM2_135M).map((t) => [t.name, values(t.shape)])) };
}

const secondsOf = (usage: NodeJS.CpuUsage): number => (usage.user + usage.system) / 1e6;

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { model: { type: 'string' }, method: { type: 'string' }, steps: { type: 'string', default: '9' } },
  });
  const emit: Emit = (row) => console.log(JSON.stringify(row));
  const steps = Number(values.steps);
  if (values.method === 'lora' || values.method === 'full') await measure(values.method, steps, values.model, emit);
  else await benchTrain(emit, { model: values.model, steps });
}
