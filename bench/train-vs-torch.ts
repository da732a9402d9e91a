/**
 * Training beside PyTorch: the same float32 weights, batches and number of threads, one step here, one step there, in turns. All sides
 * take the whole step: loss, gradients, clipping, AdamW. PyTorch runs transformers and PEFT twice: as they compute by themselves, with logits
 * for every position, and with logits for the supervised positions only, as this engine does.
 *
 *   npm run bench -- train-vs-torch [--model ID …] [--method lora|full …] [--shape 8x64 …] [--steps N]
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Problem } from '../src/base/error.js';
import { homeFolder } from '../src/base/home.js';
import { Random } from '../src/base/random.js';
import { openModel } from '../src/models/open.js';
import type { OpenModel } from '../src/models/types.js';
import { pythonEnvironment } from '../test/interop/environment.js';
import { writeReference } from '../test/interop/reference.js';
import { type Side, startSide } from './train-vs-torch/side.js';

const WARM_STEPS = 2;

export interface Task {
  /** A folder in transformers' layout, or the name by which this engine opens the same model. */
  model: string;
  method: 'lora' | 'full';
  threads: number;
  /** [B][T] */
  ids: number[][];
  /** Positions from this one on are supervised, in every row. */
  supervisedFrom: number;
}

interface Plan {
  methods: Task['method'][];
  shapes: { batch: number; length: number }[];
  steps: number;
  threads: number;
}

async function compareModel(python: string, id: string, model: OpenModel, plan: Plan): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-bench-torch-'));
  try {
    await writeReference(folder, model);
    for (const method of plan.methods)
      for (const shape of plan.shapes)
        await compareTask(python, id, folder, method, shape, model.config.vocab_size, plan);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compareTask(
  python: string,
  id: string,
  folder: string,
  method: Task['method'],
  { batch, length }: Plan['shapes'][number],
  vocabulary: number,
  plan: Plan,
): Promise<void> {
  const random = new Random(2);
  const ids = Array.from({ length: batch }, () => Array.from({ length }, () => random.below(vocabulary)));
  const task = { method, threads: plan.threads, ids, supervisedFrom: length / 2 };
  const [ownTask, torchTask] = [join(folder, 'own.json'), join(folder, 'torch.json')];
  await writeFile(ownTask, JSON.stringify({ ...task, model: id } satisfies Task));
  await writeFile(torchTask, JSON.stringify({ ...task, model: join(folder, 'model') } satisfies Task));
  const script = (file: string) => fileURLToPath(new URL(`train-vs-torch/${file}`, import.meta.url));
  const sides = [
    startSide('vishesh', process.execPath, ['--import', 'tsx', script('own-side.ts'), ownTask]),
    startSide('torch', python, [script('torch_side.py'), torchTask, 'all']),
    startSide('torchSupervisedHead', python, [script('torch_side.py'), torchTask, 'supervised']),
  ];
  try {
    for (const side of sides) await side.ready;
    for (let step = 0; step < WARM_STEPS + plan.steps; step++) for (const side of sides) await side.step();
    emitRow(id, task, sides, await Promise.all(sides.map((side) => side.end())), plan);
  } finally {
    for (const side of sides) side.stop();
  }
}

function emitRow(
  id: string,
  { method, ids }: Pick<Task, 'method' | 'ids'>,
  sides: Side[],
  ends: { peakRssBytes: number; loss: number }[],
  { steps, threads }: Plan,
): void {
  const [batch, length] = [ids.length, ids[0]?.length ?? 0];
  const measured = sides.map(({ name, seconds }, index) => {
    const warm = seconds.slice(WARM_STEPS);
    const secondsPerStep = median(warm);
    const tokensPerSecond = (batch * length) / secondsPerStep;
    return { name, tokensPerSecond, secondsPerStep, bestSecondsPerStep: Math.min(...warm), ...ends[index] };
  });
  const [own, ...torch] = measured.map(({ tokensPerSecond }) => tokensPerSecond);
  const row = {
    name: 'train-vs-torch',
    // How many times as fast as the faster of PyTorch's two.
    value: (own ?? Number.NaN) / Math.max(...torch),
    unit: 'times PyTorch',
    model: id,
    method,
    batch: `${batch}x${length}`,
    precision: 'float32',
    threads,
    steps,
    ...Object.fromEntries(measured.map(({ name, ...figures }) => [name, figures])),
  };
  console.log(JSON.stringify(row));
}

async function openIfPresent(id: string): Promise<OpenModel | null> {
  try {
    return await openModel(id, { home: homeFolder() });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`SKIPPED: ${id} was not measured, because ${error.message}`);
    return null;
  }
}

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function main(models: string[], plan: Plan): Promise<void> {
  const environment = await pythonEnvironment();
  if (!('python' in environment)) {
    const why = 'skipped' in environment ? environment.skipped : environment.failed;
    console.error(`SKIPPED: nothing was measured, because ${why}`);
    process.exitCode = 'failed' in environment ? 1 : 0;
    return;
  }
  const machine = {
    cpu: cpus()[0]?.model.trim(),
    cores: cpus().length,
    memoryBytes: totalmem(),
    node: process.version,
  };
  console.error(JSON.stringify(machine));
  for (const id of models) {
    const model = await openIfPresent(id);
    if (model !== null) await compareModel(environment.python, id, model, plan);
  }
}

const { values } = parseArgs({
  options: {
    model: { type: 'string', multiple: true, default: ['nano', 'smollm2-135m-instruct'] },
    method: { type: 'string', multiple: true, default: ['lora', 'full'] },
    shape: { type: 'string', multiple: true, default: ['8x64', '4x256'] },
    steps: { type: 'string', default: '7' },
    threads: { type: 'string', default: String(availableParallelism()) },
  },
});
await main(values.model, {
  methods: values.method.filter((method) => method === 'lora' || method === 'full'),
  shapes: values.shape.map((shape) => {
    const [batch = Number.NaN, length = Number.NaN] = shape.split('x').map(Number);
    if (!(batch >= 1 && length >= 2)) throw new Error(`--shape ${shape}: write BATCHxLENGTH, as in 8x64`);
    return { batch, length };
  }),
  steps: Number(values.steps),
  threads: Number(values.threads),
});
