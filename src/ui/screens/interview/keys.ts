/** The keys of the interview room, by what is going on. */
import type { Dictionary } from '../../../i18n/index.js';
import { GRADES, type ReviewGrade } from '../../../learn/reviews/grades.js';
import type { KeyBinding } from '../../keys.js';
import type { InterviewState } from './reducer.js';

export interface InterviewCalls {
  open: () => void;
  move: (by: number) => void;
  mock: () => void;
  write: () => void;
  read: () => void;
  submit: () => void;
  hint: () => void;
  grade: (grade: ReviewGrade | null) => void;
  again: () => void;
  /** Null after the last question. */
  next: (() => void) | null;
  scroll: (by: number) => void;
  page: (by: 1 | -1) => void;
  list: () => void;
  back: () => void;
}

export function interviewKeys(words: Dictionary, state: InterviewState, calls: InterviewCalls): KeyBinding[] {
  const { interview, keys } = words;
  const names = interview.keys;
  const { sitting, finished } = state;
  const scrolling: KeyBinding[] = [
    { key: 'up', also: ['k'], label: names.scroll, run: () => calls.scroll(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.scroll(1) },
    { key: ' ', also: ['pagedown'], label: null, run: () => calls.page(1) },
    { key: 'pageup', also: ['b'], label: null, run: () => calls.page(-1) },
  ];
  const toList: KeyBinding = { key: 'esc', label: names.list, run: calls.list };
  if (finished !== null) return [...scrolling, { ...toList, also: ['enter'] }];
  if (sitting === null)
    return [
      { key: 'enter', label: keys.open, run: calls.open },
      { key: 'up', also: ['k'], label: keys.choose, run: () => calls.move(-1) },
      { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
      { key: 'm', label: names.mock, run: calls.mock },
      { key: 'esc', label: keys.back, run: calls.back },
    ];
  if (sitting.score !== null) return [...scoredKeys(words, state, calls), ...scrolling, toList];
  const submit = sitting.mock === null ? names.score : names.next;
  const hint = sitting.mock === null && sitting.hints < sitting.question.hints.length;
  if (sitting.writing)
    return [
      { key: 'ctrl+s', label: submit, run: calls.submit },
      ...(hint ? [{ key: 'ctrl+t', label: names.hint, run: calls.hint }] : []),
      { key: 'esc', label: names.leave, run: calls.read },
    ];
  return [
    { key: 'enter', also: ['e'], label: names.write, run: calls.write },
    { key: 's', also: ['ctrl+s'], label: submit, run: calls.submit },
    ...(hint ? [{ key: 'h', also: ['ctrl+t'], label: names.hint, run: calls.hint }] : []),
    ...scrolling,
    toList,
  ];
}

function scoredKeys({ interview }: Dictionary, { sitting }: InterviewState, calls: InterviewCalls): KeyBinding[] {
  const names = interview.keys;
  const again: KeyBinding = { key: 'a', label: names.again, run: calls.again };
  if (sitting?.grade === null)
    return [
      { key: 'enter', label: names.take, run: () => calls.grade(null) },
      ...GRADES.map((grade, index) => ({
        key: String(index + 1),
        label: interview.grades[grade],
        run: () => calls.grade(grade),
      })),
      again,
    ];
  const { next } = calls;
  return [...(next === null ? [] : [{ key: 'enter', also: ['n'], label: names.next, run: next }]), again];
}
