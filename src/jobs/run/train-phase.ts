/** Trains the model of a job from its last checkpoint on, and leaves the best weights in it. */
import { availableParallelism } from 'node:os';
import { Random } from '../../base/random.js';
import type { Example } from '../../data/types.js';
import { createTrainableModel } from '../../engine/llama/trainable-model.js';
import { createOptimizer } from '../../engine/train/adamw.js';
import { makeBatch } from '../../engine/train/batch.js';
import { checkpointFolder } from '../../engine/train/checkpoint.js';
import { train } from '../../engine/train/loop.js';
import { stepsPerEpoch } from '../../engine/train/order.js';
import type { Snapshot, TrainingOutcome } from '../../engine/train/types.js';
import type { TokenizedExample, TrainableModel } from '../../engine/types.js';
import type { OpenModel } from '../../models/types.js';
import { readMemory } from '../hardware.js';
import type { StartingValues } from './result-checks.js';
import type { Session } from './session.js';
import { startingValues } from './starting-values.js';
import { tellAnswers } from './tell-answers.js';
import { trainableSpec } from './trainable-spec.js';
import { hashRows } from './training-rows.js';

/** Between validations, a checkpoint at least this often: what a kill may cost. */
const CHECKPOINT_MS = 120_000;
/** Validating on more rows than this would cost more than it tells; the same ones every time. */
const MAX_VALIDATION_ROWS = 500;
/** Below this much available memory the system begins to kill processes. */
const MIN_FREE_BYTES = 200e6;

export interface TrainedModel {
  model: TrainableModel;
  /** The adapter that training went on from. */
  start: StartingValues | null;
  outcome: TrainingOutcome;
  threads: number;
  /** Seconds, tokens and supervised tokens of the steps taken by this runner. */
  steps: { seconds: number; tokens: number; supervised: number }[];
  meanLength: number;
  stepsPerEpoch: number;
}

export async function trainPhase(
  session: Session,
  base: OpenModel,
  rows: TokenizedExample[],
  validation: TokenizedExample[],
  resumeFrom: Snapshot | null,
  /** Never trained on: a few are answered at every checkpoint. */
  heldOut: readonly Example[],
): Promise<TrainedModel> {
  const { spec, paths } = session;
  const { hyperparameters } = spec;
  // A checkpoint fixes the number of threads: another number may round differently.
  const threads = resumeFrom?.state.threads ?? availableParallelism();
  const start = await startingValues(session, base);
  const model = await createTrainableModel({
    config: base.config,
    weights: base.weights,
    spec: trainableSpec(spec),
    seed: hyperparameters.seed,
    threads,
    ...(start === null ? {} : { initialAdapter: start }),
  });
  const optimizer = createOptimizer({ trainable: model.trainable, shapes: model.shapes, config: hyperparameters });
  const validated = Random.for(hyperparameters.seed, 'validation').shuffle(validation).slice(0, MAX_VALIDATION_ROWS);
  const steps: TrainedModel['steps'] = [];
  const answers = tellAnswers(session, { spec, base, model }, heldOut, () => performance.now());
  if (resumeFrom === null) await answers.begin();
  const outcome = await train({
    model,
    optimizer,
    rows,
    validation: validated,
    settings: hyperparameters,
    makeBatch,
    checkpoints: checkpointFolder(paths.checkpoints, model.shapes),
    checkpointEveryMs: CHECKPOINT_MS,
    dataHash: hashRows(rows, validated),
    threads,
    resumeFrom,
    world: {
      emit(event) {
        session.emit(event);
        if (event.type === 'step') steps.push(event);
      },
      control: session.control,
      afterCheckpoint: answers.atCheckpoint,
      nowMs: () => performance.now(),
      memory: () => ({ rssBytes: process.memoryUsage.rss(), nearLimit: readMemory().freeBytes < MIN_FREE_BYTES }),
    },
  });
  const tokens = rows.reduce((sum, row) => sum + row.ids.length, 0);
  const perEpoch = stepsPerEpoch(rows.length, hyperparameters.batchSize, hyperparameters.gradientAccumulation);
  return { model, start, outcome, threads, steps, meanLength: tokens / rows.length, stepsPerEpoch: perEpoch };
}
