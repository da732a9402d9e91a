/** Which message of the task a repaired row tells: by its words, so that mending it is free and inventing is not. Pure. */
import { maskPersonal } from '../../data/checks/personal/mask.js';
import { replaceControlCharacters } from '../../data/checks/support/control-characters.js';
import { fixMojibake } from '../../data/checks/support/mojibake.js';
import type { TrueRow } from './types.js';

/** Words in common, of all words of both. The task's own messages are far below it to each other. */
const SAME_MESSAGE = 0.7;

export interface RowToMatch {
  /** In the repaired file. */
  line: number;
  text: string;
  label: string;
}

export interface MatchedRow extends RowToMatch {
  /** Null where no message of the task is near. */
  row: TrueRow | null;
}

export function matchRows(rows: readonly RowToMatch[], known: readonly TrueRow[]): MatchedRow[] {
  const messages = known.filter(({ kind }) => kind !== 'lost').map((row) => ({ row, words: wordsIn(row.text) }));
  return rows.map((one) => {
    const words = wordsIn(one.text);
    let best: { row: TrueRow; share: number } | null = null;
    for (const { row, words: own } of messages) {
      const share = sharedWords(words, own);
      if (share >= SAME_MESSAGE && share > (best?.share ?? 0)) best = { row, share };
    }
    return { ...one, row: best?.row ?? null };
  });
}

/** The words of the message, without what stands for personal data and without marks. */
function wordsIn(text: string): Set<string> {
  const clean = maskPersonal(fixMojibake(replaceControlCharacters(text, '')), () => ' ').replace(/\[[A-Z_ -]+\]/g, ' ');
  return new Set(
    clean
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean),
  );
}

/** Jaccard's index. */
function sharedWords(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, a.size + b.size - shared);
}
