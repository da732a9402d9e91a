import { z } from 'zod';
import { TASKS } from './types.js';

/**
 * How a model's prompts are made; the same value is used in training, evaluation and serving.
 * `chat`: the model's own chat template, with a system message put in front when the conversation has none.
 * `plain`: the notes' template around the last user message.
 */
export const promptFormatSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('chat'), system: z.string().nullable() }),
  z.object({ kind: z.literal('plain'), task: z.enum(TASKS) }),
]);
export type PromptFormat = z.infer<typeof promptFormatSchema>;
