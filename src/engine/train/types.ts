/** What the training loop takes and gives. It draws nothing, reads no clock and writes no file: all that comes in as arguments. */
import type { Problem } from '../../base/error.js';
import type { Batch, TokenizedExample, TrainableModel } from '../types.js';
import type { EarlyStopping } from './early-stopping.js';
import type { WatchdogState } from './watchdog.js';

export interface TrainingSettings {
  learningRate: number;
  batchSize: number;
  gradientAccumulation: number;
  epochs: number;
  warmupRatio: number;
  schedule: 'linear' | 'cosine' | 'constant';
  maxGradNorm: number;
  earlyStoppingPatience: number;
  evalsPerEpoch: number;
  seed: number;
}

/** The moments of AdamW, keyed and shaped like the model's trainable parameters. */
export interface OptimizerState {
  /** Updates done. */
  steps: number;
  first: Map<string, Float32Array>;
  second: Map<string, Float32Array>;
}

/** Updates the parameters it was made for, in place. */
export interface Optimizer {
  /** Every gradient is multiplied by `gradientScale` before use. */
  step(gradients: ReadonlyMap<string, Float32Array>, learningRate: number, gradientScale: number): void;
  /** The live moments; valid until the next step. */
  state(): OptimizerState;
  restore(state: OptimizerState): void;
}

/** Everything a resumed run needs besides weights and moments. Data order and dropout follow from seed and step. */
export interface TrainingState {
  version: 1;
  /** Updates done: also the data cursor. */
  step: number;
  seed: number;
  /** Names the tokens trained on; a resumed run must have the same. */
  dataHash: string;
  /** Threads of the computation; another number may round differently. */
  threads: number;
  stopping: EarlyStopping;
  watchdog: WatchdogState;
  totals: TrainingTotals;
  /** Why training is over, or null while it is not. */
  finished: 'completed' | 'early-stopping' | null;
}

export interface TrainingTotals {
  tokens: number;
  supervised: number;
  /** Time inside training steps, validations and checkpoints. */
  seconds: number;
  firstLoss: number | null;
  lastLoss: number | null;
  peakRssBytes: number;
}

export interface Snapshot {
  state: TrainingState;
  weights: ReadonlyMap<string, Float32Array>;
  optimizer: OptimizerState;
}

/** Where checkpoints go; engine/train/checkpoint.ts keeps them in a folder. */
export interface CheckpointStore {
  /** Atomic: after a crash the old one or the new one is there. Keeps this one and the best one. */
  save(snapshot: Snapshot): Promise<void>;
  weightsAt(step: number): Promise<Map<string, Float32Array>>;
}

export type TrainingEvent =
  | {
      type: 'plan';
      steps: number;
      stepsPerEpoch: number;
      trainableParameters: number;
      totalParameters: number;
      epochTokens: number;
      epochSupervisedTokens: number;
    }
  | {
      type: 'step';
      step: number;
      epoch: number;
      loss: number;
      learningRate: number;
      gradNorm: number;
      tokens: number;
      supervised: number;
      seconds: number;
      rssBytes: number;
    }
  | { type: 'validation'; step: number; loss: number; best: boolean }
  | { type: 'checkpoint'; step: number };

/** The outside world, as the loop needs it. */
export interface TrainingWorld {
  emit(event: TrainingEvent): void;
  /** Asked between micro-batches. */
  control(): 'continue' | 'pause' | 'cancel';
  nowMs(): number;
  memory(): { rssBytes: number; nearLimit: boolean };
  /** Looks at the weights of a checkpoint just written; its time is not counted as training. */
  afterCheckpoint?(step: number): Promise<void>;
}

export interface TrainingRun {
  model: TrainableModel;
  optimizer: Optimizer;
  /** Rows without any trained token must be left out before. */
  rows: readonly TokenizedExample[];
  validation: readonly TokenizedExample[];
  settings: TrainingSettings;
  makeBatch(rows: TokenizedExample[]): Batch;
  checkpoints: CheckpointStore;
  /** A checkpoint is written at every validation, and when this long has passed since the last one. */
  checkpointEveryMs: number;
  dataHash: string;
  /** How many threads the model computes with; kept in every checkpoint. */
  threads: number;
  resumeFrom: Snapshot | null;
  world: TrainingWorld;
}

/** How training ended. `trained`: the model now holds the best weights. `watchdog`: it holds the last good ones, if `kept`. */
export type TrainingOutcome =
  | { kind: 'trained'; state: TrainingState }
  | { kind: 'watchdog'; state: TrainingState; problem: Problem; kept: boolean }
  | { kind: 'paused' | 'cancelled'; state: TrainingState };
