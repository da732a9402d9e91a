import type { TrainingRun, TrainingState } from './types.js';

/** Measures laps and decides when a checkpoint is due; time never changes what is computed. */
export class StepClock {
  readonly #run: TrainingRun;
  readonly #state: TrainingState;
  #lapStart: number;
  #savedAt: number;
  #savedStep = -1;

  constructor(run: TrainingRun, state: TrainingState) {
    this.#run = run;
    this.#state = state;
    this.#lapStart = run.world.nowMs();
    this.#savedAt = this.#lapStart;
  }

  /** Seconds since the last lap, added to the run's total. */
  lap(): number {
    const now = this.#run.world.nowMs();
    const seconds = (now - this.#lapStart) / 1000;
    this.#lapStart = now;
    this.#state.totals.seconds += seconds;
    return seconds;
  }

  /** Begins a lap now: what was done since the last one is no training. */
  skip(): void {
    this.#lapStart = this.#run.world.nowMs();
  }

  saved(): void {
    this.#savedAt = this.#run.world.nowMs();
    this.#savedStep = this.#state.step;
    this.lap();
  }

  justSaved(): boolean {
    return this.#savedStep === this.#state.step;
  }

  checkpointDue(): boolean {
    return this.#run.world.nowMs() - this.#savedAt >= this.#run.checkpointEveryMs;
  }
}
