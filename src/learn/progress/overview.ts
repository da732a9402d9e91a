/** Disk: everything that is known of a learner, for a screen, for `progress` and for keeping elsewhere. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../base/error.js';
import type { Localized } from '../../base/localized.js';
import { systemReason } from '../../base/system-reason.js';
import { loadLessons } from '../lesson/load.js';
import type { Lesson } from '../lesson/types.js';
import { dueCards, type Review } from '../reviews/schedule.js';
import { readReviews } from '../reviews/store.js';
import type { Progress } from './schema.js';
import { readProgress, thisMoment } from './store.js';
import { type ProgressSummary, summarise } from './summary.js';

export interface Overview {
  lessons: Lesson[];
  summary: ProgressSummary;
  /** Interview questions to repeat today. */
  due: string[];
  progress: Progress;
  reviews: Review[];
  /** A file of progress that could not be used. */
  notice: Localized | null;
  /** The learner's calendar day. */
  today: string;
}

export async function readOverview(home: string): Promise<Overview> {
  const now = thisMoment();
  const [lessons, reviews, { progress, notice }] = await Promise.all([
    loadLessons(),
    readReviews(home),
    readProgress(home),
  ]);
  const due = dueCards(reviews, now.iso);
  const summary = summarise(progress, lessons, due.length, now.day);
  return { lessons, summary, due, progress, reviews, notice, today: now.day };
}

/** The object of `progress --json`. */
export function exportOf({ summary, due, progress, reviews }: Overview) {
  return { summary, due, progress, reviews };
}

/** Writes it to a new file. `Problem` output-exists where there is one, cannot-write where the system says no. */
export async function writeExport(overview: Overview, path: string): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(exportOf(overview), null, 2)}\n`, { flag: 'wx' });
  } catch (cause) {
    throw exists(cause) ? outputExists(path) : cannotWrite(path, cause);
  }
}

/** Writes it into a folder under a name that is free there, made of the day; resolves to the path. */
export async function exportInto(overview: Overview, folder: string): Promise<string> {
  for (let number = 1; ; number++) {
    const path = join(folder, `vishesh-progress-${overview.today}${number === 1 ? '' : `-${number}`}.json`);
    try {
      await writeExport(overview, path);
      return path;
    } catch (error) {
      if (!(error instanceof Problem && error.code === 'output-exists')) throw error;
    }
  }
}

const exists = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

function outputExists(path: string): Problem {
  return new Problem({
    code: 'output-exists',
    message: { en: 'That file is there already.', hi: 'Yeh file pehle se hai.' },
    where: path,
    next: { en: 'Choose another name.', hi: 'Koi doosra naam do.' },
  });
}

function cannotWrite(path: string, cause: unknown): Problem {
  const reason = systemReason(cause);
  return new Problem({
    code: 'cannot-write',
    message: { en: `The file cannot be written: ${reason.en}.`, hi: `File likhi nahi ja sakti: ${reason.hi}.` },
    where: path,
    next: {
      en: 'Choose a folder that exists and that you may write to.',
      hi: 'Aisa folder chuno jo ho aur jisme likhne ki permission ho.',
    },
    cause,
  });
}
