/** What a check says, and how it is told: one line each, with what was measured and the most that is allowed. */
import { z } from 'zod';

export const checkSchema = z.object({
  check: z.string(),
  passed: z.boolean(),
  note: z.string(),
  measures: z.array(z.object({ name: z.string(), value: z.number().nullable(), limit: z.number().nullable() })),
});
export type Check = z.infer<typeof checkSchema>;

export function checkLine(model: string, { check, passed, note, measures }: Check): string {
  const numbers = measures.map(({ name, value, limit }) => {
    const allowed = limit === null ? 'not limited' : `at most ${short(limit)}`;
    return `${name} ${value === null ? 'not a number' : short(value)} (${allowed})`;
  });
  return `${passed ? 'ok  ' : 'FAIL'} ${model} ${check}: ${[...numbers, note].filter(Boolean).join(', ')}`;
}

const short = (value: number): string => (Number.isInteger(value) ? String(value) : value.toExponential(1));
