/** The settings screen: which line is pointed at, and a price being typed. Pure. */
import type { Lang } from '../../../base/localized.js';
import { type Settings, THEMES } from '../../../workflow/settings.js';

export const LINES = ['lang', 'theme', 'ascii', 'motion', 'price', 'home'] as const;
export type OptionLine = (typeof LINES)[number];

export interface OptionsState {
  at: number;
  /** The price as typed; null when it is not being edited. */
  draft: string | null;
  fault: boolean;
}

export type OptionsAction =
  | { type: 'move'; by: number }
  | { type: 'edit'; text: string }
  | { type: 'refuse' }
  | { type: 'leave' };

export const OPTIONS_START: OptionsState = { at: 0, draft: null, fault: false };

export function reduceOptions(state: OptionsState, action: OptionsAction): OptionsState {
  switch (action.type) {
    case 'move':
      return { ...state, at: Math.min(LINES.length - 1, Math.max(0, state.at + action.by)) };
    case 'edit':
      return { ...state, draft: action.text, fault: false };
    case 'refuse':
      return { ...state, fault: true };
    case 'leave':
      return { ...state, draft: null, fault: false };
  }
}

/** The next value of a line whose values are few. */
export function turned(line: OptionLine, settings: Settings, lang: Lang): Partial<Settings> {
  switch (line) {
    case 'lang':
      return { lang: lang === 'en' ? 'hi' : 'en' };
    case 'theme':
      return { theme: after(THEMES, settings.theme) };
    case 'ascii':
      return { ascii: after([null, true, false], settings.ascii) };
    case 'motion':
      return { reducedMotion: !settings.reducedMotion };
    case 'price':
    case 'home':
      return {};
  }
}

function after<T>(values: readonly T[], value: T): T {
  return values[(values.indexOf(value) + 1) % values.length] ?? value;
}

/** Null for nothing typed; undefined for what is no price. */
export function parsePrice(text: string): number | null | undefined {
  const typed = text.trim().replace(/^\$/, '');
  if (typed === '') return null;
  const price = Number(typed);
  return Number.isFinite(price) && price >= 0 && price <= 100 ? price : undefined;
}
