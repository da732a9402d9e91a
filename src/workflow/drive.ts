/** Carries out the effects of the state machine and feeds their results back. The app, `run` and the library all use this driver. */
import { Problem } from '../base/error.js';
import type { Localized, Text } from '../base/localized.js';
import { systemProblem } from '../base/system-problem.js';
import { DEFAULT_BASE } from '../models/default-base.js';
import { advance, type Effect, initialState, type WorkflowEvent, type WorkflowState } from './machine.js';
import type { Choices, ProblemView } from './types.js';

/** One function per kind of effect; each ends in at most one event and may report others on the way. */
export type EffectHandlers = {
  [K in Effect['type']]: (
    effect: Extract<Effect, { type: K }>,
    report: (event: WorkflowEvent) => void,
    signal: AbortSignal,
  ) => Promise<WorkflowEvent | null>;
};

export interface Driver {
  readonly state: WorkflowState;
  dispatch(event: WorkflowEvent): void;
  /** Called after every change; returns the function that ends the subscription. */
  subscribe(listener: () => void): () => void;
  /** Resolves with the first state (the present one included) for which `when` holds. */
  until(when: (state: WorkflowState) => boolean): Promise<WorkflowState>;
  /** Stops following a job; the job itself goes on. */
  close(): void;
}

export const DEFAULT_CHOICES: Choices = {
  file: null,
  base: DEFAULT_BASE,
  task: null,
  columns: null,
  budget: 'low',
  compute: 'limited',
  method: null,
  hyperparameters: {},
  seed: 42,
  deploy: true,
  modelId: null,
};

export function createDriver(handlers: EffectHandlers, choices: Partial<Choices> = {}): Driver {
  let state = initialState({ ...DEFAULT_CHOICES, ...choices });
  const listeners = new Set<() => void>();
  const closing = new AbortController();
  // A newer effect of the same kind makes the result of an older one stale.
  const latest = new Map<Effect['type'], number>();
  let count = 0;

  const dispatch = (event: WorkflowEvent): void => {
    const transition = advance(state, event);
    state = transition.state;
    for (const effect of transition.effects) void perform(effect);
    for (const listener of [...listeners]) listener();
  };

  const perform = async (effect: Effect): Promise<void> => {
    const ticket = ++count;
    latest.set(effect.type, ticket);
    const report = (event: WorkflowEvent): void => {
      if (latest.get(effect.type) === ticket && !closing.signal.aborted) dispatch(event);
    };
    try {
      const event = await carryOut(handlers, effect, report, closing.signal);
      if (event) report(event);
    } catch (error) {
      report({ type: 'failed', effect: effect.type, problem: problemView(error) });
    }
  };

  return {
    get state() {
      return state;
    },
    dispatch,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    until(when) {
      return new Promise((resolve) => {
        if (when(state)) return resolve(state);
        const listener = (): void => {
          if (!when(state)) return;
          listeners.delete(listener);
          resolve(state);
        };
        listeners.add(listener);
      });
    },
    close() {
      closing.abort();
      listeners.clear();
    },
  };
}

function carryOut(
  handlers: EffectHandlers,
  effect: Effect,
  report: (event: WorkflowEvent) => void,
  signal: AbortSignal,
): Promise<WorkflowEvent | null> {
  switch (effect.type) {
    case 'prepare':
      return handlers.prepare(effect, report, signal);
    case 'propose-repairs':
      return handlers['propose-repairs'](effect, report, signal);
    case 'repair':
      return handlers.repair(effect, report, signal);
    case 'plan':
      return handlers.plan(effect, report, signal);
    case 'measure':
      return handlers.measure(effect, report, signal);
    case 'start':
      return handlers.start(effect, report, signal);
    case 'follow':
      return handlers.follow(effect, report, signal);
    case 'control':
      return handlers.control(effect, report, signal);
    case 'deploy':
      return handlers.deploy(effect, report, signal);
  }
}

/** An expected failure as a plain value; anything else is a bug and says so. */
export function problemView(thrown: unknown): ProblemView {
  const error = systemProblem(thrown);
  if (error instanceof Problem) {
    return {
      code: error.code,
      message: both(error.text),
      where: error.where ?? null,
      next: both(error.next),
      exitCode: error.exitCode,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: both(message),
    where: null,
    exitCode: 3,
    ...(error instanceof Error && error.stack ? { stack: error.stack } : {}),
    next: {
      en: 'Run again with --debug and report what it prints.',
      hi: '--debug ke saath phir chalao aur jo print ho woh report karo.',
    },
  };
}

const both = (text: Text): Localized => (typeof text === 'string' ? { en: text, hi: text } : text);
