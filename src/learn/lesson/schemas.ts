/** The YAML parts of a lesson. */
import { z } from 'zod';

/** Strict: in a one-line mapping a comma without quotes would cut the text and make a key of the rest. */
export const localizedSchema = z.strictObject({ en: z.string().min(1), hi: z.string().min(1) });

export const hintsSchema = z.array(localizedSchema).min(1).max(4);

export const frontSchema = z.object({
  id: z.string().regex(/^\d\d-[a-z0-9-]+$/, 'an id is NN-words-with-dashes'),
  title: localizedSchema,
  minutes: z.int().min(1).max(60),
  needs: z.array(z.string()).default([]),
  goal: localizedSchema,
  summary: localizedSchema,
});

export const quizSchema = z
  .object({
    ask: localizedSchema,
    options: z
      .array(
        z.object({
          text: localizedSchema,
          correct: z.boolean().default(false),
          why: localizedSchema.nullable().default(null),
        }),
      )
      .min(2)
      .max(6),
    hints: z.array(localizedSchema).default([]),
  })
  .refine(({ options }) => options.filter((option) => option.correct).length === 1, 'exactly one option is correct')
  .refine(
    ({ options }) => options.every((option) => option.correct || option.why !== null),
    'every wrong option says why',
  );

const phrases = z.array(z.string().min(1)).min(1);

export const pointSchema = z.object({
  id: z.string(),
  any: phrases,
  weight: z.number().positive().default(1),
  say: localizedSchema,
});
export const mistakeSchema = z.object({ id: z.string(), any: phrases, say: localizedSchema });

export const explainSchema = z.object({
  ask: localizedSchema,
  seconds: z.int().positive().default(120),
  points: z.array(pointSchema).min(1),
  mistakes: z.array(mistakeSchema).default([]),
});

export const faultsOf = (error: z.ZodError): string[] =>
  error.issues.map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
