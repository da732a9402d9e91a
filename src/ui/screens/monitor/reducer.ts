/** How the running job is looked at: the curve's scale, smoothing and window, the answers of a checkpoint, a cancel half asked. Pure. */
import { mostBack } from '../../../base/series.js';
import { within } from '../../within.js';

/** Weights of the moving average. */
export const SMOOTHINGS = [0, 0.8, 0.95] as const;
export const MOST_ZOOM = 6;

export interface MonitorState {
  log: boolean;
  /** Index into `SMOOTHINGS`. */
  smooth: number;
  /** The window is the whole training halved so many times. */
  zoom: number;
  /** The window ends so many halves of itself before now. */
  back: number;
  shows: 'curve' | 'answers';
  /** Checkpoints before the newest one. */
  earlier: number;
  /** Answers of a checkpoint that are scrolled away. */
  skipped: number;
  /** Cancel was pressed once. */
  sure: boolean;
}

export type MonitorAction =
  | { type: 'toggle-log' }
  | { type: 'smooth' }
  | { type: 'zoom'; by: number }
  /** To earlier steps (positive) or later ones: of the curve, or of the answers. */
  | { type: 'earlier'; by: number; checkpoints: number }
  | { type: 'toggle-answers' }
  /** `last`: how many answers can be scrolled away. */
  | { type: 'scroll'; by: number; last: number }
  | { type: 'ask-cancel' }
  | { type: 'calm' };

export const MONITOR_START: MonitorState = {
  log: false,
  smooth: 0,
  zoom: 0,
  back: 0,
  shows: 'curve',
  earlier: 0,
  skipped: 0,
  sure: false,
};

/** Any action but a second `ask-cancel` takes the first one back. */
export function reduceMonitor(before: MonitorState, action: MonitorAction): MonitorState {
  const state = { ...before, sure: false };
  switch (action.type) {
    case 'toggle-log':
      return { ...state, log: !state.log };
    case 'smooth':
      return { ...state, smooth: (state.smooth + 1) % SMOOTHINGS.length };
    case 'zoom': {
      const zoom = within(state.zoom + action.by, MOST_ZOOM);
      return { ...state, zoom, back: Math.min(state.back, mostBack(zoom)) };
    }
    case 'earlier':
      return state.shows === 'curve'
        ? { ...state, back: within(state.back + action.by, mostBack(state.zoom)) }
        : { ...state, earlier: within(state.earlier + action.by, Math.max(0, action.checkpoints - 1)) };
    case 'toggle-answers':
      return { ...state, shows: state.shows === 'curve' ? 'answers' : 'curve', earlier: 0, skipped: 0 };
    case 'scroll':
      return { ...state, skipped: within(state.skipped + action.by, action.last) };
    case 'ask-cancel':
      return { ...state, sure: !before.sure };
    case 'calm':
      return state;
  }
}
