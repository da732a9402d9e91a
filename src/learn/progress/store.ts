/** Disk: progress in the home. Two apps on one home may both write; each writes what it read last and one thing more. */
import { join } from 'node:path';
import { type Kept, readKept, writeKept } from '../../base/kept-file.js';
import { type Learned, type Moment, record } from './record.js';
import { NO_PROGRESS, PROGRESS_VERSION, type Progress, progressSchema } from './schema.js';

export const learnFolder = (home: string): string => join(home, 'learn');
export const progressPath = (home: string): string => join(learnFolder(home), 'progress.json');

export async function readProgress(home: string): Promise<{ progress: Progress; notice: Kept<Progress>['notice'] }> {
  const { value, notice } = await readKept(progressPath(home), progressSchema, PROGRESS_VERSION);
  return { progress: value ?? NO_PROGRESS, notice };
}

let last: Promise<unknown> = Promise.resolve();

/** Reads anew, records, writes; in this process one after the other, so that two at once lose nothing. */
export function saveLearned(home: string, event: Learned, now: Moment = thisMoment()): Promise<Progress> {
  const saved = last.then(() => saveOne(home, event, now));
  last = saved.catch(() => {});
  return saved;
}

async function saveOne(home: string, event: Learned, now: Moment): Promise<Progress> {
  const { progress } = await readProgress(home);
  const after = record(progress, event, now);
  await writeKept(progressPath(home), after, PROGRESS_VERSION);
  return after;
}

/** Now, with the day of this machine's time zone. */
export function thisMoment(now: Date = new Date()): Moment {
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    iso: now.toISOString(),
    day: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
  };
}
