import type { Dictionary } from '../../../i18n/index.js';
import type { KeyBinding } from '../../keys.js';
import type { EvaluateAction, EvaluateState, EvaluateView } from './reducer.js';

export interface EvaluateFacts {
  views: readonly EvaluateView[];
  /** Rows that the arrows move over. */
  count: number;
  labels: number;
  /** How many metrics can be scrolled away. */
  hidden: number;
}

export interface EvaluateCalls {
  act: (action: EvaluateAction) => void;
  deploy: () => void;
  /** Null while there is nothing to ask about. */
  debrief: (() => void) | null;
  again: () => void;
  home: () => void;
}

export function evaluateKeys(
  { keys, evaluate, method, debrief: asking }: Dictionary,
  { view }: EvaluateState,
  { views, count, labels, hidden }: EvaluateFacts,
  { act, deploy, debrief, again, home }: EvaluateCalls,
): KeyBinding[] {
  const scroll = (rows: number, columns: number) => () => act({ type: 'scroll', rows, columns, labels });
  const move = (by: number) => () => act({ type: 'move', by, count });
  const skip = (by: number) => () => act({ type: 'skip', by, last: hidden });
  const skips: KeyBinding[] = [
    { key: 'up', also: ['k'], label: method.keys.scroll, run: skip(-1) },
    { key: 'down', also: ['j'], label: null, run: skip(1) },
  ];
  const whole: KeyBinding[] =
    count === 0 ? [] : [{ key: 'o', label: evaluate.keys.whole, run: () => act({ type: 'whole' }) }];
  const own: Record<EvaluateView, KeyBinding[]> = {
    scores: hidden > 0 ? skips : [],
    confusion: [
      { key: 'up', also: ['k'], label: evaluate.keys.scroll, run: scroll(-1, 0) },
      { key: 'down', also: ['j'], label: null, run: scroll(1, 0) },
      { key: 'left', label: null, run: scroll(0, -1) },
      { key: 'right', label: null, run: scroll(0, 1) },
      { key: 'b', label: evaluate.keys.model, run: () => act({ type: 'other-model' }) },
    ],
    samples: [
      { key: 'up', also: ['k'], label: keys.samples, run: move(-1) },
      { key: 'down', also: ['j'], label: null, run: move(1) },
      ...whole,
      { key: 'f', label: evaluate.keys.filter, run: () => act({ type: 'filter' }) },
    ],
    worst: [
      { key: 'up', also: ['k'], label: keys.samples, run: move(-1) },
      { key: 'down', also: ['j'], label: null, run: move(1) },
      ...whole,
    ],
  };
  return [
    { key: 'enter', label: keys.deploy, run: deploy },
    ...(debrief === null ? [] : [{ key: 'a', label: asking.keys.debrief, run: debrief }]),
    { key: 'tab', label: evaluate.keys.view, run: () => act({ type: 'turn', views, by: 1 }) },
    ...own[view],
    { key: 'n', label: keys.again, run: again },
    { key: 'esc', label: keys.home, run: home },
  ];
}

/** `last`: how far the row can be scrolled. */
export function wholeRowKeys(
  { keys, evaluate }: Dictionary,
  { count, last }: { count: number; last: number },
  act: EvaluateCalls['act'],
): KeyBinding[] {
  const read = (by: number) => () => act({ type: 'read', by, last });
  const move = (by: number) => () => act({ type: 'move', by, count });
  return [
    ...(last === 0
      ? []
      : [
          { key: 'up', also: ['k'], label: evaluate.keys.scroll, run: read(-1) },
          { key: 'down', also: ['j'], label: null, run: read(1) },
        ]),
    { key: 'left', label: keys.samples, run: move(-1) },
    { key: 'right', label: null, run: move(1) },
    { key: 'esc', also: ['o', 'enter'], label: keys.back, run: () => act({ type: 'list' }) },
  ];
}
