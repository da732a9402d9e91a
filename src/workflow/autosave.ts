/** Keeps the unfinished workflow on disk as it changes, so that a crash loses no answer. Touches the disk. */
import type { Driver } from './drive.js';
import { addRecentFile } from './recent-files.js';
import { type SavedWorkflow, savedOf, writeWorkflow } from './saved-workflow.js';

/**
 * Of states that come faster than the disk takes them, only the newest is written. A home that cannot be written to costs the memory of
 * the workflow, and nothing else.
 */
export function autosave(driver: Driver, home: string, now: () => Date): { settled: () => Promise<void> } {
  let told = 'null';
  let recent: string | null = null;
  let newest: { saved: SavedWorkflow | null } | null = null;
  let writing: Promise<void> | null = null;
  let listing: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    for (let next = newest; next !== null; next = newest) {
      newest = null;
      await writeWorkflow(home, next.saved, now()).catch(() => {});
    }
    writing = null;
  };
  driver.subscribe(() => {
    const { state } = driver;
    const saved = savedOf(state);
    const text = JSON.stringify(saved);
    if (text !== told) {
      told = text;
      newest = { saved };
      writing ??= write();
    }
    const file = state.prepared?.source.file ?? null;
    if (file !== null && file !== recent) {
      recent = file;
      listing = listing.then(() => addRecentFile(home, file)).catch(() => {});
    }
  });
  return {
    settled: async () => {
      await Promise.all([writing, listing]);
    },
  };
}
