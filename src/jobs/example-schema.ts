/** One line of `data/*.jsonl`. */
import { z } from 'zod';
import type { Example } from '../data/types.js';

export const exampleSchema: z.ZodType<Example> = z.object({
  line: z.int(),
  input: z.string(),
  output: z.string(),
  messages: z
    .array(
      z.object({
        role: z.enum(['system', 'user', 'assistant']),
        content: z.string(),
        weight: z.union([z.literal(0), z.literal(1)]).optional(),
      }),
    )
    .optional(),
});
