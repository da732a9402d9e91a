/** Disk: what the practice task says and listens for: its messages, rubrics and hints. */
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { localizedSchema, mistakeSchema, pointSchema } from '../lesson/schemas.js';
import { loadMessages, practiceContent } from './messages.js';
import type { MessageBank } from './types.js';

const points = z.array(pointSchema).min(1);

const rubricsSchema = z.strictObject({
  findings: z.record(z.string(), z.strictObject({ codes: z.array(z.string()).min(1), why: points, fix: points })),
  choose: z.strictObject({
    'low-budget': points,
    'limited-compute': points,
    'very-small-data': points,
    'room-for-full': points,
    'full-does-not-fit': points,
    'partial-is-the-middle': points,
  }),
  conclusion: z.strictObject({
    tie: points,
    lora: points,
    full: points,
    costs: points,
    choice: points,
    mistakes: z.strictObject({
      tie: z.array(mistakeSchema),
      lora: z.array(mistakeSchema),
      full: z.array(mistakeSchema),
    }),
  }),
});
export type PracticeRubrics = z.infer<typeof rubricsSchema>;

const hints = z.array(localizedSchema).min(3);
const hintsSchema = z.strictObject({
  prepare: hints,
  validate: hints,
  choose: hints,
  estimate: hints,
  'trade-offs': hints,
});
export type PracticeHints = z.infer<typeof hintsSchema>;

export interface PracticeContent {
  banks: MessageBank[];
  rubrics: PracticeRubrics;
  hints: PracticeHints;
}

/** Throws a `ZodError` where a file that ships is wrong: a bug of ours. */
export async function loadContent(): Promise<PracticeContent> {
  const yaml = async (name: string): Promise<unknown> => parse(await readFile(practiceContent(name), 'utf8'));
  const [banks, rubrics, given] = await Promise.all([loadMessages(), yaml('rubrics.yaml'), yaml('hints.yaml')]);
  return { banks, rubrics: rubricsSchema.parse(rubrics), hints: hintsSchema.parse(given) };
}
