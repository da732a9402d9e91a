/** Writes report.json and the model card. */
import { writeAtomic } from '../../base/files.js';
import { matmulRoof, usefulFlops } from '../../engine/train/efficiency.js';
import type { Evaluation } from '../../evaluate/types.js';
import type { OpenModel } from '../../models/types.js';
import { readEvents } from '../event-log.js';
import { modelCard } from '../model-card.js';
import { reportOf, type TrainingSummary } from '../report.js';
import { reportHtml } from '../report-html.js';
import { foldEvents, jobProgress } from '../status.js';
import { peakRssBytes } from './peak-memory.js';
import type { Session } from './session.js';
import type { TrainedModel } from './train-phase.js';

export async function reportPhase(
  { spec, jobId, paths }: Session,
  base: OpenModel,
  trained: TrainedModel,
  evaluation: Evaluation | null,
): Promise<void> {
  const training = summary(spec.estimate, trained, await efficiency(trained, base));
  const report = reportOf(spec, { status: 'succeeded', training, evaluation });
  await writeAtomic(paths.report, `${JSON.stringify(report, null, 2)}\n`);
  await writeAtomic(paths.card, modelCard(report, base));
  const { trainLosses, validationLosses } = jobProgress(
    jobId,
    foldEvents((await readEvents(paths.folder)).events),
    true,
  );
  await writeAtomic(paths.html, await reportHtml(report, { train: trainLosses, validation: validationLosses }));
}

function summary(
  estimate: { seconds: number; memoryBytes: number } | null,
  { model, outcome, steps, stepsPerEpoch }: TrainedModel,
  efficiencyOrNull: number | null,
): TrainingSummary {
  const { state } = outcome;
  const { totals } = state;
  const stepSeconds = steps.reduce((sum, step) => sum + step.seconds, 0);
  const stepTokens = steps.reduce((sum, step) => sum + step.tokens, 0);
  return {
    steps: state.step,
    epochs: state.step / stepsPerEpoch,
    trainTokens: totals.tokens,
    supervisedTokens: totals.supervised,
    tokensPerSecond: stepSeconds > 0 ? stepTokens / stepSeconds : totals.tokens / totals.seconds,
    efficiency: efficiencyOrNull,
    firstLoss: totals.firstLoss ?? 0,
    lastLoss: totals.lastLoss ?? 0,
    bestValidationLoss: state.stopping.bestLoss,
    seconds: totals.seconds,
    peakRssBytes: peakRssBytes(state),
    trainableParameters: model.trainableParameters,
    totalParameters: model.totalParameters,
    estimatedSeconds: estimate?.seconds ?? null,
    estimatedMemoryBytes: estimate?.memoryBytes ?? null,
  };
}

/** A short training says nothing about speed, and the roof takes a second or two to measure. */
const WORTH_MEASURING_SECONDS = 10;
const ROOF_MS = 2_000;

/** The median step's useful FLOPs per second by the roof's, for the steps of this process. */
async function efficiency(
  { model, steps, meanLength, threads }: TrainedModel,
  base: OpenModel,
): Promise<number | null> {
  if (steps.reduce((sum, step) => sum + step.seconds, 0) < WORTH_MEASURING_SECONDS) return null;
  const speeds = steps
    .map((step) => usefulFlops(base.config, model.spec, { ...step, length: meanLength }) / step.seconds)
    .sort((a, b) => a - b);
  return (speeds[Math.floor(speeds.length / 2)] ?? 0) / (await matmulRoof(threads, ROOF_MS));
}
