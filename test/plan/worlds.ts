/** Small builders of the facts that a plan is made from; each test names only what it is about. */

import type { ChooseInput } from '../../src/plan/candidate.js';
import { DEFAULT_PRICES } from '../../src/plan/prices.js';
import type { DataSize, Hardware, ModelSize } from '../../src/plan/types.js';

export const smolLm2: ModelSize = {
  hiddenSize: 576,
  intermediateSize: 1536,
  layers: 30,
  heads: 9,
  keyValueHeads: 3,
  headDim: 64,
  vocabSize: 49152,
  tiedEmbeddings: true,
  totalParameters: 134515008,
};

/** The model in the box. */
export const nano: ModelSize = {
  hiddenSize: 256,
  intermediateSize: 640,
  layers: 6,
  heads: 8,
  keyValueHeads: 4,
  headDim: 32,
  vocabSize: 4096,
  tiedEmbeddings: true,
  totalParameters: 5180672,
  contextLength: 512,
};

/** Llama-3.2-3B's shape, taken as untied for a test of the second head. */
export const threeBillion: ModelSize = {
  hiddenSize: 3072,
  intermediateSize: 8192,
  layers: 28,
  heads: 24,
  keyValueHeads: 8,
  headDim: 128,
  vocabSize: 128256,
  tiedEmbeddings: true,
  totalParameters: 3212749824,
};

export function machine(change: Partial<Hardware> = {}): Hardware {
  return {
    cpuModel: 'test',
    cores: 2,
    totalMemoryBytes: 16e9,
    freeMemoryBytes: 12e9,
    freeDiskBytes: 100e9,
    gpu: null,
    ...change,
  };
}

export function rows(trainExamples: number, change: Partial<DataSize> = {}): DataSize {
  return {
    trainExamples,
    validationExamples: Math.ceil(trainExamples / 8),
    testExamples: Math.ceil(trainExamples / 8),
    epochTokens: trainExamples * 48,
    epochSupervisedTokens: trainExamples * 24,
    longestExample: 64,
    ...change,
  };
}

export function world(change: Partial<ChooseInput> = {}): ChooseInput {
  return {
    budget: 'high',
    compute: 'ample',
    hardware: machine(),
    model: smolLm2,
    data: rows(240),
    prices: DEFAULT_PRICES,
    ...change,
  };
}
