/** `rows.jsonl` of a job: what base and tuned did with each held-out row, so that jobs can be compared row by row. Touches the disk. */
import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { writeAtomic } from '../base/files.js';
import type { RowResult } from '../evaluate/types.js';
import { jobPaths } from './folder.js';
import { jsonLines, linesOf } from './json-lines.js';

const outcomeSchema = z.object({ answer: z.string(), lossSum: z.number().nullable(), supervised: z.int() });
const lineSchema = z.object({
  line: z.int(),
  prompt: z.string(),
  expected: z.string(),
  base: outcomeSchema,
  tuned: outcomeSchema,
});
type Line = z.infer<typeof lineSchema>;

export interface RowResults {
  base: RowResult[];
  tuned: RowResult[];
}

/** The two lists are about the same rows in the same order. */
export async function writeRowResults(
  path: string,
  base: readonly RowResult[],
  tuned: readonly RowResult[],
): Promise<void> {
  const lines = base.flatMap((row, i): Line[] => {
    const other = tuned[i];
    if (other === undefined) return [];
    const { line, prompt, expected } = row;
    return [{ line, prompt, expected, base: outcome(row), tuned: outcome(other) }];
  });
  await writeAtomic(path, [...jsonLines(lines)].join(''));
}

function outcome({ answer, lossSum, supervised }: RowResult): Line['base'] {
  return { answer, lossSum: Number.isFinite(lossSum) ? lossSum : null, supervised };
}

/** Null when the job has none (made before they were kept, or without a held-out row), or when they cannot be read. */
export async function readRowResults(home: string, jobId: string): Promise<RowResults | null> {
  const results: RowResults = { base: [], tuned: [] };
  try {
    for await (const text of linesOf(createReadStream(jobPaths(home, jobId).rows))) {
      const { base, tuned, ...row } = lineSchema.parse(JSON.parse(text));
      results.base.push({ ...row, ...base, lossSum: base.lossSum ?? Number.NaN });
      results.tuned.push({ ...row, ...tuned, lossSum: tuned.lossSum ?? Number.NaN });
    }
  } catch {
    return null;
  }
  return results.tuned.length > 0 ? results : null;
}
