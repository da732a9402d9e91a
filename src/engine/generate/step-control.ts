/**
 * How the threads of a decoding step stay together. A step is a fixed row of phases; in each, threads take work from one counter
 * until none is left, then wait for each other. Waiting spins first: phases last some microseconds, waking a sleeper takes more.
 */

/** Places in the control words. `STEP`: number and threads of the step in one word, so that nobody sees one without the other. */
const STEP = 0;
const READY = 1;
const POSITION = 2;
const SLEEPERS = 3;
const PHASES = 16;

const SPINS = 5_000;
/** A thread that sleeps looks again after this time. */
const NAP_MS = 100;
const GIVE_UP_MS = 60_000;
const STOPPED = -1;
const THREAD_BITS = 4;
const THREAD_MASK = (1 << THREAD_BITS) - 1;
/** Numbers of steps begin again at 0; an odd one always follows an even one. */
const NUMBER_MASK = 2 ** (31 - THREAD_BITS) - 1;
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
  #threads = 1;
  /** How many joined before. */
  #ticket = 0;

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
    const number = ((Atomics.load(words, STEP) >> THREAD_BITS) + 1) & NUMBER_MASK;
    this.#enter(number, 1 + Atomics.load(words, READY));
    words.fill(0, this.#next, this.#next + 2 * this.#phases);
    Atomics.store(words, POSITION, position);
    Atomics.store(words, STEP, (number << THREAD_BITS) | this.#threads);
    Atomics.notify(words, STEP);
  }

  /** Lets every thread end. */
  stop(): void {
    Atomics.store(this.#words, STEP, STOPPED);
    Atomics.notify(this.#words, STEP);
  }

  /** From the next step on this thread is counted on. */
  join(): void {
    this.#seen = Atomics.load(this.#words, STEP);
    this.#ticket = Atomics.add(this.#words, READY, 1);
  }

  /**
   * Waits for the next step; false when there will be none. A step that began while this thread joined goes on without it: nobody would wait for
   * the work it took.
   */
  awaitStep(): boolean {
    const words = this.#words;
    for (;;) {
      let spins = 0;
      while (Atomics.load(words, STEP) === this.#seen)
        if (++spins > SPINS) Atomics.wait(words, STEP, this.#seen, NAP_MS);
      this.#seen = Atomics.load(words, STEP);
      if (this.#seen === STOPPED) return false;
      const threads = this.#seen & THREAD_MASK;
      if (this.#ticket + 1 >= threads) continue;
      this.#enter(this.#seen >> THREAD_BITS, threads);
      return true;
    }
  }

  #enter(number: number, threads: number): void {
    this.#next = PHASES + (number & 1) * 2 * this.#phases;
    this.#threads = threads;
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
    const threads = this.#threads;
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
