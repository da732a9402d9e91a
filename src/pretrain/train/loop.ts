/** The loop of pretraining: cuts rows, computes gradients, updates; saves now and then. The world (clock, log, disk) comes in. */
import { clipScale, gradientNorm } from '../../engine/train/clip.js';
import type { CheckpointStore, Optimizer, Snapshot, TrainingState } from '../../engine/train/types.js';
import type { Batch, TrainableModel } from '../../engine/types.js';
import { MAX_GRAD_NORM } from '../recipe.js';
import type { Mixture } from './mixture.js';
import { stepPlan } from './schedule.js';

export interface PretrainRun {
  model: TrainableModel;
  optimizer: Optimizer;
  mixture: Mixture;
  checkpoints: CheckpointStore;
  resumeFrom: Snapshot | null;
  totalSteps: number;
  /** Steps of the first two stages; what is left are the third and the fourth. */
  mainSteps: number;
  /** Steps after which this call ends, whatever is left. */
  stopAfter?: number;
  seed: number;
  dataHash: string;
  threads: number;
  logEvery: number;
  checkpointEveryMs: number;
  nowMs(): number;
  log(line: Record<string, unknown>): void;
  /** Asked after every step; true ends the call with a checkpoint. */
  stopping(): boolean;
}

/** Means over the steps since the last line of the log. */
interface Window {
  loss: number;
  supervised: number;
  tokens: number;
  sinceMs: number;
  gradNorm: number;
}

/** Returns the number of updates done in all. Whenever it returns, a checkpoint of that step is on the disk. */
export async function pretrain(run: PretrainRun): Promise<number> {
  const state = beginning(run);
  const window: Window = { loss: 0, supervised: 0, tokens: 0, sinceMs: run.nowMs(), gradNorm: 0 };
  let savedMs = run.nowMs();
  const last = Math.min(run.totalSteps, run.stopAfter ?? run.totalSteps);
  while (state.step < last && !run.stopping()) {
    await update(run, state, window);
    if (state.step % run.logEvery === 0) report(run, state, window);
    if (run.nowMs() - savedMs < run.checkpointEveryMs) continue;
    await save(run, state);
    savedMs = run.nowMs();
  }
  await save(run, state);
  return state.step;
}

/** A fresh state, or the saved one with weights, moments and the place in the text put back. */
function beginning(run: PretrainRun): TrainingState {
  const saved = run.resumeFrom;
  if (saved === null) return freshState(run);
  for (const [name, values] of run.model.trainable) values.set(saved.weights.get(name) ?? []);
  run.optimizer.restore(saved.optimizer);
  for (let step = 0; step < saved.state.step; step++) run.mixture.skip(stepPlan(step, run.mainSteps));
  // What it goes on with is what the next checkpoint is of.
  return { ...structuredClone(saved.state), dataHash: run.dataHash };
}

async function update(run: PretrainRun, state: TrainingState, window: Window): Promise<void> {
  const start = run.nowMs();
  const plan = stepPlan(state.step, run.mainSteps);
  const rows = run.mixture.next(plan);
  const supervised = plan.rows * (plan.length - 1);
  const batch: Batch = { rows, length: plan.length, tokens: plan.rows * plan.length, supervised };
  const { lossSum, gradients } = await run.model.lossAndGradients(batch, 0);
  const norm = gradientNorm(gradients) / supervised;
  if (!Number.isFinite(lossSum) || !Number.isFinite(norm)) throw new Error(`step ${state.step}: loss ${lossSum}`);
  run.optimizer.step(gradients, plan.learningRate, clipScale(norm, MAX_GRAD_NORM) / supervised);
  state.step += 1;
  state.totals.tokens += batch.tokens;
  state.totals.supervised += supervised;
  state.totals.seconds += (run.nowMs() - start) / 1000;
  state.totals.lastLoss = lossSum / supervised;
  state.totals.firstLoss ??= state.totals.lastLoss;
  window.loss += lossSum;
  window.supervised += supervised;
  window.tokens += batch.tokens;
  window.gradNorm = norm;
}

function report(run: PretrainRun, state: TrainingState, window: Window): void {
  const now = run.nowMs();
  const plan = stepPlan(state.step - 1, run.mainSteps);
  run.log({
    step: state.step,
    of: run.totalSteps,
    loss: round(window.loss / window.supervised, 4),
    gradNorm: round(window.gradNorm, 3),
    learningRate: round(plan.learningRate, 7),
    length: plan.length,
    stage: plan.stage,
    tokensPerSecond: Math.round((window.tokens / (now - window.sinceMs)) * 1000),
    tokens: state.totals.tokens,
    seconds: Math.round(state.totals.seconds),
  });
  Object.assign(window, { loss: 0, supervised: 0, tokens: 0, sinceMs: now });
}

async function save(run: PretrainRun, state: TrainingState): Promise<void> {
  if (state.step >= run.totalSteps) state.finished = 'completed';
  const snapshot = { state: structuredClone(state), weights: run.model.trainable, optimizer: run.optimizer.state() };
  await run.checkpoints.save(snapshot);
  run.log({ checkpoint: state.step });
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Early stopping and the watchdog have no part in pretraining: their places in a checkpoint stay empty. */
function freshState({ seed, dataHash, threads }: PretrainRun): TrainingState {
  return {
    version: 1,
    step: 0,
    seed,
    dataHash,
    threads,
    stopping: { bestLoss: null, bestStep: 0, since: 0 },
    watchdog: { window: [], bestMean: null, suspicious: 0 },
    totals: { tokens: 0, supervised: 0, seconds: 0, firstLoss: null, lastLoss: null, peakRssBytes: 0 },
    finished: null,
  };
}
