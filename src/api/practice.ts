/** The practice task's messy file in the reader's hands. Touches the disk: it lies in a temporary folder. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMessages } from '../learn/practice/messages.js';
import { FILES } from '../learn/practice/submission.js';
import { makeTask } from '../learn/practice/task.js';

export interface PracticeFile {
  /** The path of a CSV of sixty rows with faults. */
  file: string;
  /** The labels as they should be spelled. */
  labels: string[];
}

/** The file that `vishesh practice start --seed SEED` writes. */
export async function practiceFile(seed: number): Promise<PracticeFile> {
  const { csv, labels } = makeTask(seed, await loadMessages());
  const file = join(await mkdtemp(join(tmpdir(), 'vishesh-practice-')), FILES.messy);
  await writeFile(file, csv);
  return { file, labels };
}
