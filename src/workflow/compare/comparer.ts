/** One comparison at a time as the app follows it: it goes on whatever screen is open. Knows of the outside world only its effects. */
import { problemView } from '../drive.js';
import type { JobProgress, ProblemView } from '../types.js';
import type { Comparison } from './schema.js';
import type { CompareChoices } from './types.js';

export interface CompareView {
  stage: 'idle' | 'preparing' | 'running' | 'ended';
  /** What is being done while the data is prepared. */
  note: string | null;
  comparison: Comparison | null;
  /** Of the job under way. */
  progress: JobProgress | null;
  problem: ProblemView | null;
}

export interface CompareEffects {
  /** Resolves when every method has ended, or when aborted. */
  run(
    choices: CompareChoices,
    tell: { note: (text: string) => void; change: (comparison: Comparison, progress: JobProgress | null) => void },
    signal: AbortSignal,
  ): Promise<Comparison>;
  load(id: string): Promise<Comparison>;
  cancelJob(jobId: string): Promise<unknown>;
}

export interface Comparer {
  readonly view: CompareView;
  /** Called after every change; returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
  start(choices: CompareChoices): void;
  /** An earlier one. */
  show(id: string): void;
  /** The method under way; the others go on. */
  cancelMethod(): void;
  /** Back to nothing; a job under way goes on by itself. */
  reset(): void;
}

const IDLE: CompareView = { stage: 'idle', note: null, comparison: null, progress: null, problem: null };

export function createComparer(effects: CompareEffects): Comparer {
  let view = IDLE;
  let following = new AbortController();
  const listeners = new Set<() => void>();
  const set = (change: Partial<CompareView>): void => {
    view = { ...view, ...change };
    for (const listener of [...listeners]) listener();
  };
  /** Ends what was followed before; what it still says is not heard. */
  const begin = (stage: CompareView['stage']): AbortSignal => {
    following.abort();
    following = new AbortController();
    set({ ...IDLE, stage });
    return following.signal;
  };
  const follow = async (signal: AbortSignal, work: Promise<Comparison>): Promise<void> => {
    try {
      const comparison = await work;
      if (!signal.aborted) set({ stage: 'ended', comparison, progress: null, note: null });
    } catch (error) {
      if (!signal.aborted) set({ stage: 'ended', progress: null, note: null, problem: problemView(error) });
    }
  };
  return {
    get view() {
      return view;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start(choices) {
      const signal = begin('preparing');
      const heard = (change: Partial<CompareView>): void => {
        if (!signal.aborted) set(change);
      };
      const tell = {
        note: (note: string) => heard({ note }),
        change: (comparison: Comparison, progress: JobProgress | null) =>
          heard({ stage: 'running', comparison, progress: progress ?? view.progress, note: null }),
      };
      void follow(signal, effects.run(choices, tell, signal));
    },
    show(id) {
      const signal = begin('preparing');
      void follow(signal, effects.load(id));
    },
    cancelMethod() {
      const jobId = view.comparison?.methods.find(({ status }) => status === 'running' || status === 'queued')?.jobId;
      if (!jobId || view.stage !== 'running') return;
      const { signal } = following;
      effects.cancelJob(jobId).catch((error: unknown) => {
        if (!signal.aborted) set({ problem: problemView(error) });
      });
    },
    reset() {
      begin('idle');
    },
  };
}
