import type { Dictionary } from '../../../i18n/index.js';
import type { JobStatus } from '../../../jobs/events.js';
import type { KeyBinding } from '../../keys.js';
import type { MonitorAction, MonitorState } from './reducer.js';

export interface MonitorCalls {
  act: (action: MonitorAction) => void;
  control: (action: 'pause' | 'resume' | 'cancel') => void;
  again: () => void;
  home: () => void;
}

export interface MonitorFacts {
  /** Null until the job's first word. */
  status: JobStatus | null;
  /** Of which there are answers. */
  checkpoints: number;
  /** How many answers of one can be scrolled away. */
  hidden: number;
}

export function monitorKeys(
  { keys, monitor, method }: Dictionary,
  state: MonitorState,
  { status, checkpoints, hidden }: MonitorFacts,
  { act, control, again, home }: MonitorCalls,
): KeyBinding[] {
  const running = status === 'running' || status === 'queued';
  const resumable = status === 'paused' || status === 'interrupted' || status === 'failed';
  // Hours of training are not thrown away by one key.
  const cancel = (): void => {
    if (state.sure) control('cancel');
    act({ type: 'ask-cancel' });
  };
  const move = (by: number) => () => act({ type: 'earlier', by, checkpoints });
  const curve: KeyBinding[] = [
    { key: 'l', label: keys.logScale, run: () => act({ type: 'toggle-log' }) },
    { key: 's', label: monitor.keys.smooth, run: () => act({ type: 'smooth' }) },
    { key: '+', also: ['='], label: monitor.keys.zoomIn, run: () => act({ type: 'zoom', by: 1 }) },
    { key: '-', label: monitor.keys.zoomOut, run: () => act({ type: 'zoom', by: -1 }) },
  ];
  const answers = state.shows === 'answers';
  const movable = answers ? checkpoints > 1 : state.zoom > 0;
  const moves: KeyBinding[] = [
    { key: 'left', label: answers ? monitor.keys.checkpoint : monitor.keys.pan, run: move(1) },
    { key: 'right', label: null, run: move(-1) },
  ];
  const scroll = (by: number) => () => act({ type: 'scroll', by, last: hidden });
  const scrolls: KeyBinding[] = [
    { key: 'up', also: ['k'], label: method.keys.scroll, run: scroll(-1) },
    { key: 'down', also: ['j'], label: null, run: scroll(1) },
  ];
  const table: KeyBinding[] = [
    ...(running ? [{ key: 'p', label: keys.pause, run: () => control('pause') }] : []),
    ...(resumable ? [{ key: 'r', label: keys.resume, run: () => control('resume') }] : []),
    ...(running || resumable ? [{ key: 'x', label: state.sure ? keys.cancelSure : keys.cancel, run: cancel }] : []),
    ...(status !== null && !running ? [{ key: 'n', label: keys.again, run: again }] : []),
    ...(checkpoints > 0
      ? [
          {
            key: 'a',
            label: answers ? monitor.keys.curve : monitor.keys.answers,
            run: () => act({ type: 'toggle-answers' }),
          },
        ]
      : []),
    ...(answers ? [] : curve),
    ...(movable ? moves : []),
    ...(answers && hidden > 0 ? scrolls : []),
    { key: 'esc', label: keys.home, run: home },
  ];
  return state.sure ? table.map((binding) => calmed(binding, act)) : table;
}

/** Any other key takes the first `x` back. */
function calmed(binding: KeyBinding, act: MonitorCalls['act']): KeyBinding {
  if (binding.key === 'x') return binding;
  const run = (): void => {
    act({ type: 'calm' });
    binding.run?.();
  };
  return { ...binding, run };
}
