/**
 * Which source each row of each step is cut from. Rows are dealt out so that at every moment each source has had its share to within one
 * row; nothing is drawn, so the place in every source follows from the number of the step alone. Pure.
 */
import { Random } from '../../base/random.js';
import type { TokenizedExample } from '../../engine/types.js';
import { POWER } from '../recipe.js';
import type { StepPlan } from './schedule.js';
import type { TokenStream } from './token-stream.js';

export interface MixedSource {
  stream: TokenStream;
  /** How much each stage wants of it, beside others: 1 is ordinary, 0 is nothing. */
  weight: Record<StepPlan['stage'], number>;
}

/** Shares of a stage, summing to 1. */
export function shares(sources: readonly MixedSource[], stage: StepPlan['stage']): number[] {
  const wanted = sources.map(({ stream, weight }) => stream.length ** POWER * weight[stage]);
  const sum = wanted.reduce((total, share) => total + share, 0);
  return wanted.map((share) => share / sum);
}

/** Deals rows; every step must be passed once, in order. `skip` passes a step without cutting its rows. */
export class Mixture {
  readonly #sources: readonly MixedSource[];
  readonly #seed: number;
  /** Tokens that are due to a source but not dealt yet, and the place in its stream. */
  readonly #due: number[];
  readonly #place: number[];
  #step = 0;

  constructor(sources: readonly MixedSource[], seed: number) {
    this.#sources = sources;
    this.#seed = seed;
    this.#due = sources.map(() => 0);
    this.#place = sources.map(() => 0);
  }

  skip(plan: StepPlan): void {
    this.#deal(plan);
  }

  /** The rows of the next step, in a shuffled order. All tokens but a row's first are trained; those of a document that a row cuts off come again in the next. */
  next(plan: StepPlan): TokenizedExample[] {
    const rows = this.#deal(plan).map(({ source, from }) => {
      const ids = this.#sources[source]?.stream.read(from, plan.length) ?? new Int32Array(plan.length);
      return { line: source, ids, trained: new Uint8Array(plan.length).fill(1) };
    });
    return Random.for(this.#seed, 'rows', this.#step).shuffle(rows);
  }

  /** How far each source has been read, by name: what a row cut off and the next one began with again counts once. */
  taken(): Record<string, number> {
    return Object.fromEntries(this.#sources.map(({ stream }, i) => [stream.name, this.#place[i] ?? 0]));
  }

  #deal({ stage, rows, length }: StepPlan): { source: number; from: number }[] {
    const now = shares(this.#sources, stage);
    this.#step += 1;
    return Array.from({ length: rows }, () => {
      for (const [i, share] of now.entries()) this.#due[i] = (this.#due[i] ?? 0) + share * length;
      const source = this.#due.indexOf(Math.max(...this.#due));
      const from = this.#place[source] ?? 0;
      this.#due[source] = (this.#due[source] ?? 0) - length;
      this.#place[source] = this.#sources[source]?.stream.after(from, length) ?? from;
      return { source, from };
    });
  }
}
