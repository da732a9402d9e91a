/** The theme from what a person chose and what the terminal can do. Pure. */
import type { Settings } from '../../workflow/settings.js';
import { asciiOnly, background, colorDepth, type Environment } from './detect.js';
import { makeTheme, type Theme } from './theme.js';

export function themeFor(settings: Settings, env: Environment): Theme {
  const { theme, ascii, reducedMotion } = settings;
  return makeTheme({
    // NO_COLOR is stronger than a theme chosen once.
    depth: theme === 'mono' ? 'none' : colorDepth(env),
    background: theme === 'dark' || theme === 'light' ? theme : background(env),
    ascii: ascii ?? asciiOnly(env),
    reducedMotion,
  });
}
