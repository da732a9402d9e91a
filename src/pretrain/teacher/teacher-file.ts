/** Disk: the file of the teacher's rows, to which every run adds. */
import { appendFile, readFile, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../base/files.js';

const turn = z.object({ role: z.enum(['user', 'assistant']), content: z.string() });

/** One line. `seed` and `n` say which prompt it answers: a run goes on after the last one of its seed. */
const rowSchema = z.object({
  messages: z.tuple([turn, turn]),
  lang: z.literal('en'),
  kind: z.string(),
  seed: z.int(),
  n: z.int(),
});

export type TeacherRow = z.infer<typeof rowSchema>;

/** The rows so far. A line that was only half written when a run was killed is cut off; one that is no row is left out. */
export async function readTeacherRows(path: string): Promise<TeacherRow[]> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (bytes === null) return [];
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) await truncate(path, end);
  return bytes
    .subarray(0, end)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => parseRow(line));
}

function parseRow(line: string): TeacherRow[] {
  try {
    const parsed = rowSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

export async function appendTeacherRow(path: string, row: TeacherRow): Promise<void> {
  await makeFolder(dirname(path));
  await appendFile(path, `${JSON.stringify(row)}\n`);
}
