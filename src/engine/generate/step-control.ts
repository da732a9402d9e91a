/**
 * How the threads of a decoding step stay together. A step is a fixed row of phases; in each, threads take work from one counter
 * until none is left, then wait for each other. Waiting spins first: phases last some microseconds, waking a sleeper takes more.
 */

/** Places in the control words. */
export const GENERATION = 0;
const READY = 1;
const THREADS = 2;
const POSITION = 3;
const SLEEPERS = 4;
const PHASES = 16;

const SPINS = 5_000;
/** A thread that sleeps looks again after this time. */
const NAP_MS = 100;
const GIVE_UP_MS = 60_000;
const STOPPED = -1;
/** Of an equal part of what is left. */
const FIRST_SHARE = 0.8;

/** Of each phase: units taken, threads done. Twice, for two steps in turn: the slowest thread may still look at the end of the step before. */
export const controlWords = (phases: number): number => PHASES + 4 * phases;

/** One thread's view of the control words. */
export class StepControl {
  readonly #words: Int32Array;
  readonly #phases: number;
  /** Place of the next phase's first word. */
  #next = PHASES;
  #seen = 0;

  constructor(words: Int32Array) {
    this.#words = words;
    this.#phases = (words.length - PHASES) / 4;
  }

  get position(): number {
    return Atomics.load(this.#words, POSITION);
  }

  /** Starts a step for the caller and all who are ready. */
  open(position: number): void {
    const words = this.#words;
    this.#enter(Atomics.load(words, GENERATION) + 1);
    words.fill(0, this.#next, this.#next + 2 * this.#phases);
    Atomics.store(words, POSITION, position);
    Atomics.store(words, THREADS, 1 + Atomics.load(words, READY));
    Atomics.add(words, GENERATION, 1);
    Atomics.notify(words, GENERATION);
  }

  /** Lets every thread end. */
  stop(): void {
    Atomics.store(this.#words, GENERATION, STOPPED);
    Atomics.notify(this.#words, GENERATION);
  }

  /** From now on this thread is counted on. */
  join(): void {
    this.#seen = Atomics.load(this.#words, GENERATION);
    Atomics.add(this.#words, READY, 1);
  }

  /** Waits for the next step; false when there will be none. */
  awaitStep(): boolean {
    const words = this.#words;
    let spins = 0;
    while (Atomics.load(words, GENERATION) === this.#seen)
      if (++spins > SPINS) Atomics.wait(words, GENERATION, this.#seen, NAP_MS);
    this.#seen = Atomics.load(words, GENERATION);
    this.#enter(this.#seen);
    return this.#seen !== STOPPED;
  }

  #enter(generation: number): void {
    this.#next = PHASES + (generation & 1) * 2 * this.#phases;
  }

  /**
   * Does the next phase's `items`, as many as this thread gets, and waits until all are done. Pieces are large first and small (but for the
   * last, at least `least`) in the end: taking one stops the stream of reads, and threads should end at about the same time.
   */
  share(items: number, least: number, work: (from: number, to: number) => void): void {
    const words = this.#words;
    const next = this.#next;
    const done = next + this.#phases;
    this.#next++;
    const threads = Atomics.load(words, THREADS);
    for (let from = Atomics.load(words, next); from < items; ) {
      const to = Math.min(items, from + Math.max(least, Math.floor((FIRST_SHARE * (items - from)) / threads)));
      const seen = Atomics.compareExchange(words, next, from, to);
      if (seen === from) work(from, to);
      from = seen === from ? Atomics.load(words, next) : seen;
    }
    if (Atomics.add(words, done, 1) + 1 < threads) this.#awaitAll(done, threads);
    else if (Atomics.load(words, SLEEPERS) > 0) Atomics.notify(words, done);
  }

  #awaitAll(done: number, threads: number): void {
    const words = this.#words;
    let spins = 0;
    let sleepingSince = 0;
    for (let arrived = Atomics.load(words, done); arrived < threads; arrived = Atomics.load(words, done)) {
      if (++spins < SPINS) continue;
      sleepingSince ||= performance.now();
      Atomics.add(words, SLEEPERS, 1);
      Atomics.wait(words, done, arrived, NAP_MS);
      Atomics.sub(words, SLEEPERS, 1);
      if (performance.now() - sleepingSince > GIVE_UP_MS) throw new Error('a decoding thread does not answer');
    }
  }
}
