/** Questions about a run: which is shown, what was pointed at and chosen. Pure. */
import type { Debrief, DebriefQuestion } from '../../../learn/debrief/types.js';

export interface DebriefState {
  /** Null until it was read. */
  debrief: Debrief | null;
  /** The question shown; one past the last is the end. */
  showing: number;
  /** The option pointed at; at the end, the question. */
  at: number;
  /** The option chosen for each question so far. */
  chosen: readonly number[];
  /** Lines scrolled away. */
  top: number;
}

export type DebriefAction =
  | { type: 'found'; debrief: Debrief }
  | { type: 'move'; by: number }
  | { type: 'choose'; option: number }
  | { type: 'next' }
  | { type: 'scroll'; by: number; last: number };

export const DEBRIEF_START: DebriefState = { debrief: null, showing: 0, at: 0, chosen: [], top: 0 };

export const questionsOf = ({ debrief }: DebriefState): readonly DebriefQuestion[] => debrief?.questions ?? [];
export const shownQuestion = (state: DebriefState): DebriefQuestion | undefined => questionsOf(state)[state.showing];
export const isAnswered = ({ chosen, showing }: DebriefState): boolean => showing < chosen.length;
export const isOver = (state: DebriefState): boolean =>
  state.debrief !== null && state.showing >= state.debrief.questions.length;

/** The questions with the option chosen for each. */
export function answersOf(state: DebriefState) {
  return questionsOf(state).flatMap((question, i) => {
    const option = question.options[state.chosen[i] ?? -1];
    return option === undefined ? [] : [{ question, option }];
  });
}

export function reduceDebrief(state: DebriefState, action: DebriefAction): DebriefState {
  switch (action.type) {
    case 'found':
      // What was answered belongs to the same questions: a job is always asked the same.
      return { ...state, debrief: action.debrief };
    case 'move': {
      const last = (isOver(state) ? questionsOf(state) : (shownQuestion(state)?.options ?? [])).length - 1;
      return { ...state, at: Math.max(0, Math.min(last, state.at + action.by)) };
    }
    case 'choose': {
      const option = shownQuestion(state)?.options[action.option];
      if (option === undefined || isAnswered(state)) return state;
      return { ...state, at: action.option, top: 0, chosen: [...state.chosen, action.option] };
    }
    case 'next': {
      if (!isAnswered(state)) return state;
      const showing = state.showing + 1;
      const wrong = answersOf(state).findIndex(({ option }) => !option.correct);
      return { ...state, showing, top: 0, at: showing < questionsOf(state).length ? 0 : Math.max(0, wrong) };
    }
    case 'scroll':
      return { ...state, top: Math.max(0, Math.min(action.last, state.top + action.by)) };
  }
}
