/** Training for a moment, in memory: the engine's own loop with nothing written anywhere. */

import { mergeAdapter } from '../engine/llama/lora.js';
import { createTrainableModel } from '../engine/llama/trainable-model.js';
import { createOptimizer } from '../engine/train/adamw.js';
import { makeBatch, supervisedTokens } from '../engine/train/batch.js';
import { train } from '../engine/train/loop.js';
import type { CheckpointStore, TrainingEvent } from '../engine/train/types.js';
import type { TokenizedExample } from '../engine/types.js';
import { trainableSpec } from '../jobs/run/trainable-spec.js';
import { defaultHyperparameters } from '../plan/hyperparameters.js';
import { LINEAR_MODULES } from '../plan/parameters.js';
import type { Hyperparameters, Method } from '../plan/types.js';
import { modelSize } from '../workflow/prepare-data.js';
import { Model, type Row, type RowKind } from './model.js';

export interface TuneSettings extends RowKind {
  /** `lora` (default), `full` or `partial`. */
  method?: Method;
  learningRate?: number;
  epochs?: number;
  batchSize?: number;
  /** LoRA's rank (default 8), its alpha (default twice the rank), and the layers it touches (default: every linear one). */
  rank?: number;
  alpha?: number;
  targetModules?: readonly string[];
  dropout?: number;
  /** Blocks that learn with `partial`. */
  lastBlocks?: number;
  schedule?: Hyperparameters['schedule'];
  seed?: number;
  /** Rows to measure on once an epoch; the weights of the best epoch are kept. */
  validation?: readonly Row[];
  /** Which tokens the loss looks at: the answer and its end (default), the answer without its end, or all. */
  trains?: 'answer' | 'answer-without-end' | 'everything';
  /** Told after every step. */
  onStep?: (step: StepReport) => void;
}

export interface StepReport {
  step: number;
  steps: number;
  loss: number;
  learningRate: number;
  gradNorm: number;
}

export interface TuneResult {
  /** The tuned model; it shares what did not change with its base. */
  model: Model;
  steps: StepReport[];
  /** Loss on the validation rows, with the step it was measured after. */
  validation: { step: number; loss: number }[];
  seconds: number;
  tokens: number;
  trainableParameters: number;
  totalParameters: number;
  /** What learned: LoRA's A and B by name, or the changed weights. */
  learned: Map<string, Float32Array>;
  /** `trained`, or the reason why a watchdog stopped. */
  outcome: string;
}

/**
 * Trains a copy of the model on rows, for a moment: the base stays as it is, and a few dozen rows on `nano` take seconds. Rejects with a
 * `Problem` when a setting is out of range or no row has an answer to learn from.
 */
export async function fineTune(base: Model, rows: readonly Row[], settings: TuneSettings = {}): Promise<TuneResult> {
  const hyperparameters = hyperparametersFor(base, rows.length, settings);
  const spec = trainableSpec({ method: settings.method ?? 'lora', hyperparameters });
  const encode = (row: Row, index: number) =>
    masked(base.encode(row, settings, index + 1), settings.trains ?? 'answer');
  const { config, weights } = base.parts;
  const model = await createTrainableModel({ config, weights, spec, seed: hyperparameters.seed });
  const optimizer = createOptimizer({ trainable: model.trainable, shapes: model.shapes, config: hyperparameters });
  const report = recorder(settings.onStep);
  const began = performance.now();
  try {
    const encoded = rows.map(encode);
    const outcome = await train({
      model,
      optimizer,
      rows: encoded.filter((row) => supervisedTokens(row) > 0),
      validation: (settings.validation ?? []).map(encode),
      settings: hyperparameters,
      makeBatch,
      checkpoints: bestInMemory(),
      checkpointEveryMs: Number.POSITIVE_INFINITY,
      dataHash: '',
      threads: 0,
      resumeFrom: null,
      world: {
        emit: report.emit,
        control: () => 'continue',
        nowMs: () => performance.now(),
        memory: () => ({ rssBytes: process.memoryUsage.rss(), nearLimit: false }),
      },
    });
    const learned = new Map([...model.trainable].map(([name, values]) => [name, values.slice()]));
    const tuned =
      spec.method === 'lora' ? mergeAdapter(config, weights, spec, learned) : new Map([...weights, ...learned]);
    return {
      model: new Model({ ...base.parts, id: `${base.id} (tuned)`, weights: tuned }),
      steps: report.steps,
      validation: report.validation,
      seconds: (performance.now() - began) / 1000,
      tokens: outcome.state.totals.tokens,
      trainableParameters: model.trainableParameters,
      totalParameters: model.totalParameters,
      learned,
      outcome: outcome.kind === 'watchdog' ? outcome.problem.code : outcome.kind,
    };
  } finally {
    await model.release();
  }
}

function hyperparametersFor(base: Model, rows: number, settings: TuneSettings): Hyperparameters {
  const { config, parameters } = base;
  const method = settings.method ?? 'lora';
  const defaults = defaultHyperparameters(method, modelSize({ config, totalParameters: parameters }), {
    trainExamples: rows,
    validationExamples: 0,
    testExamples: 0,
    epochTokens: 0,
    epochSupervisedTokens: 0,
    longestExample: 0,
  });
  const { learningRate, epochs, batchSize, schedule, seed, rank = 8, alpha = 2 * rank, dropout = 0 } = settings;
  return {
    ...defaults,
    ...given({ learningRate, epochs, batchSize, schedule, seed }),
    lora:
      method === 'lora'
        ? { rank, alpha, dropout, targetModules: [...(settings.targetModules ?? LINEAR_MODULES)], rsLora: false }
        : null,
    partial: method === 'partial' ? { lastBlocks: settings.lastBlocks ?? defaults.partial?.lastBlocks ?? 1 } : null,
  };
}

/** Without the settings that were not given. */
function given<T extends object>(settings: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const present = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function masked(row: TokenizedExample, trains: NonNullable<TuneSettings['trains']>): TokenizedExample {
  if (trains === 'answer') return row;
  if (trains === 'everything') return { ...row, trained: new Uint8Array(row.ids.length).fill(1) };
  const trained = row.trained.slice();
  trained[trained.lastIndexOf(1)] = 0;
  return { ...row, trained };
}

/** Keeps the weights of the best validation, as the folder of checkpoints does. */
function bestInMemory(): CheckpointStore {
  const kept = new Map<number, Map<string, Float32Array>>();
  return {
    async save({ state, weights }) {
      for (const step of kept.keys()) if (step !== state.stopping.bestStep) kept.delete(step);
      kept.set(state.step, new Map([...weights].map(([name, values]) => [name, values.slice()])));
    },
    async weightsAt(step) {
      const weights = kept.get(step);
      if (weights === undefined) throw new RangeError(`no weights were kept at step ${step}`);
      return weights;
    },
  };
}

function recorder(onStep: TuneSettings['onStep']) {
  const steps: StepReport[] = [];
  const validation: { step: number; loss: number }[] = [];
  let total = 0;
  return {
    steps,
    validation,
    emit(event: TrainingEvent): void {
      if (event.type === 'plan') total = event.steps;
      if (event.type === 'validation') validation.push({ step: event.step, loss: event.loss });
      if (event.type !== 'step') return;
      const { step, loss, learningRate, gradNorm } = event;
      const report = { step, steps: total, loss, learningRate, gradNorm };
      steps.push(report);
      onStep?.(report);
    },
  };
}
