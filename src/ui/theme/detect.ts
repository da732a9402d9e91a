/** What the terminal can show, from its environment. Pure. */
import type { Background, ColorDepth } from './tokens.js';

export type Environment = Record<string, string | undefined>;

/** NO_COLOR (no-color.org) and a dumb terminal mean none; FORCE_COLOR's numbers mean what they mean to other programs. */
export function colorDepth(env: Environment): ColorDepth {
  if (env.NO_COLOR || env.TERM === 'dumb' || env.FORCE_COLOR === '0') return 'none';
  if (env.FORCE_COLOR === '1') return '16';
  if (env.FORCE_COLOR === '2') return '256';
  if (env.FORCE_COLOR === '3' || /^(truecolor|24bit)$/i.test(env.COLORTERM ?? '')) return 'truecolor';
  return /256/.test(env.TERM ?? '') ? '256' : '16';
}

/** `COLORFGBG` (rxvt, Konsole and others) ends in the number of the background colour: 7 and from 9 on are light. */
export function background(env: Environment): Background {
  const last = (env.COLORFGBG ?? '').split(';').at(-1) ?? '';
  if (!/^\d+$/.test(last)) return 'dark';
  const number = Number(last);
  return number === 7 || number >= 9 ? 'light' : 'dark';
}

/** Asked for, or a locale that says another character set than UTF-8, or the Linux console, whose font has too few characters. */
export function asciiOnly(env: Environment): boolean {
  if (env.VISHESH_ASCII === '1') return true;
  if (env.VISHESH_ASCII === '0') return false;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return env.TERM === 'linux' || (locale !== '' && !/utf-?8/i.test(locale));
}
