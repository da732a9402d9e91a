import { createContext, useContext } from 'react';
import { makeTheme, type Theme } from './theme.js';

const ThemeContext = createContext<Theme>(
  makeTheme({ depth: '16', background: 'dark', ascii: false, reducedMotion: false }),
);

export const ThemeProvider = ThemeContext.Provider;

/** The theme in force; a change of the settings reaches every view at once. */
export const useTheme = (): Theme => useContext(ThemeContext);
