/** The keys of a lesson, by what is in focus and what is going on. */
import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import type { ActiveBlock } from './parts.js';
import { optionLetter } from './quiz-lines.js';
import type { Mode } from './state.js';

export interface NotebookCalls {
  scroll: (by: number) => void;
  page: (by: 1 | -1) => void;
  section: (by: 1 | -1) => void;
  stop: (by: 1 | -1) => void;
  edge: (end: boolean) => void;
  /** Null where nothing is wider than the window. */
  pan: ((by: 1 | -1) => void) | null;
  run: () => void;
  /** Null while no cell runs and nothing is checked. */
  halt: (() => void) | null;
  edit: () => void;
  editor: () => void;
  /** Null while the code is the lesson's. */
  reset: (() => void) | null;
  answer: () => void;
  point: (by: 1 | -1) => void;
  choose: () => void;
  /** One for each option of the question in focus: chooses it. */
  options: readonly (() => void)[];
  /** Null where a question or an exercise has no more of them. */
  hint: (() => void) | null;
  start: () => void;
  /** Null before the exercise was begun. */
  stub: (() => void) | null;
  /** Null while the solution may not be seen. */
  solution: (() => void) | null;
  /** Null at the last lesson. */
  next: (() => void) | null;
  keep: (submit: boolean) => void;
  leave: () => void;
  own: () => void;
  /** The room that the lesson leads into; null where there is none. */
  room: { label: string; open: () => void } | null;
  search: () => void;
  back: () => void;
}

type Focus = ActiveBlock['kind'] | 'end' | null;

export function notebookKeys(
  { notebook, keys }: Dictionary,
  mode: Mode,
  focus: Focus,
  calls: NotebookCalls,
): KeyBinding[] {
  const names = notebook.keys;
  if (mode === 'edit') {
    const submit = focus === 'cell' ? names.saveRun : focus === 'exercise' ? names.saveFile : names.score;
    return [
      { key: 'ctrl+s', label: submit, run: () => calls.keep(true) },
      { key: 'esc', label: names.leave, run: () => calls.keep(false) },
    ];
  }
  if (mode === 'answer')
    return [
      { key: 'enter', label: names.answer, run: calls.choose },
      { key: 'up', also: ['k'], label: names.choose, run: () => calls.point(-1) },
      { key: 'down', also: ['j'], label: null, run: () => calls.point(1) },
      ...calls.options.map((run, at) => ({ key: optionLetter(at), label: null, run })),
      ...(calls.hint === null ? [] : [{ key: 'h', label: names.hint, run: calls.hint }]),
      { key: 'tab', label: names.stops, run: () => calls.stop(1) },
      { key: 'shift+tab', label: null, run: () => calls.stop(-1) },
      { key: 'esc', label: names.readOn, run: calls.leave },
    ];
  const { halt, pan, room } = calls;
  return [
    ...(halt === null ? [] : [{ key: 's', also: ['esc'], label: names.stop, run: halt }]),
    ...mainKeys(names, focus, calls),
    ...(room === null ? [] : [{ key: 'o', label: room.label, run: room.open }]),
    { key: 'up', also: ['k'], label: names.scroll, run: () => calls.scroll(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.scroll(1) },
    { key: 'tab', label: names.stops, run: () => calls.stop(1) },
    { key: 'shift+tab', label: null, run: () => calls.stop(-1) },
    ...(halt === null ? [{ key: 'esc', label: keys.back, run: calls.back }] : []),
    ...moreKeys(names, focus, calls),
    { key: 'n', label: names.sections, run: () => calls.section(1) },
    { key: 'p', label: null, run: () => calls.section(-1) },
    ...(pan === null
      ? []
      : [
          { key: 'left', label: names.side, run: () => pan(-1) },
          { key: 'right', label: null, run: () => pan(1) },
        ]),
    { key: '/', label: names.search, run: calls.search },
    { key: 't', label: names.own, run: calls.own },
    { key: ' ', also: ['pagedown'], label: names.page, run: () => calls.page(1) },
    { key: 'pageup', also: ['b'], label: names.pageBack, run: () => calls.page(-1) },
    { key: 'home', also: ['g'], label: names.first, run: () => calls.edge(false) },
    { key: 'end', also: ['G'], label: names.last, run: () => calls.edge(true) },
  ];
}

function mainKeys(names: Dictionary['notebook']['keys'], focus: Focus, calls: NotebookCalls): KeyBinding[] {
  switch (focus) {
    case 'cell':
      return [
        { key: 'enter', label: names.run, run: calls.run },
        { key: 'e', label: names.edit, run: calls.edit },
      ];
    case 'quiz':
      return [
        { key: 'enter', label: names.answer, run: calls.answer },
        ...(calls.hint === null ? [] : [{ key: 'h', label: null, run: calls.hint }]),
      ];
    case 'explain':
      return [{ key: 'enter', also: ['e'], label: names.write, run: calls.edit }];
    case 'exercise':
      return calls.stub === null
        ? [{ key: 'enter', label: names.start, run: calls.start }]
        : [
            { key: 'enter', label: names.check, run: calls.start },
            { key: 'e', label: names.edit, run: calls.edit },
            ...(calls.hint === null ? [] : [{ key: 'h', label: names.hint, run: calls.hint }]),
            ...(calls.solution === null ? [] : [{ key: 'v', label: names.solution, run: calls.solution }]),
          ];
    case 'end':
      return calls.next === null ? [] : [{ key: 'enter', label: names.next, run: calls.next }];
    case null:
      return [{ key: 'enter', label: null, run: () => calls.page(1) }];
  }
}

/** Those that come after the ways to move, where the footer has room. */
function moreKeys(names: Dictionary['notebook']['keys'], focus: Focus, calls: NotebookCalls): KeyBinding[] {
  if (focus === 'exercise')
    return [
      ...(calls.stub === null ? [] : [{ key: 'r', label: names.stub, run: calls.stub }]),
      { key: 'E', label: names.editor, run: calls.editor },
    ];
  if (focus !== 'cell') return [];
  return [
    ...(calls.reset === null ? [] : [{ key: 'r', label: names.reset, run: calls.reset }]),
    { key: 'E', label: names.editor, run: calls.editor },
  ];
}
