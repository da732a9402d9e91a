/** The settings a run starts from, chosen by method, model size and data size. Every one can be edited afterwards. */
import { longestBatch, MEMORY_SHARE, memoryOf } from './memory.js';
import { LINEAR_MODULES } from './parameters.js';
import type { DataSize, Hardware, Hyperparameters, Method, ModelSize } from './types.js';

/** The notes' four numbers; they hold for full fine-tuning. */
export const NOTES_DEFAULTS = { learningRate: 1e-5, batchSize: 8, epochs: 3, maxLength: 512 } as const;

/** The notes' LoRA settings. */
export const NOTES_LORA = { rank: 8, alpha: 16 } as const;

/** LoRA's best rate is about ten times that of full fine-tuning, about fifteen times in runs of a hundred steps or so ("LoRA Without Regret", 2025). */
const LORA_RATE_FACTOR = 10;
const LORA_SHORT_RUN_FACTOR = 15;
const SHORT_RUN_STEPS = 200;

/** Rates move between model sizes as 1/sqrt(parameters); the notes' rate is taken to suit a model of this size. */
const REFERENCE_PARAMETERS = 1e9;
const MAX_SIZE_FACTOR = 3;

/** Below this many parameters a model is tiny: it bears, and needs, far larger steps. Rates found on the model in the box (5.2 million). */
const TINY_PARAMETERS = 20e6;
const TINY_RATES: Record<Method, number> = { full: 5e-4, partial: 1e-3, lora: 2e-3 };

/** Its steps cost little, and from few rows it needs many of them: smaller batches and more passes, the best of which is kept. */
const TINY_FEW_EXAMPLES = 2000;
const TINY_BATCHES = { batchSize: 4, epochs: 6 } as const;

export const isTiny = (model: Pick<ModelSize, 'totalParameters'>): boolean => model.totalParameters < TINY_PARAMETERS;

/** With fewer training examples than this, a LoRA run sees too few steps in three epochs and gets a fourth. */
const FEW_EXAMPLES = 200;
/** With more than this, one or two passes already give thousands of steps. */
const MANY_EXAMPLES = 20_000;

const DEFAULT_SEED = 42;

/** Optimizer steps of a run, as the training loop counts them: the last, smaller batch of an epoch is a step. No data gives 0. */
export function countSteps(
  trainExamples: number,
  h: Pick<Hyperparameters, 'batchSize' | 'gradientAccumulation' | 'epochs'>,
): number {
  const perEpoch = Math.ceil(trainExamples / (h.batchSize * h.gradientAccumulation));
  return trainExamples === 0 ? 0 : Math.max(1, Math.round(perEpoch * h.epochs));
}

function defaultBatches(
  method: Method,
  model: ModelSize,
  trainExamples: number,
): { batchSize: number; epochs: number } {
  if (isTiny(model) && trainExamples <= TINY_FEW_EXAMPLES) return TINY_BATCHES;
  const { batchSize, epochs } = NOTES_DEFAULTS;
  if (trainExamples > MANY_EXAMPLES) return { batchSize, epochs: 1 };
  return { batchSize, epochs: method === 'lora' && trainExamples < FEW_EXAMPLES ? epochs + 1 : epochs };
}

function roundToOneDigit(x: number): number {
  return Number(x.toPrecision(1));
}

/**
 * The default rate: the notes' for full, twice that for the last blocks, ten to fifteen times for LoRA, scaled up for a small model;
 * a tiny one has rates of its own.
 */
export function defaultLearningRate(method: Method, model: ModelSize, steps: number): number {
  if (isTiny(model)) return TINY_RATES[method];
  const { learningRate } = NOTES_DEFAULTS;
  if (method === 'full') return learningRate;
  const size = Math.sqrt(REFERENCE_PARAMETERS / Math.max(1, model.totalParameters));
  const sizeFactor = Math.min(MAX_SIZE_FACTOR, Math.max(1, size));
  if (method === 'partial') return roundToOneDigit(learningRate * 2 * sizeFactor);
  const factor = steps <= SHORT_RUN_STEPS ? LORA_SHORT_RUN_FACTOR : LORA_RATE_FACTOR;
  return roundToOneDigit(learningRate * factor * sizeFactor);
}

/**
 * Defaults for one method. With `hardware`, a batch that would not fit in memory is split into smaller ones that are added up
 * (gradient accumulation), so that a step still sees eight examples.
 */
export function defaultHyperparameters(
  method: Method,
  model: ModelSize,
  data: DataSize,
  hardware?: Pick<Hardware, 'freeMemoryBytes'>,
): Hyperparameters {
  const whole = { gradientAccumulation: 1, ...defaultBatches(method, model, data.trainExamples) };
  const steps = countSteps(data.trainExamples, whole);
  const chosen: Hyperparameters = {
    ...whole,
    learningRate: defaultLearningRate(method, model, steps),
    maxLength: Math.min(NOTES_DEFAULTS.maxLength, model.contextLength ?? NOTES_DEFAULTS.maxLength),
    warmupRatio: steps > 1000 ? 0.03 : 0.1,
    schedule: 'linear',
    weightDecay: method === 'lora' ? 0 : 0.01,
    maxGradNorm: 1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    earlyStoppingPatience: 2,
    evalsPerEpoch: 1,
    seed: DEFAULT_SEED,
    lora: method === 'lora' ? { ...NOTES_LORA, dropout: 0, targetModules: [...LINEAR_MODULES], rsLora: false } : null,
    partial: method === 'partial' ? { lastBlocks: Math.max(1, Math.round(model.layers / 4)) } : null,
  };
  return hardware ? splitBatch(chosen, method, model, data, hardware) : chosen;
}

/** Halves the batch and doubles the accumulation until the longest batch fits, or one example is left. */
function splitBatch(
  h: Hyperparameters,
  method: Method,
  model: ModelSize,
  data: DataSize,
  hardware: Pick<Hardware, 'freeMemoryBytes'>,
): Hyperparameters {
  let chosen = h;
  while (chosen.batchSize > 1) {
    const need = memoryOf(model, method, chosen, longestBatch(data, chosen)).total;
    if (need <= hardware.freeMemoryBytes * MEMORY_SHARE) break;
    chosen = {
      ...chosen,
      batchSize: Math.floor(chosen.batchSize / 2),
      gradientAccumulation: chosen.gradientAccumulation * 2,
    };
  }
  return chosen;
}
