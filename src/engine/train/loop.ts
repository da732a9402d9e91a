/**
 * The training loop: rate, micro-batches, clip, step, log, validation, checkpoint. It works on any `TrainableModel` and never looks
 * at the outside world but through `run.world`. Deterministic: the same arguments give the same weights, bit for bit, whether the
 * run was interrupted or not.
 */
import type { Problem } from '../../base/error.js';
import { Random } from '../../base/random.js';
import type { TokenizedExample } from '../types.js';
import { addGradients, clipScale, gradientNorm } from './clip.js';
import { NOTHING_VALIDATED, observeValidation, shouldStop } from './early-stopping.js';
import { dataChanged, diverged, memoryNearLimit, nonFinite, noTrainableToken } from './problems.js';
import { learningRateAt } from './schedule.js';
import { StepClock } from './step-clock.js';
import { isValidationStep, type TrainingPlan, trainingPlan } from './training-plan.js';
import type { Snapshot, TrainingOutcome, TrainingRun, TrainingState } from './types.js';
import { meanLoss } from './validation.js';
import { FRESH_WATCHDOG, observeLoss } from './watchdog.js';

/** Trains until the last step, early stopping, a watchdog, a pause or a cancel. Throws `Problem` when a checkpoint cannot be written. */
export async function train(run: TrainingRun): Promise<TrainingOutcome> {
  const plan = trainingPlan(run);
  const state = startingState(run);
  const clock = new StepClock(run, state);
  run.world.emit(plan.announced);

  while (state.finished === null) {
    const rate = learningRateAt(state.step, plan.schedule);
    const step = await accumulate(run, plan.batches.at(state.step), state.step);
    if (typeof step === 'string') return interrupted(run, state, step);
    const norm = gradientNorm(step.gradients) / step.supervised;
    const loss = step.lossSum / step.supervised;
    const problem = inspect(state, step.rows, loss, norm);
    if (problem !== null) return stoppedByWatchdog(run, state, problem);
    run.optimizer.step(step.gradients, rate, clipScale(norm, run.settings.maxGradNorm) / step.supervised);
    state.step++;
    record(run, state, plan, clock, { ...step, loss, norm, rate });
    if (isValidationStep(state.step, plan)) await validate(run, state);
    if (shouldStop(state.stopping, run.settings.earlyStoppingPatience)) state.finished = 'early-stopping';
    if (state.step >= plan.steps) state.finished = 'completed';
    if (state.finished !== null || isValidationStep(state.step, plan) || clock.checkpointDue()) {
      await save(run, state, clock);
      await run.world.afterCheckpoint?.(state.step);
      clock.skip();
    }
    if (run.world.memory().nearLimit && state.finished === null) {
      if (!clock.justSaved()) await save(run, state, clock);
      return stoppedByWatchdog(run, state, memoryNearLimit(state.step, state.totals.peakRssBytes));
    }
  }
  await takeBestWeights(run, state);
  return { kind: 'trained', state };
}

/** The state to begin with; on resume, weights and moments are put back in place. */
function startingState(run: TrainingRun): TrainingState {
  const from = run.resumeFrom;
  if (from === null) {
    const totals = { tokens: 0, supervised: 0, seconds: 0, firstLoss: null, lastLoss: null, peakRssBytes: 0 };
    const { dataHash, threads, settings } = run;
    const begin = {
      step: 0,
      seed: settings.seed,
      dataHash,
      threads,
      stopping: NOTHING_VALIDATED,
      watchdog: FRESH_WATCHDOG,
    };
    return { version: 1, ...begin, totals, finished: null };
  }
  const { dataHash, seed, threads } = from.state;
  if (dataHash !== run.dataHash || seed !== run.settings.seed || threads !== run.threads)
    throw dataChanged(`step ${from.state.step}`);
  putWeights(run, from.weights);
  run.optimizer.restore(from.optimizer);
  return structuredClone(from.state);
}

interface Accumulated {
  lossSum: number;
  supervised: number;
  tokens: number;
  rows: TokenizedExample[];
  gradients: Map<string, Float32Array>;
}

/**
 * Sums losses and gradients over the micro-batches of one step; dividing by all their supervised tokens afterwards makes
 * accumulation equal to one big batch. A pause between two micro-batches gives the step up: it is done again on resume.
 */
async function accumulate(
  run: TrainingRun,
  microBatches: number[][],
  step: number,
): Promise<Accumulated | 'pause' | 'cancel'> {
  const sum: Accumulated = { lossSum: 0, supervised: 0, tokens: 0, rows: [], gradients: new Map() };
  for (const [micro, indices] of microBatches.entries()) {
    const asked = run.world.control();
    if (asked !== 'continue') return asked;
    const rows = indices.flatMap((index) => run.rows[index] ?? []);
    const batch = run.makeBatch(rows);
    if (batch.supervised === 0) {
      sum.rows.push(...rows);
      continue;
    }
    const dropoutSeed = Random.for(run.settings.seed, 'dropout', step, micro).uint32();
    const result = await run.model.lossAndGradients(batch, dropoutSeed);
    addGradients(sum.gradients, result.gradients);
    sum.lossSum += result.lossSum;
    sum.supervised += result.supervised;
    sum.tokens += batch.tokens;
    sum.rows.push(...rows);
  }
  return sum;
}

/** What is wrong with this step, if anything. Updates the watchdog's memory. */
function inspect(state: TrainingState, rows: TokenizedExample[], loss: number, norm: number): Problem | null {
  const step = state.step + 1;
  if (Number.isNaN(loss) && rows.every((row) => !row.trained.includes(1))) return noTrainableToken(step, rows);
  if (!Number.isFinite(loss)) return nonFinite('loss', step, rows);
  if (!Number.isFinite(norm)) return nonFinite('gradient', step, rows);
  const observed = observeLoss(state.watchdog, loss);
  state.watchdog = observed.state;
  return observed.verdict === 'diverged' ? diverged(step, loss, rows) : null;
}

function record(
  run: TrainingRun,
  state: TrainingState,
  plan: TrainingPlan,
  clock: StepClock,
  done: Accumulated & { loss: number; norm: number; rate: number },
): void {
  const { totals } = state;
  const rssBytes = run.world.memory().rssBytes;
  totals.tokens += done.tokens;
  totals.supervised += done.supervised;
  totals.firstLoss ??= done.loss;
  totals.lastLoss = done.loss;
  totals.peakRssBytes = Math.max(totals.peakRssBytes, rssBytes);
  run.world.emit({
    type: 'step',
    step: state.step,
    epoch: state.step / plan.stepsPerEpoch,
    loss: done.loss,
    learningRate: done.rate,
    gradNorm: done.norm,
    tokens: done.tokens,
    supervised: done.supervised,
    seconds: clock.lap(),
    rssBytes,
  });
}

async function validate(run: TrainingRun, state: TrainingState): Promise<void> {
  if (run.validation.length === 0) return;
  const loss = await meanLoss(run, run.validation);
  state.stopping = observeValidation(state.stopping, state.step, loss);
  run.world.emit({ type: 'validation', step: state.step, loss, best: state.stopping.bestStep === state.step });
}

async function save(run: TrainingRun, state: TrainingState, clock: StepClock): Promise<void> {
  clock.lap();
  const snapshot: Snapshot = {
    state: structuredClone(state),
    weights: run.model.trainable,
    optimizer: run.optimizer.state(),
  };
  await run.checkpoints.save(snapshot);
  clock.saved();
  run.world.emit({ type: 'checkpoint', step: state.step });
}

async function interrupted(
  run: TrainingRun,
  state: TrainingState,
  asked: 'pause' | 'cancel',
): Promise<TrainingOutcome> {
  if (asked === 'cancel') return { kind: 'cancelled', state };
  await save(run, state, new StepClock(run, state));
  return { kind: 'paused', state };
}

/** The best validated weights are the last good ones; a step whose loss is not finite was not taken, so without them these are. */
async function stoppedByWatchdog(run: TrainingRun, state: TrainingState, problem: Problem): Promise<TrainingOutcome> {
  await takeBestWeights(run, state);
  const kept = state.stopping.bestLoss !== null || (state.step > 0 && problem.code !== 'diverged');
  return { kind: 'watchdog', state, problem, kept };
}

async function takeBestWeights(run: TrainingRun, state: TrainingState): Promise<void> {
  const { bestLoss, bestStep } = state.stopping;
  if (bestLoss === null || bestStep === state.step) return;
  putWeights(run, await run.checkpoints.weightsAt(bestStep));
}

function putWeights(run: TrainingRun, weights: ReadonlyMap<string, Float32Array>): void {
  for (const [name, values] of run.model.trainable) {
    const saved = weights.get(name);
    if (saved === undefined || saved.length !== values.length) throw dataChanged(name);
    values.set(saved);
  }
}
