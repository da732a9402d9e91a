import type { Localized } from '../base/localized.js';

export const METHODS = ['full', 'lora', 'partial'] as const;
export type Method = (typeof METHODS)[number];
export const BUDGETS = ['low', 'medium', 'high'] as const;
export type Budget = (typeof BUDGETS)[number];
export const COMPUTES = ['limited', 'standard', 'ample'] as const;
export type Compute = (typeof COMPUTES)[number];

/** What this machine has. Read in jobs/hardware (the outside world); plan/ only reasons about it. */
export interface Hardware {
  cpuModel: string;
  cores: number;
  totalMemoryBytes: number;
  /** Memory that a new process may take now. */
  freeMemoryBytes: number;
  freeDiskBytes: number;
  gpu: string | null;
}

export interface LoraSettings {
  rank: number;
  alpha: number;
  dropout: number;
  /** Names of linear layers: q_proj k_proj v_proj o_proj gate_proj up_proj down_proj. */
  targetModules: string[];
  /** Rank-stabilised scaling alpha/sqrt(rank) (Kalajdzievski, 2023) instead of alpha/rank. */
  rsLora: boolean;
}

export interface Hyperparameters {
  learningRate: number;
  /** Examples in one optimizer step = batchSize * gradientAccumulation. */
  batchSize: number;
  gradientAccumulation: number;
  epochs: number;
  maxLength: number;
  warmupRatio: number;
  schedule: 'linear' | 'cosine' | 'constant';
  weightDecay: number;
  maxGradNorm: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Validations without improvement before stopping; 0 means never. */
  earlyStoppingPatience: number;
  /** Validation and checkpoint this many times per epoch. */
  evalsPerEpoch: number;
  seed: number;
  lora: LoraSettings | null;
  /** For `partial`: how many last blocks are trained. */
  partial: { lastBlocks: number } | null;
}

/** Sizes of the base model that planning needs; the models folder fills it in. */
export interface ModelSize {
  hiddenSize: number;
  intermediateSize: number;
  layers: number;
  heads: number;
  keyValueHeads: number;
  headDim: number;
  vocabSize: number;
  tiedEmbeddings: boolean;
  totalParameters: number;
  /** Tokens that the model can take at once; unknown when absent. */
  contextLength?: number;
}

/** Sizes of the training data that planning needs. */
export interface DataSize {
  trainExamples: number;
  validationExamples: number;
  testExamples: number;
  /** Tokens of one epoch over the training rows, after cutting at maxLength. */
  epochTokens: number;
  epochSupervisedTokens: number;
  longestExample: number;
}

/** What the 3-step warm-up on the longest batch measured. */
export interface WarmUp {
  steps: number;
  batchTokens: number;
  secondsPerStep: number;
  peakRssBytes: number;
}

/** A warm-up holds for the method and the settings it ran with, and for no other. */
export interface MeasuredWarmUp extends WarmUp {
  method: Method;
  hyperparameters: Hyperparameters;
}

export interface Estimate {
  trainTokens: number;
  steps: number;
  trainableParameters: number;
  totalParameters: number;
  memoryBytes: number;
  seconds: number;
  /** Whether time and memory were measured by a warm-up or only calculated. */
  measured: boolean;
  /** What was measured, and with which method and settings. */
  warmUp?: MeasuredWarmUp;
  /** US dollars: `local` (electricity) and one entry per hosted provider of the price table. */
  costUsd: Record<string, number>;
  recommendations: Localized[];
}

export interface MethodChoice {
  method: Method;
  reasons: Localized[];
  alternatives: {
    method: Method;
    why: Localized;
    fits: boolean;
    memoryBytes: number;
    seconds: number;
    costUsd: number;
    trainableParameters?: number;
    /** While it trains: with LoRA the adapter counts, too. */
    totalParameters?: number;
  }[];
}

/** The largest values that a model takes, by the key of their field. */
export type SettingLimits = Record<string, number>;

export interface Plan extends MethodChoice {
  hyperparameters: Hyperparameters;
  estimate: Estimate;
  /** Where the model sets them. */
  limits?: SettingLimits;
}
