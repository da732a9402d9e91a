import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';

export interface FileCalls {
  /** Null while the path field is pointed at: its Enter is the field's own. */
  open: (() => void) | null;
  complete: () => void;
  move: (by: number) => void;
  back: () => void;
}

export function fileKeys({ keys }: Dictionary, { open, complete, move, back }: FileCalls): KeyBinding[] {
  return [
    ...(open === null
      ? [
          { key: 'enter', label: keys.enter },
          { key: 'tab', label: keys.complete, run: complete },
        ]
      : [{ key: 'enter', label: keys.open, run: open }]),
    { key: 'up', label: keys.choose, run: () => move(-1) },
    { key: 'down', label: null, run: () => move(1) },
    { key: 'esc', label: keys.back, run: back },
  ];
}

export interface MethodsCalls {
  start: () => void;
  toggle: () => void;
  /** Null when there is no other. */
  otherBase: (() => void) | null;
  move: (by: number) => void;
  back: () => void;
}

export function methodsKeys({ keys, compare }: Dictionary, calls: MethodsCalls): KeyBinding[] {
  return [
    { key: 'enter', label: compare.keys.start, run: calls.start },
    { key: ' ', label: compare.keys.toggle, run: calls.toggle },
    { key: 'up', also: ['k'], label: keys.move, run: () => calls.move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => calls.move(1) },
    ...(calls.otherBase === null ? [] : [{ key: 'b', label: compare.keys.otherBase, run: calls.otherBase }]),
    { key: 'esc', label: keys.back, run: calls.back },
  ];
}

export interface OutcomeCalls {
  /** Each null where it has no meaning. */
  openJob: (() => void) | null;
  /** With a comparison whose methods have not all ended. */
  goOn: (() => void) | null;
  cancel: (() => void) | null;
  anew: (() => void) | null;
  scroll: ((by: number) => void) | null;
  chart: (() => void) | null;
  /** From the columns that have room to the others and back; null when all have room. */
  columns: (() => void) | null;
  /** Null while no losses are drawn. */
  log: (() => void) | null;
  calm: () => void;
  back: () => void;
}

/** Any key but the second `x` takes the first one back. `columns` are what its key leads to. */
export function outcomeKeys(
  { keys, compare }: Dictionary,
  { sure, chart, columns }: { sure: boolean; chart: boolean; columns: string },
  calls: OutcomeCalls,
): KeyBinding[] {
  const { openJob, goOn, cancel, anew, scroll } = calls;
  const table: KeyBinding[] = [
    ...(openJob === null ? [] : [{ key: 'enter', label: compare.keys.open, run: openJob }]),
    ...(goOn === null ? [] : [{ key: 'enter', label: compare.keys.goOn, run: goOn }]),
    ...(cancel === null ? [] : [{ key: 'x', label: sure ? keys.cancelSure : compare.keys.cancel, run: cancel }]),
    ...(calls.columns === null ? [] : [{ key: 't', label: columns, run: calls.columns }]),
    ...(calls.chart === null
      ? []
      : [{ key: 'c', label: chart ? compare.keys.advice : compare.keys.chart, run: calls.chart }]),
    ...(scroll === null
      ? []
      : [
          { key: 'up', also: ['k'], label: keys.move, run: () => scroll(-1) },
          { key: 'down', also: ['j'], label: null, run: () => scroll(1) },
        ]),
    ...(calls.log === null ? [] : [{ key: 'l', label: keys.logScale, run: calls.log }]),
    ...(anew === null ? [] : [{ key: 'n', label: compare.keys.anew, run: anew }]),
    { key: 'esc', label: keys.back, run: calls.back },
  ];
  return table.map((key) => {
    if (key.key === 'x') return key;
    const run = (): void => {
      calls.calm();
      key.run?.();
    };
    return { ...key, run };
  });
}
