/** What happens to the practice task on the screen. Pure. */
import type { PracticeReport } from '../../../learn/practice/report.js';
import type { PartResult, PracticePart } from '../../../learn/practice/types.js';
import { PRACTICE_PARTS } from '../../../learn/progress/summary.js';
import type { ProblemView } from '../../../workflow/types.js';
import type { OpenedPractice } from '../../practice-ports.js';
import type { Asked, PracticeState } from './state.js';

export type PracticeAction =
  /** `anew`: it was started or begun anew just now. */
  | { type: 'found'; opened: OpenedPractice | null; anew: boolean }
  /** Its standing was read again. */
  | { type: 'read'; opened: OpenedPractice }
  | { type: 'type'; text: string }
  | { type: 'busy'; what: PracticeState['busy'] }
  | { type: 'move'; by: number }
  | { type: 'check'; parts: readonly PracticePart[] }
  | { type: 'checked'; result: PartResult }
  /** The check itself failed: no fault of what the learner wrote. */
  | { type: 'unchecked'; part: PracticePart; problem: ProblemView }
  | { type: 'ask'; what: Asked }
  | { type: 'calm' }
  | { type: 'reported'; report: PracticeReport }
  | { type: 'failed'; problem: ProblemView }
  | { type: 'scroll'; by: number; last: number };

export function reducePractice(state: PracticeState, action: PracticeAction): PracticeState {
  switch (action.type) {
    case 'found':
      return found(state, action.opened, action.anew);
    case 'read':
      return read(state, action.opened);
    case 'type':
      return { ...state, typed: action.text, problem: null };
    case 'busy':
      return { ...state, busy: action.what, problem: null };
    case 'move': {
      const at = Math.max(0, Math.min(PRACTICE_PARTS.length, state.at + action.by));
      return { ...state, at, top: 0 };
    }
    case 'check':
      return { ...state, checking: [...new Set([...state.checking, ...action.parts])] };
    case 'checked': {
      const { result } = action;
      return { ...without(state, result.part), results: { ...state.results, [result.part]: result }, report: null };
    }
    case 'unchecked':
      return { ...without(state, action.part), problem: action.problem };
    case 'ask':
      return { ...state, asked: action.what, typed: action.what === 'name' ? '' : state.typed, top: 0 };
    case 'calm':
      return { ...state, asked: null };
    case 'reported': {
      const results = Object.fromEntries(action.report.results.map((result) => [result.part, result]));
      return { ...state, busy: null, asked: null, report: action.report, results };
    }
    case 'failed':
      return { ...state, busy: null, asked: null, problem: action.problem };
    case 'scroll':
      return { ...state, top: Math.max(0, Math.min(action.last, state.top + action.by)) };
  }
}

/** A task that was found is looked at where it goes on; a new one from its folder. */
function found(state: PracticeState, opened: OpenedPractice | null, anew: boolean): PracticeState {
  const open = opened?.practice.parts.findIndex(({ passed }) => !passed) ?? -1;
  const begun = opened?.practice.parts.some(({ best }) => best > 0) === true;
  return {
    ...state,
    opened,
    at: anew || !begun ? 0 : open + 1,
    results: {},
    checking: [],
    asked: null,
    busy: null,
    report: null,
    problem: null,
    top: 0,
  };
}

/** A part that has passed in the meantime has no hint to ask for. */
function read(state: PracticeState, opened: OpenedPractice): PracticeState {
  const passed = opened.practice.parts[state.at - 1]?.passed === true;
  return { ...state, opened, asked: state.asked === 'hint' && passed ? null : state.asked };
}

const without = (state: PracticeState, part: PracticePart): PracticeState => ({
  ...state,
  checking: state.checking.filter((one) => one !== part),
});
