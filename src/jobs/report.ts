/** `report.json`: the result of a job, as `run --json` shows it without its deployment. */
import { z } from 'zod';
import { readJson } from '../base/files.js';
import type { Evaluation } from '../evaluate/types.js';
import { jobPaths } from './folder.js';
import { hyperparametersSchema, type JobSpec, jobSpecSchema } from './spec.js';

const trainingSummarySchema = z.object({
  steps: z.int(),
  epochs: z.number(),
  trainTokens: z.number(),
  supervisedTokens: z.number(),
  tokensPerSecond: z.number(),
  /** Useful FLOPs per second by those of a large matrix product; null where it was not measured. */
  efficiency: z.number().nullable(),
  firstLoss: z.number(),
  lastLoss: z.number(),
  bestValidationLoss: z.number().nullable(),
  seconds: z.number(),
  peakRssBytes: z.number(),
  trainableParameters: z.number(),
  totalParameters: z.number(),
  estimatedSeconds: z.number().nullable(),
  estimatedMemoryBytes: z.number().nullable(),
});
/** What training left behind (`training` of the contract). */
export type TrainingSummary = z.infer<typeof trainingSummarySchema>;

/** JSON has no NaN; a score that no row allows is written as null. */
export const measured = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
export const scoreSchema = z.object({ value: measured, low: measured, high: measured });
const localizedSchema = z.object({ en: z.string(), hi: z.string() });
export const metricsSchema = z.object({
  loss: scoreSchema,
  perplexity: scoreSchema,
  accuracy: scoreSchema.optional(),
  precision: scoreSchema.optional(),
  recall: scoreSchema.optional(),
  f1: scoreSchema.optional(),
  confusion: z.object({ labels: z.array(z.string()), counts: z.array(z.array(z.number())) }).optional(),
  exactMatch: scoreSchema.optional(),
  tokenF1: scoreSchema.optional(),
  chrF: scoreSchema.optional(),
  parses: scoreSchema.optional(),
});
const lossesSchema = z.object({ row: z.number(), baseLoss: measured, tunedLoss: measured });
export const evaluationSchema: z.ZodType<Evaluation> = z.object({
  base: metricsSchema,
  tuned: metricsSchema,
  retention: z.object({ baseLoss: measured, tunedLoss: measured }),
  verdict: z.enum(['ship', 'do-not-ship', 'not-enough-evidence']),
  reason: localizedSchema,
  samples: z.array(
    z.object({ row: z.number(), prompt: z.string(), expected: z.string(), base: z.string(), tuned: z.string() }),
  ),
  worse: z.array(lossesSchema),
  rows: z.array(lossesSchema),
});

export const reportSchema = z.object({
  jobId: z.string(),
  status: z.enum(['succeeded', 'failed', 'cancelled', 'queued', 'running', 'paused', 'interrupted']),
  base: z.string(),
  /** The adapter that training went on from; absent or null when it began with the base alone. */
  adapter: jobSpecSchema.shape.adapter,
  task: jobSpecSchema.shape.task,
  method: jobSpecSchema.shape.method,
  modelId: z.string(),
  data: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  validation: z.unknown().optional(),
  hyperparameters: hyperparametersSchema,
  training: trainingSummarySchema.nullable(),
  evaluation: evaluationSchema.nullable(),
});
export type JobReport = z.infer<typeof reportSchema>;

/** The report of a job with what it left behind so far. */
export function reportOf(spec: JobSpec, results: Pick<JobReport, 'status' | 'training' | 'evaluation'>): JobReport {
  const { train, validation, test } = spec.split;
  return {
    jobId: spec.jobId,
    base: spec.base.id,
    ...(spec.adapter ? { adapter: spec.adapter } : {}),
    task: spec.task,
    method: spec.method,
    modelId: spec.modelId,
    data: { train, validation, test },
    validation: spec.validation ?? null,
    hyperparameters: spec.hyperparameters,
    ...results,
  };
}

/** The report of a job that succeeded, or null when there is none yet. */
export async function readReport(home: string, jobId: string): Promise<JobReport | null> {
  try {
    return await readJson(jobPaths(home, jobId).report, reportSchema, `vishesh evaluate ${jobId}`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
