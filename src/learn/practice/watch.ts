/** Touches the disk: word of every save in the learner's folder. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FILES, REPAIRED_NAMES } from './submission.js';
import type { PracticePart } from './types.js';

const LOOK_MS = 300;

/** Which parts a file is graded in. */
const PARTS_OF_REPAIRED: readonly PracticePart[] = ['prepare', 'estimate', 'trade-offs'];
const PARTS_OF_ANSWERS: readonly PracticePart[] = ['validate', 'choose', 'estimate', 'trade-offs'];

/**
 * Tells after each save which parts it touches; resolves once the signal is aborted, rejects with what `tell` throws. It looks a few times a
 * second: many editors save by putting a new file in place of the old one, which a watch on the file itself would lose. A telling is waited for
 * before the next look.
 */
export async function watchPractice(
  folder: string,
  tell: (parts: readonly PracticePart[]) => Promise<void> | void,
  signal: AbortSignal,
  /** Called once it has looked for the first time, and waited for: no save after that is missed. */
  ready: () => Promise<void> | void = () => {},
): Promise<void> {
  let before = await lookAt(folder);
  await ready();
  while (!signal.aborted) {
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    const now = await lookAt(folder);
    const touched = new Set<PracticePart>();
    if (now.repaired !== before.repaired) for (const part of PARTS_OF_REPAIRED) touched.add(part);
    if (now.answers !== before.answers) for (const part of PARTS_OF_ANSWERS) touched.add(part);
    before = now;
    if (touched.size > 0 && !signal.aborted) await tell([...touched]);
  }
}

interface Looked {
  repaired: string;
  answers: string;
}

async function lookAt(folder: string): Promise<Looked> {
  const mark = async (name: string): Promise<string> => {
    const found = await stat(join(folder, name)).catch(() => null);
    return found === null ? '-' : `${found.mtimeMs}/${found.size}/${found.ino}`;
  };
  const repaired = await Promise.all(REPAIRED_NAMES.map(mark));
  return { repaired: repaired.join(' '), answers: await mark(FILES.answers) };
}
