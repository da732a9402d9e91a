/** What every screen may use: words, settings, the way to other screens, and the outside world as functions. */
import { createContext, useContext } from 'react';
import type { Lang } from '../base/localized.js';
import type { Dictionary } from '../i18n/index.js';
import type { Driver } from '../workflow/drive.js';
import type { Settings } from '../workflow/settings.js';
import type { Choices } from '../workflow/types.js';
import type { Overlay } from './app-state.js';
import type { Leafing } from './common-keys.js';
import type { KeyBinding } from './keys.js';
import type { Move } from './navigation.js';
import type { Ports } from './ports.js';

export interface Studio {
  words: Dictionary;
  lang: Lang;
  settings: Settings;
  change: (settings: Partial<Settings>) => void;
  go: (move: Move) => void;
  ports: Ports;
  /** The workflow of the fine-tune screen. */
  driver: Driver;
  /** A new workflow in its place; a running job goes on. */
  begin: (choices?: Partial<Choices>) => Driver;
  overlay: Overlay | null;
  scroll: number;
  turn: number;
  /** Keys that work on every screen; while text is typed by their other names. */
  common: (typing: boolean) => readonly KeyBinding[];
  /** Of the panel over the screen. */
  overlayKeys: (leafing: Leafing) => readonly KeyBinding[];
}

export const StudioContext = createContext<Studio | null>(null);

export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (studio === null) throw new Error('a screen outside the app');
  return studio;
}
