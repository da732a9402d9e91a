import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import { type JobsAction, type JobsState, jobsOf } from './reducer.js';

export interface JobsCalls {
  act: (action: JobsAction) => void;
  open: () => void;
  /** Null for a job that has not succeeded. */
  debrief: (() => void) | null;
  compare: () => void;
  remove: () => void;
  undo: () => void;
  back: () => void;
}

export function jobsKeys({ keys, jobs, debrief }: Dictionary, state: JobsState, calls: JobsCalls): KeyBinding[] {
  const { act } = calls;
  if (state.compared !== null) {
    return [
      { key: 'v', label: jobs.keys.curve, run: () => act({ type: 'other-curve' }) },
      { key: 'l', label: keys.logScale, run: () => act({ type: 'toggle-log' }) },
      { key: 'esc', label: keys.back, run: () => act({ type: 'list' }) },
    ];
  }
  const some: KeyBinding[] =
    jobsOf(state).length === 0
      ? []
      : [
          { key: 'enter', label: jobs.keys.open, run: calls.open },
          ...(calls.debrief === null ? [] : [{ key: 'a', label: debrief.keys.debrief, run: calls.debrief }]),
          { key: 'up', also: ['k'], label: keys.move, run: () => act({ type: 'move', by: -1 }) },
          { key: 'down', also: ['j'], label: null, run: () => act({ type: 'move', by: 1 }) },
          { key: ' ', label: jobs.keys.mark, run: () => act({ type: 'mark' }) },
          ...(state.marked.length > 1 ? [{ key: 'c', label: jobs.keys.compare, run: calls.compare }] : []),
          { key: 'd', label: jobs.keys.delete, run: calls.remove },
        ];
  return [
    ...some,
    ...(state.aside.length > 0 ? [{ key: 'u', label: jobs.keys.undo, run: calls.undo }] : []),
    { key: 'esc', label: keys.back, run: calls.back },
  ];
}
