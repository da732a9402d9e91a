/** Touches the disk: the log of bugs, so that a message can stay short and nothing about it is lost. */
import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VERSION } from './version.js';

/** Appends the stack to `<home>/errors.log`, or to one in the temporary folder; gives its path, or null when neither can be written. */
export function writeErrorLog(home: string, error: unknown): string | null {
  const text = `${new Date().toISOString()} vishesh ${VERSION}, Node ${process.versions.node}\n${stackOf(error)}\n\n`;
  for (const path of [join(home, 'errors.log'), join(tmpdir(), 'vishesh-errors.log')]) {
    try {
      appendFileSync(path, text);
      return path;
    } catch {
      // The next place.
    }
  }
  return null;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
