/** Counts the labels of a classification; stays silent for other tasks. */
import type { CheckContext, CheckItem } from '../../types.js';
import { MAX_ROWS_KEPT } from './affected.js';

/** More different answers than this are no labels. */
export const MAX_LABELS = 10_000;
/** Line numbers remembered over all labels together. */
const MAX_LINES_KEPT = 1_000_000;

export interface LabelCount {
  count: number;
  /** The first 1,000 lines at most. */
  lines: number[];
}

export class LabelCounts {
  readonly counts = new Map<string, LabelCount>();
  total = 0;
  /** True when there were more than MAX_LABELS different answers; the counts then mean nothing. */
  overflowed = false;
  #isClassification: boolean;
  #linesKept = 0;

  constructor(context: CheckContext) {
    this.#isClassification = context.task === 'classification';
  }

  /** `key` makes one label out of several spellings. */
  add({ line, example }: CheckItem, key: (label: string) => string = (label) => label): void {
    if (!this.#isClassification || !example || this.overflowed) return;
    this.total += 1;
    const label = key(example.output);
    const seen = this.counts.get(label);
    if (!seen && this.counts.size >= MAX_LABELS) {
      this.overflowed = true;
      return;
    }
    const entry = seen ?? { count: 0, lines: [] };
    if (!seen) this.counts.set(label, entry);
    entry.count += 1;
    if (entry.lines.length >= MAX_ROWS_KEPT || this.#linesKept >= MAX_LINES_KEPT) return;
    entry.lines.push(line);
    this.#linesKept += 1;
  }

  /** The rows of some of the labels: their lines in order (1,000 at most) and their true number. */
  rowsOf(labels: Iterable<string>): { rows: number[]; count: number } {
    const entries = [...labels].flatMap((label) => this.counts.get(label) ?? []);
    const rows = entries.flatMap((entry) => entry.lines).sort((a, b) => a - b);
    return { rows: rows.slice(0, MAX_ROWS_KEPT), count: entries.reduce((sum, entry) => sum + entry.count, 0) };
  }

  /** Whether there are labels to speak of. */
  get isMeaningful(): boolean {
    return this.total > 0 && !this.overflowed;
  }
}
