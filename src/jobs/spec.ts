import { z } from 'zod';
import { promptFormatSchema } from '../data/prompt-format.js';
import { TASKS } from '../data/types.js';
import { textSignatureSchema } from '../models/text-signature.js';
import { METHODS } from '../plan/types.js';

export const loraSchema = z.object({
  rank: z.int().min(1).max(256),
  alpha: z.number().positive(),
  dropout: z.number().min(0).max(0.9),
  targetModules: z.array(z.string()).min(1),
  rsLora: z.boolean(),
});

export const hyperparametersSchema = z.object({
  learningRate: z.number().positive(),
  batchSize: z.int().min(1),
  gradientAccumulation: z.int().min(1),
  epochs: z.number().positive(),
  maxLength: z.int().min(8),
  warmupRatio: z.number().min(0).max(1),
  schedule: z.enum(['linear', 'cosine', 'constant']),
  weightDecay: z.number().min(0),
  maxGradNorm: z.number().positive(),
  beta1: z.number(),
  beta2: z.number(),
  epsilon: z.number().positive(),
  earlyStoppingPatience: z.int().min(0),
  evalsPerEpoch: z.int().min(1),
  seed: z.int(),
  lora: loraSchema.nullable(),
  partial: z.object({ lastBlocks: z.int().min(1) }).nullable(),
});

/** `job.json`: everything needed to run the job again. */
export const jobSpecSchema = z.object({
  version: z.literal(1),
  jobId: z.string(),
  createdAt: z.string(),
  source: z.object({
    file: z.string(),
    sha256: z.string(),
    format: z.string(),
    shape: z.string(),
    columns: z.record(z.string(), z.string()),
  }),
  task: z.enum(TASKS),
  /** All labels, sorted, for classification. */
  labels: z.array(z.string()).nullable(),
  base: z.object({
    id: z.string(),
    path: z.string(),
    fingerprint: z.string(),
    /** Tokenizer and chat template as they were; absent in jobs of older versions. */
    text: textSignatureSchema.optional(),
  }),
  /** The adapter that training goes on from: where it lay, and the checksum of the copy in the job's folder. */
  adapter: z.object({ path: z.string(), sha256: z.string() }).nullish(),
  promptFormat: promptFormatSchema,
  method: z.enum(METHODS),
  hyperparameters: hyperparametersSchema,
  split: z.object({ seed: z.int(), train: z.int(), validation: z.int(), test: z.int() }),
  estimate: z.object({ seconds: z.number(), memoryBytes: z.number(), measured: z.boolean() }).nullable(),
  /** The check's report as shown to the user, kept for the record (shape of `check --json`). */
  validation: z.unknown().optional(),
  modelId: z.string(),
  /** Whether somebody asked for this name: then the model has it or none. Absent in jobs of older versions, and means that. */
  modelIdAsked: z.boolean().optional(),
});
export type JobSpec = z.infer<typeof jobSpecSchema>;
