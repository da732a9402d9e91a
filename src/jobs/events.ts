import { z } from 'zod';

const at = { at: z.number() };

const heldOutAnswerSchema = z.object({
  row: z.int(),
  prompt: z.string(),
  expected: z.string(),
  base: z.string(),
  tuned: z.string(),
});
export type HeldOutAnswer = z.infer<typeof heldOutAnswerSchema>;

/** One line of `events.jsonl`. `at` is milliseconds since 1970. Readers ignore types they do not know. */
export const jobEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('queued'), ...at }),
  z.object({ type: z.literal('started'), ...at, pid: z.int(), resumedFromStep: z.int().nullable() }),
  /** A phase of the runner's work, for an honest progress display. */
  z.object({
    type: z.literal('stage'),
    ...at,
    stage: z.enum([
      'open-model',
      'tokenize',
      'train',
      'save',
      'evaluate-base',
      'evaluate-tuned',
      'retention',
      'report',
    ]),
    done: z.number().optional(),
    total: z.number().optional(),
  }),
  z.object({
    type: z.literal('plan'),
    ...at,
    steps: z.int(),
    stepsPerEpoch: z.int(),
    trainableParameters: z.number(),
    totalParameters: z.number(),
    epochTokens: z.number(),
    epochSupervisedTokens: z.number(),
  }),
  z.object({
    type: z.literal('step'),
    ...at,
    step: z.int(),
    epoch: z.number(),
    loss: z.number(),
    learningRate: z.number(),
    gradNorm: z.number(),
    tokens: z.number(),
    supervised: z.number(),
    seconds: z.number(),
    rssBytes: z.number(),
  }),
  z.object({ type: z.literal('validation'), ...at, step: z.int(), loss: z.number(), best: z.boolean() }),
  z.object({ type: z.literal('checkpoint'), ...at, step: z.int() }),
  /**
   * Held-out prompts answered with the weights of this step, beside the answer from before training. No answers: they were left out,
   * because `seconds` would have been more than their share of the training so far.
   */
  z.object({
    type: z.literal('answers'),
    ...at,
    step: z.int(),
    seconds: z.number(),
    answers: z.array(heldOutAnswerSchema),
  }),
  z.object({
    type: z.literal('warning'),
    ...at,
    code: z.string(),
    message: z.object({ en: z.string(), hi: z.string() }),
  }),
  z.object({ type: z.literal('paused'), ...at, step: z.int() }),
  z.object({
    type: z.literal('trained'),
    ...at,
    step: z.int(),
    reason: z.enum(['completed', 'early-stopping', 'watchdog']),
    seconds: z.number(),
    peakRssBytes: z.number(),
    bestStep: z.int(),
    bestValidationLoss: z.number().nullable(),
  }),
  z.object({ type: z.literal('succeeded'), ...at }),
  z.object({
    type: z.literal('failed'),
    ...at,
    error: z.object({
      code: z.string(),
      message: z.string(),
      where: z.string().nullable(),
      next: z.string(),
      /** The same in Hinglish. */
      hi: z.object({ message: z.string(), next: z.string() }).optional(),
    }),
  }),
  z.object({ type: z.literal('cancelled'), ...at, step: z.int() }),
]);
export type JobEvent = z.infer<typeof jobEventSchema>;

export type JobStatus = 'queued' | 'running' | 'paused' | 'interrupted' | 'succeeded' | 'failed' | 'cancelled';
