/** Memory that training will need, before anything was run. Calibrated on measured runs; a warm-up replaces it (see estimate.ts). */
import { trainableParameters } from './parameters.js';
import type { DataSize, Hardware, Hyperparameters, Method, ModelSize } from './types.js';

const FLOAT_BYTES = 4;

/** Node, the compiled program and the runtime's own code, measured with an empty graph. */
const RUNTIME_BYTES = 250e6;

/**
 * What the runtime's allocator really holds, relative to the tensors counted below. Fitted to two measured LoRA runs on
 * SmolLM2-135M, half of the positions supervised: 8 x 64 tokens 2.3 GB, 4 x 256 tokens 4.3 GB. The formula gives 2.3 and 4.3.
 */
const ACTIVATION_OVERHEAD = 1.6;

/** Gradients exist three times at the peak: in the graph, as the fetched copy, and as the sum over micro-batches. */
const GRADIENT_COPIES = 3;

/** AdamW keeps a first and a second moment per trained parameter. */
const MOMENT_COPIES = 2;

/** Logits, their softmax and the gradient stand side by side. */
const LOGIT_COPIES = 3;

/** Padded lengths: the engine's buckets (a test holds the two lists equal). */
export const PADDED_LENGTHS = [
  16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192,
] as const;

/** A plan may use this share of the free memory; the rest is a margin for the machine's other work. */
export const MEMORY_SHARE = 0.8;

export interface MemoryParts {
  runtime: number;
  weights: number;
  gradients: number;
  moments: number;
  activations: number;
  logits: number;
  total: number;
}

/** The shape of the largest batch: its rows, its padded length, and how many of its positions are supervised. */
export interface BatchShape {
  rows: number;
  length: number;
  supervisedShare: number;
}

/** The largest batch that this data and these hyperparameters can make. */
export function longestBatch(data: DataSize, h: Pick<Hyperparameters, 'batchSize' | 'maxLength'>): BatchShape {
  const longest = Math.max(1, Math.min(data.longestExample, h.maxLength));
  const supervised = data.epochTokens > 0 ? data.epochSupervisedTokens / data.epochTokens : 0.5;
  return {
    rows: Math.max(1, Math.min(h.batchSize, Math.max(1, data.trainExamples))),
    length: PADDED_LENGTHS.find((length) => length >= longest) ?? longest,
    supervisedShare: Math.min(1, supervised),
  };
}

/**
 * Bytes of one training step by cause. Weights, gradients and moments are 4 bytes a value (fp32). Activations without recomputation:
 * per token and block `7H + 3K + 4I + 2aT` values (H hidden, K key/value width, I intermediate, a heads, T length), after
 * Korthikanti et al. (2205.05198), of the blocks that gradients pass through.
 */
export function memoryOf(
  model: ModelSize,
  method: Method,
  h: Pick<Hyperparameters, 'lora' | 'partial'>,
  batch: BatchShape,
): MemoryParts {
  const trainable = trainableParameters(model, method, h);
  const tokens = batch.rows * batch.length;
  const keyWidth = model.keyValueHeads * model.headDim;
  const perToken = 7 * model.hiddenSize + 3 * keyWidth + 4 * model.intermediateSize + 2 * model.heads * batch.length;
  const blocks = method === 'partial' ? Math.min(model.layers, (h.partial?.lastBlocks ?? 1) + 1) : model.layers;
  const ownWeights = method === 'lora' ? trainable : 0;
  const parts = {
    runtime: RUNTIME_BYTES,
    weights: (model.totalParameters + ownWeights) * FLOAT_BYTES,
    gradients: trainable * FLOAT_BYTES * GRADIENT_COPIES,
    moments: trainable * FLOAT_BYTES * MOMENT_COPIES,
    activations: tokens * perToken * blocks * FLOAT_BYTES * ACTIVATION_OVERHEAD,
    logits: tokens * batch.supervisedShare * model.vocabSize * FLOAT_BYTES * LOGIT_COPIES * ACTIVATION_OVERHEAD,
  };
  const total = Object.values(parts).reduce((sum, bytes) => sum + bytes, 0);
  return { ...parts, total };
}

/** Bytes on disk: two checkpoints (weights that learn and both moments) and the saved result. */
export function diskBytesOf(model: ModelSize, method: Method, h: Pick<Hyperparameters, 'lora' | 'partial'>): number {
  const trainable = trainableParameters(model, method, h);
  return trainable * FLOAT_BYTES * (2 * (1 + MOMENT_COPIES) + 1);
}

/** Whether a job of this size may run here, with the margin kept. */
export function fits(hardware: Hardware, memoryBytes: number, diskBytes: number): boolean {
  return memoryBytes <= hardware.freeMemoryBytes * MEMORY_SHARE && diskBytes <= hardware.freeDiskBytes * MEMORY_SHARE;
}
