/** Rows that a program has in memory, as a file that jobs can be made from. Touches the disk. */
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../base/error.js';
import { writeAtomic } from '../base/files.js';
import type { RawRow } from './types.js';

/** Rows in memory become a file in the home folder, named after their content, so that the job can be run again from it. */
export async function writeRows(data: readonly RawRow[], home: string): Promise<string> {
  if (data.length === 0) {
    throw new Problem({
      code: 'no-data',
      message: { en: 'There are no rows to train on.', hi: 'Train karne ke liye koi row nahi hai.' },
      next: { en: 'Give `data` (rows) or `file` (a path).', hi: '`data` (rows) ya `file` (path) do.' },
    });
  }
  const text = data.map((row) => `${JSON.stringify(row)}\n`).join('');
  const name = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const folder = join(home, 'data');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `rows-${name}.jsonl`);
  await writeAtomic(path, text);
  return path;
}
