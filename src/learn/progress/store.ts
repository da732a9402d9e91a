/** Disk: progress in the home. Two programs on one home both write: one after the other, each from what the other left. */
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../../base/files.js';
import { isFree, type Kept, readKept, writeKept } from '../../base/kept-file.js';
import type { Localized } from '../../base/localized.js';
import { exclusively } from '../../jobs/exclusive.js';
import { type Learned, type Moment, record } from './record.js';
import { NO_PROGRESS, PROGRESS_VERSION, type Progress, progressSchema } from './schema.js';

export const learnFolder = (home: string): string => join(home, 'learn');
export const progressPath = (home: string): string => join(learnFolder(home), 'progress.json');
/** Used while the file above belongs to a newer program, or cannot be read: what is learned meanwhile is not lost. */
export const besidePath = (home: string): string => join(learnFolder(home), `progress.v${PROGRESS_VERSION}.json`);

export interface ReadProgress {
  progress: Progress;
  /** Why a file of progress was not used, and what is used instead. */
  notice: Localized | null;
}

export async function readProgress(home: string): Promise<ReadProgress> {
  const main = await readFrom(progressPath(home));
  if (main.notice === null || (await isFree(progressPath(home), PROGRESS_VERSION)))
    return { progress: main.value ?? NO_PROGRESS, notice: main.notice };
  const beside = await readFrom(besidePath(home));
  return { progress: beside.value ?? NO_PROGRESS, notice: besides(main.notice, home) };
}

const readFrom = (path: string): Promise<Kept<Progress>> => readKept(path, progressSchema, PROGRESS_VERSION);

/** Reads anew, records, writes, while no other program does. */
export async function saveLearned(home: string, event: Learned, now: Moment = thisMoment()): Promise<Progress> {
  return exclusively(`${progressPath(home)}.lock`, async () => {
    const { progress } = await readProgress(home);
    const after = record(progress, event, now);
    if (!(await writeOver(progressPath(home), after))) await writeOver(besidePath(home), after);
    return after;
  });
}

/** Parts that this program does not know, as one with more kinds of events leaves them, stay in the file. */
async function writeOver(path: string, progress: Progress): Promise<boolean> {
  const before = await readJson(path, z.looseObject({}), '').catch(() => ({}));
  return writeKept(path, { ...before, ...progress }, PROGRESS_VERSION);
}

const besides = ({ en, hi }: Localized, home: string): Localized => ({
  en: `${en} What you do here is kept in ${besidePath(home)}.`,
  hi: `${hi} Yahan jo karoge woh ${besidePath(home)} mein rahega.`,
});

/** Now, with the day of this machine's time zone. */
export function thisMoment(now: Date = new Date()): Moment {
  const two = (n: number): string => String(n).padStart(2, '0');
  return {
    iso: now.toISOString(),
    day: `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`,
  };
}
