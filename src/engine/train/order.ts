/**
 * Which rows stand in which batch, and in which order: a pure function of (lengths, batch size, seed, epoch), so that a resumed
 * run sees the same data without any saved cursor but the step. Every row stands in exactly one batch of every epoch.
 */
import { Random } from '../../base/random.js';

export interface OrderSettings {
  /** Tokens of each row. */
  lengths: readonly number[];
  /** Rows in one micro-batch. */
  batchSize: number;
  seed: number;
}

/** Rows are sorted by length only inside groups of this many batches: less padding, and still a well-shuffled epoch. */
const BATCHES_PER_GROUP = 16;

/**
 * The micro-batches of one epoch (0-based) as row indices, longest row first in each. In epoch 0 the batch that needs the most memory
 * (rows x longest row) comes first, so that a run that cannot fit fails at once and not at its end.
 */
export function epochBatches(settings: OrderSettings, epoch: number): number[][] {
  const { lengths, batchSize, seed } = settings;
  if (!Number.isInteger(batchSize) || batchSize < 1) throw new RangeError(`batchSize ${batchSize}: need at least 1`);
  const random = Random.for(seed, 'order', epoch);
  const shuffled = random.shuffle([...lengths.keys()]);
  const lengthOf = (row: number): number => lengths[row] ?? 0;
  const batches: number[][] = [];
  const groupSize = batchSize * BATCHES_PER_GROUP;
  for (let start = 0; start < shuffled.length; start += groupSize) {
    const group = shuffled.slice(start, start + groupSize).sort((a, b) => lengthOf(b) - lengthOf(a));
    for (let at = 0; at < group.length; at += batchSize) batches.push(group.slice(at, at + batchSize));
  }
  const ordered = random.shuffle(batches);
  return epoch === 0 ? largestFirst(ordered, lengthOf) : ordered;
}

/** How many optimizer steps one epoch has: its micro-batches in groups of `gradientAccumulation`, the last group maybe smaller. */
export function stepsPerEpoch(rows: number, batchSize: number, gradientAccumulation: number): number {
  return Math.ceil(Math.ceil(rows / batchSize) / gradientAccumulation);
}

/** The micro-batches of optimizer step `step` (0-based, counted over all epochs). */
export class StepBatches {
  readonly #settings: OrderSettings;
  readonly #accumulation: number;
  #epoch = -1;
  #batches: number[][] = [];

  constructor(settings: OrderSettings, gradientAccumulation: number) {
    this.#settings = settings;
    this.#accumulation = gradientAccumulation;
  }

  at(step: number): number[][] {
    const perEpoch = stepsPerEpoch(this.#settings.lengths.length, this.#settings.batchSize, this.#accumulation);
    const epoch = Math.floor(step / perEpoch);
    if (epoch !== this.#epoch) {
      this.#batches = epochBatches(this.#settings, epoch);
      this.#epoch = epoch;
    }
    const from = (step % perEpoch) * this.#accumulation;
    return this.#batches.slice(from, from + this.#accumulation);
  }
}

function largestFirst(batches: number[][], lengthOf: (row: number) => number): number[][] {
  const size = (batch: number[]): number => batch.length * Math.max(...batch.map(lengthOf));
  let largest = 0;
  for (let i = 1; i < batches.length; i++) if (size(batches[i] ?? []) > size(batches[largest] ?? [])) largest = i;
  const first = batches[largest];
  return first === undefined ? batches : [first, ...batches.filter((_, i) => i !== largest)];
}
