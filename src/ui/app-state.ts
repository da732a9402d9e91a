/** The app's own state: which screen, which panel over it, and the settings. Pure. */
import type { Lang } from '../base/localized.js';
import type { Settings } from '../workflow/settings.js';
import { type Move, navigate, START, type Stack } from './navigation.js';
import { within } from './within.js';

export type Overlay = 'help' | 'why';

export interface AppState {
  stack: Stack;
  overlay: Overlay | null;
  /** Lines of the panel scrolled away. */
  scroll: number;
  /** Which of the topics at hand the "Why?" panel shows. */
  turn: number;
  lang: Lang;
  settings: Settings;
}

export type AppAction =
  | { type: 'go'; move: Move }
  | { type: 'toggle'; overlay: Overlay }
  /** `last`: how far it goes. */
  | { type: 'scroll'; by: number; last: number }
  | { type: 'turn'; by: number }
  | { type: 'close' }
  | { type: 'switch-language' }
  | { type: 'change'; settings: Partial<Settings> };

export function initialApp(settings: Settings, lang: Lang, stack: Stack = START): AppState {
  return { stack, overlay: null, scroll: 0, turn: 0, lang, settings };
}

export function reduceApp(state: AppState, action: AppAction): AppState {
  switch (action.type) {
    case 'go':
      return { ...state, stack: navigate(state.stack, action.move), overlay: null, scroll: 0, turn: 0 };
    case 'toggle':
      return { ...state, overlay: state.overlay === action.overlay ? null : action.overlay, scroll: 0, turn: 0 };
    case 'scroll':
      return { ...state, scroll: within(Math.min(action.last, state.scroll) + action.by, action.last) };
    case 'turn':
      return { ...state, turn: state.turn + action.by, scroll: 0 };
    case 'close':
      return { ...state, overlay: null, scroll: 0, turn: 0 };
    case 'switch-language': {
      const lang = state.lang === 'en' ? 'hi' : 'en';
      return { ...state, lang, settings: { ...state.settings, lang } };
    }
    case 'change': {
      const settings = { ...state.settings, ...action.settings };
      return { ...state, settings, lang: action.settings.lang ?? state.lang };
    }
  }
}
