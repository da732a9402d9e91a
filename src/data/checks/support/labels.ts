/** Counts the labels of a classification; stays silent for other tasks. */
import type { CheckContext, CheckItem } from '../../types.js';

/** More different answers than this are no labels. */
export const MAX_LABELS = 10_000;

export class LabelCounts {
  readonly counts = new Map<string, { count: number; firstLine: number }>();
  total = 0;
  /** True when there were more than MAX_LABELS different answers; the counts then mean nothing. */
  overflowed = false;
  #isClassification: boolean;

  constructor(context: CheckContext) {
    this.#isClassification = context.task === 'classification';
  }

  /** `key` makes one label out of several spellings. */
  add({ line, example }: CheckItem, key: (label: string) => string = (label) => label): void {
    if (!this.#isClassification || !example || this.overflowed) return;
    this.total += 1;
    const label = key(example.output);
    const seen = this.counts.get(label);
    if (seen) seen.count += 1;
    else if (this.counts.size >= MAX_LABELS) this.overflowed = true;
    else this.counts.set(label, { count: 1, firstLine: line });
  }

  /** Whether there is anything to say: labels, and not a new one in every second row. */
  get isMeaningful(): boolean {
    return this.total > 0 && !this.overflowed;
  }
}
