/** From the flags of `plan` and `run` to the choices of the workflow. */
import type { Columns, Task } from '../data/types.js';
import type { Budget, Compute, Method } from '../plan/types.js';
import type { HyperparameterEdits } from '../plan/validate-hyperparameters.js';
import type { Choices } from '../workflow/types.js';

export interface PlanFlags {
  file: string;
  task?: Task;
  columns?: Columns;
  base?: string;
  adapter?: string;
  budget?: Budget;
  compute?: Compute;
  method?: Method;
  epochs?: number;
  learningRate?: number;
  batchSize?: number;
  gradientAccumulation?: number;
  maxLength?: number;
  warmupRatio?: number;
  schedule?: 'linear' | 'cosine' | 'constant';
  weightDecay?: number;
  rank?: number;
  alpha?: number;
  dropout?: number;
  rsLora?: boolean;
  targetModules?: string[];
  lastBlocks?: number;
  seed?: number;
}

/** Only what was given; the driver fills in the rest. */
export function choicesFrom(flags: PlanFlags): Partial<Choices> {
  return defined({
    file: flags.file,
    base: flags.base,
    adapter: flags.adapter,
    task: flags.task,
    columns: flags.columns,
    budget: flags.budget,
    compute: flags.compute,
    method: flags.method,
    seed: flags.seed,
    hyperparameters: editsFrom(flags),
  });
}

/** The settings among the flags; empty when there are none. */
export function editsFrom(flags: Omit<PlanFlags, 'file'>): HyperparameterEdits {
  const { epochs, learningRate, batchSize, gradientAccumulation, maxLength, warmupRatio, schedule, weightDecay } =
    flags;
  const { rank, alpha, dropout, rsLora, targetModules } = flags;
  const edits: HyperparameterEdits = defined({
    epochs,
    learningRate,
    batchSize,
    gradientAccumulation,
    maxLength,
    warmupRatio,
    schedule,
    weightDecay,
  });
  const lora = defined({ rank, alpha, dropout, rsLora, targetModules });
  if (Object.keys(lora).length > 0) edits.lora = lora;
  if (flags.lastBlocks !== undefined) edits.partial = { lastBlocks: flags.lastBlocks };
  return edits;
}

function defined<T extends object>(value: T): Partial<T> {
  const result: Partial<T> = {};
  for (const key in value) if (value[key] !== undefined) result[key] = value[key];
  return result;
}
