/** Keeps the unfinished workflow on disk as it changes, so that a crash loses no answer. Touches the disk. */
import type { Driver } from './drive.js';
import { addRecentFile } from './recent-files.js';
import { savedOf, writeWorkflow } from './saved-workflow.js';

/** A home that cannot be written to costs the memory of the workflow, and nothing else. Returns a promise of all writes so far. */
export function autosave(driver: Driver, home: string, now: () => Date): { settled: () => Promise<void> } {
  let written = 'null';
  let recent: string | null = null;
  let queue: Promise<void> = Promise.resolve();
  const later = (work: () => Promise<void>): void => {
    queue = queue.then(work).catch(() => {});
  };
  driver.subscribe(() => {
    const { state } = driver;
    const saved = savedOf(state);
    const text = JSON.stringify(saved);
    if (text !== written) {
      written = text;
      later(() => writeWorkflow(home, saved, now()));
    }
    const file = state.prepared?.source.file ?? null;
    if (file !== null && file !== recent) {
      recent = file;
      later(() => addRecentFile(home, file));
    }
  });
  return { settled: () => queue };
}
