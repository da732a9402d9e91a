/** `comparison.json`: several methods on the same rows, with everything that a screen or a table of them shows. */
import { z } from 'zod';
import { TASKS } from '../../data/types.js';
import type { MetricName } from '../../evaluate/score-rows.js';
import { measured, metricsSchema, scoreSchema } from '../../jobs/report.js';
import { hyperparametersSchema } from '../../jobs/spec.js';
import { METHODS } from '../../plan/types.js';

/** Columns as a person names them: those of `Columns`. */
const columnsSchema = z.object({
  prompt: z.string().optional(),
  completion: z.string().optional(),
  context: z.string().optional(),
  messages: z.string().optional(),
});
const localized = z.object({ en: z.string(), hi: z.string() });
const METRICS = [
  'loss',
  'perplexity',
  'accuracy',
  'precision',
  'recall',
  'f1',
  'exactMatch',
  'tokenF1',
  'chrF',
  'parses',
] as const satisfies readonly MetricName[];
const metric = z.enum(METRICS);

/** What a finished job gave. */
export const methodResultSchema = z.object({
  /** Scores on the held-out rows with their 95% intervals. */
  metrics: metricsSchema,
  /** Mean loss on general text, in nats per token: `change` is after minus before. */
  retention: z.object({ before: measured, after: measured, change: measured }),
  verdict: z.enum(['ship', 'do-not-ship', 'not-enough-evidence']),
  steps: z.int(),
  trainTokens: z.number(),
  supervisedTokens: z.number(),
  /** Of the training alone. */
  seconds: z.number(),
  /** Of the whole job, with opening the model and both evaluations. */
  jobSeconds: z.number(),
  /** The most that the training process held. */
  peakRssBytes: z.number(),
  trainableParameters: z.number(),
  totalParameters: z.number(),
  /** On disk: all files of the job's `model/`. */
  artefactBytes: z.number(),
});
export type MethodResult = z.infer<typeof methodResultSchema>;

export const comparedMethodSchema = z.object({
  method: z.enum(METHODS),
  /** Those of a job; `waiting` before it has one, `skipped` when it cannot fit. */
  status: z.enum([
    'waiting',
    'queued',
    'running',
    'paused',
    'interrupted',
    'succeeded',
    'failed',
    'cancelled',
    'skipped',
  ]),
  jobId: z.string().nullable(),
  /** Whether the job was there before: the same rows, model and settings. */
  reused: z.boolean(),
  hyperparameters: hyperparametersSchema,
  estimate: z.object({ seconds: z.number(), memoryBytes: z.number(), diskBytes: z.number() }),
  /** Why it was skipped: what there was when the comparison began. */
  room: z.object({ freeMemoryBytes: z.number(), freeDiskBytes: z.number() }).nullable(),
  error: z.object({ message: localized, next: localized }).nullable(),
  validationLosses: z.array(z.object({ step: z.int(), value: measured })),
  result: methodResultSchema.nullable(),
});
export type ComparedMethod = z.infer<typeof comparedMethodSchema>;

export const comparisonSchema = z.object({
  version: z.literal(1),
  comparisonId: z.string(),
  createdAt: z.string(),
  /** `running` until every method has ended; a comparison that was left stays so until it is run again. */
  status: z.enum(['running', 'complete']),
  /** Hash of what was asked: the same comparison again goes on with this one. */
  key: z.string(),
  file: z.string(),
  base: z.string(),
  task: z.enum(TASKS),
  /** The task's main metric, by which the methods are compared. */
  metric,
  higherIsBetter: z.boolean(),
  data: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  seed: z.int(),
  /** Task and columns where they were asked for and not detected; absent in comparisons of older versions. */
  asked: z.object({ task: z.enum(TASKS).nullable(), columns: columnsSchema.nullable() }).optional(),
  /** What was the same for all, and what was not, in words. */
  conditions: z.array(localized),
  /** The untuned model on the same rows; null until a method has ended. */
  baseMetrics: metricsSchema.nullable(),
  methods: z.array(comparedMethodSchema),
  /** Pair by pair on the same rows, `b` minus `a`. */
  differences: z.array(
    z.object({
      a: z.enum(METHODS),
      b: z.enum(METHODS),
      metric,
      difference: scoreSchema,
      tie: z.boolean(),
    }),
  ),
  advice: z.object({ method: z.enum(METHODS).nullable(), sentences: z.array(localized) }),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** Whether nothing more will happen to it unless somebody asks. */
export const hasEnded = ({ status }: Pick<ComparedMethod, 'status'>): boolean =>
  status === 'succeeded' || status === 'failed' || status === 'cancelled' || status === 'skipped';
