/** The keys of the practice task, by what is going on. */
import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import type { Asked } from './state.js';

/** Before a task was started; Enter belongs to the field. */
export const startKeys = ({ practice, keys }: Dictionary, back: () => void): KeyBinding[] => [
  { key: 'enter', label: practice.keys.start },
  { key: 'esc', label: keys.back, run: back },
];

/** While a name is typed; Enter belongs to the field. */
export const nameKeys = ({ practice, keys }: Dictionary, calm: () => void): KeyBinding[] => [
  { key: 'enter', label: practice.keys.write },
  { key: 'esc', label: keys.back, run: calm },
];

export interface PracticeCalls {
  /** The part, or all of them while the folder is pointed at. */
  check: () => void;
  move: (by: number) => void;
  /** Null where no hint is left, and where the part has passed. */
  hint: (() => void) | null;
  /** The screen on which the part is worked at; null where there is none. */
  tool: { label: string; open: () => void } | null;
  report: () => void;
  reset: () => void;
  lesson: () => void;
  /** Null where everything is in sight. */
  page: ((by: 1 | -1) => void) | null;
  calm: () => void;
  back: () => void;
}

export interface PracticeMoment {
  asked: Asked | null;
  /** All parts have passed. */
  finished: boolean;
  /** The folder is pointed at. */
  whole: boolean;
}

/** Any key but the second press of the one that asked takes the question back. */
export function practiceKeys(
  words: Dictionary,
  { asked, finished, whole }: PracticeMoment,
  calls: PracticeCalls,
): KeyBinding[] {
  const { practice, keys } = words;
  const names = practice.keys;
  const { hint, tool, page } = calls;
  const table: KeyBinding[] = [
    { key: 'enter', also: ['c'], label: whole ? names.checkAll : names.check, run: calls.check },
    { key: 'up', also: ['k'], label: names.parts, run: () => calls.move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
    ...(hint === null ? [] : [{ key: 'h', label: asked === 'hint' ? names.takeHint : names.hint, run: hint }]),
    { key: 'esc', label: asked === null ? keys.back : names.keep, run: calls.back },
    ...(tool === null ? [] : [{ key: 'm', label: tool.label, run: tool.open }]),
    ...(page === null
      ? []
      : [
          { key: ' ', also: ['pagedown'], label: names.page, run: () => page(1) },
          { key: 'pageup', also: ['b'], label: names.pageBack, run: () => page(-1) },
        ]),
    { key: 'r', label: finished ? names.certificate : names.report, run: calls.report },
    { key: 'l', label: names.lesson, run: calls.lesson },
    { key: 'x', label: asked === 'reset' ? names.resetSure : names.reset, run: calls.reset },
  ];
  if (asked === null) return table;
  const sure = asked === 'hint' ? 'h' : 'x';
  const first = table.filter(({ key }) => key === sure || key === 'esc');
  const rest = table.filter(({ key }) => key !== sure && key !== 'esc').map((one) => ({ ...one, label: null }));
  return [...first, ...rest].map((one) => (one.key === sure ? one : { ...one, run: calls.calm }));
}
