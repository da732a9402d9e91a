/** Remembers which rows a check speaks of: a true count, the first 1,000 line numbers and one short example. */
import { type Lang, say, type Text } from '../../../base/localized.js';
import { excerpt } from './excerpt.js';

/** More line numbers than this help nobody, and a file may have millions. */
export const MAX_ROWS_KEPT = 1000;

export class Affected {
  count = 0;
  readonly rows: number[] = [];
  #example: Text = '';

  /** `evidence` is kept for the first row only. */
  add(line: number, evidence: Text = ''): void {
    if (this.count === 0) this.#example = evidence;
    this.count += 1;
    if (this.rows.length < MAX_ROWS_KEPT) this.rows.push(line);
  }

  /** The first line, or 0 when there is none. */
  get firstLine(): number {
    return this.rows[0] ?? 0;
  }

  /** At most 80 characters of the first row, on one line, secrets masked. */
  get example(): string {
    return this.exampleIn('en');
  }

  /** The same, where the evidence is told in both languages. */
  exampleIn(lang: Lang): string {
    return excerpt(say(this.#example, lang));
  }
}
