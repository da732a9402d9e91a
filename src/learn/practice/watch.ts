/** Touches the disk: word of every save in the learner's folder. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FILES, REPAIRED_NAMES } from './submission.js';
import type { PracticePart } from './types.js';

const LOOK_MS = 300;

/** Which parts a file is graded in. */
const PARTS_OF_REPAIRED: readonly PracticePart[] = ['prepare', 'estimate', 'trade-offs'];
const PARTS_OF_ANSWERS: readonly PracticePart[] = ['validate', 'choose', 'estimate', 'trade-offs'];

/**
 * Tells after each save which parts it touches, until the signal is aborted. It looks a few times a second: many editors save by putting a new
 * file in place of the old one, which a watch on the file itself would lose. A new telling waits for the one before.
 */
export function watchPractice(
  folder: string,
  tell: (parts: readonly PracticePart[]) => Promise<void> | void,
  signal: AbortSignal,
  /** Called once it has looked for the first time, and waited for: no save after that is missed. */
  ready: () => Promise<void> | void = () => {},
): void {
  let before: Looked | null = null;
  const look = async (): Promise<void> => {
    const now = await lookAt(folder);
    if (signal.aborted) return;
    const touched = new Set<PracticePart>();
    if (before !== null && now.repaired !== before.repaired) for (const part of PARTS_OF_REPAIRED) touched.add(part);
    if (before !== null && now.answers !== before.answers) for (const part of PARTS_OF_ANSWERS) touched.add(part);
    const first = before === null;
    before = now;
    if (first) await ready();
    if (touched.size > 0) await tell([...touched]);
    if (!signal.aborted) timer = setTimeout(look, LOOK_MS);
  };
  let timer: NodeJS.Timeout | undefined;
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  void look();
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
