import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import { type DebriefState, isAnswered, isOver, questionsOf, shownQuestion } from './reducer.js';

export interface DebriefCalls {
  move: (by: number) => void;
  choose: (option: number) => void;
  next: () => void;
  scroll: (by: number) => void;
  lesson: () => void;
  back: () => void;
}

export function debriefKeys({ keys, debrief }: Dictionary, state: DebriefState, calls: DebriefCalls): KeyBinding[] {
  const back = { key: 'esc', label: keys.back, run: calls.back };
  const arrows = (label: string, move: (by: number) => void): KeyBinding[] => [
    { key: 'up', also: ['k'], label, run: () => move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => move(1) },
  ];
  if (isOver(state)) {
    return [
      { key: 'enter', also: ['o'], label: debrief.keys.lesson, run: calls.lesson },
      ...arrows(keys.choose, calls.move),
      back,
    ];
  }
  const question = shownQuestion(state);
  if (question === undefined) return [back];
  if (isAnswered(state)) {
    const last = state.showing === questionsOf(state).length - 1;
    return [
      { key: 'enter', label: last ? debrief.keys.finish : debrief.keys.next, run: calls.next },
      ...arrows(debrief.keys.scroll, calls.scroll),
      { key: 'o', label: debrief.keys.lesson, run: calls.lesson },
      back,
    ];
  }
  return [
    { key: 'enter', label: debrief.keys.answer, run: () => calls.choose(state.at) },
    ...arrows(keys.choose, calls.move),
    ...question.options.map((_, i) => ({
      key: String.fromCharCode(97 + i),
      label: null,
      run: () => calls.choose(i),
    })),
    back,
  ];
}
