/** The figures of a checked file, gathered in one pass and bounded memory. Pure. */
import { fingerprint } from './checks/support/fingerprint.js';
import { FingerprintTable } from './checks/support/fingerprint-table.js';
import { LengthHistogram } from './checks/support/length-histogram.js';
import type { CheckItem, DataStats } from './types.js';

/** More distinct answers than this are no labels. */
const MAX_LABELS = 10_000;

export class StatsCollector {
  #examples = 0;
  #promptCharacters = 0;
  #completionCharacters = 0;
  readonly #prompts = new FingerprintTable();
  #labels: Map<string, number> | null;
  readonly #promptTokens = new LengthHistogram();
  readonly #completionTokens = new LengthHistogram();
  readonly #totalTokens = new LengthHistogram();

  constructor(
    classification: boolean,
    readonly maxLength: number,
  ) {
    this.#labels = classification ? new Map() : null;
  }

  get usable(): number {
    return this.#examples;
  }

  /** How many examples were tokenized. */
  get encoded(): number {
    return this.#totalTokens.count;
  }

  add({ example, prompt, completion, encoded }: CheckItem): void {
    if (example === undefined || prompt === undefined || completion === undefined) return;
    this.#examples += 1;
    this.#promptCharacters += prompt.length;
    this.#completionCharacters += completion.length;
    this.#prompts.add(fingerprint(prompt));
    this.#countLabel(example.output);
    if (encoded === undefined) return;
    this.#promptTokens.add(encoded.promptTokens);
    this.#completionTokens.add(encoded.completionTokens);
    this.#totalTokens.add(encoded.ids.length);
  }

  /** Averages are in characters of the prompt and completion as the templates make them; 0 without examples. */
  stats(): DataStats {
    const mean = (sum: number): number => (this.#examples === 0 ? 0 : Math.round((10 * sum) / this.#examples) / 10);
    const stats: DataStats = {
      totalExamples: this.#examples,
      avgPromptLength: mean(this.#promptCharacters),
      avgCompletionLength: mean(this.#completionCharacters),
      uniquePrompts: this.#prompts.size,
    };
    if (this.#labels !== null) stats.labels = Object.fromEntries([...this.#labels].sort((a, b) => b[1] - a[1]));
    if (this.encoded > 0) {
      stats.promptTokens = this.#promptTokens.quantiles();
      stats.completionTokens = this.#completionTokens.quantiles();
      stats.truncated = this.#totalTokens.countAbove(this.maxLength);
    }
    return stats;
  }

  #countLabel(label: string): void {
    if (this.#labels === null) return;
    this.#labels.set(label, (this.#labels.get(label) ?? 0) + 1);
    if (this.#labels.size > MAX_LABELS) this.#labels = null;
  }
}
