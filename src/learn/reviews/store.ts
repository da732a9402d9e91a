/** Disk: the log of reviews, `<home>/learn/reviews.jsonl`. It only grows; a line that cannot be read is passed over. */
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../../base/files.js';
import { learnFolder } from '../progress/store.js';
import { type Review, reviewSchema } from './schedule.js';

export const reviewsPath = (home: string): string => join(learnFolder(home), 'reviews.jsonl');

export async function readReviews(home: string): Promise<Review[]> {
  const text = await readFile(reviewsPath(home), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const parsed = reviewSchema.safeParse(parsedJson(line));
    return parsed.success ? [parsed.data] : [];
  });
}

/** A line break comes first: a line cut off by a crash must not swallow this one. */
export async function appendReview(home: string, review: Review): Promise<void> {
  await makeFolder(learnFolder(home));
  await appendFile(reviewsPath(home), `\n${JSON.stringify(review)}\n`);
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
