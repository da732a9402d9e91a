import { z } from 'zod';

/**
 * How a model's prompts are made; the same value is used in training, evaluation and serving.
 * `chat`: the model's own chat template, with a system message put in front when the conversation has none.
 * `plain`: the notes' template around the last user message.
 */
export const promptFormatSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chat'), system: z.string().nullable() }),
  z.object({ kind: z.literal('plain'), task: z.enum(['classification', 'generation', 'qa', 'code', 'chat']) }),
]);
export type PromptFormat = z.infer<typeof promptFormatSchema>;

/** `<home>/deployments/<modelId>.json`: one file per deployed model; the server lists the folder. */
export const deploymentSchema = z.object({
  version: z.literal(1),
  modelId: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  jobId: z.string(),
  /** Base model id or path, and its fingerprint at training time. */
  base: z.string(),
  baseFingerprint: z.string(),
  method: z.enum(['full', 'lora', 'partial']),
  /** Folder with the adapter (PEFT layout) or the changed weights (safetensors). */
  path: z.string(),
  promptFormat: promptFormatSchema,
  task: z.enum(['classification', 'generation', 'qa', 'code', 'chat']),
  createdAt: z.string(),
});
export type Deployment = z.infer<typeof deploymentSchema>;
