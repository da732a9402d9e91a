/** What a colour means, and how it looks in 16, 256 and 16 million colours, on a dark and on a light background. */

export const TOKENS = [
  'accent',
  'good',
  'warn',
  'bad',
  'base',
  'tuned',
  'trained',
  'train',
  'validation',
  'third',
  'fourth',
] as const;
export type Token = (typeof TOKENS)[number];

export type ColorDepth = 'none' | '16' | '256' | 'truecolor';
export type Background = 'dark' | 'light';

/** Of one token: the name of an ANSI colour, a number of the 256 colours, and a hex colour. */
export interface Swatch {
  ansi: AnsiName;
  fixed: number;
  hex: string;
}

export type AnsiName = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan';

const swatch = (ansi: AnsiName, fixed: number, hex: string): Swatch => ({ ansi, fixed, hex });

const BLUE = swatch('cyan', 75, '#5fafff');
const GREEN = swatch('green', 114, '#87d787');
const AMBER = swatch('yellow', 179, '#dfaf5f');
const VIOLET = swatch('magenta', 176, '#d787d7');

/** On a light background the same colours are darker: each has a contrast of at least 4.5 to 1 against white. */
const DEEP_BLUE = swatch('blue', 25, '#0550ae');
const DEEP_GREEN = swatch('green', 22, '#116329');
const DEEP_AMBER = swatch('yellow', 94, '#7d4e00');
const DEEP_VIOLET = swatch('magenta', 90, '#7b2d8e');

export const PALETTES: Record<Background, Record<Token, Swatch>> = {
  dark: {
    accent: BLUE,
    good: GREEN,
    warn: AMBER,
    bad: swatch('red', 203, '#ff6f69'),
    base: VIOLET,
    tuned: GREEN,
    trained: GREEN,
    train: BLUE,
    validation: AMBER,
    third: VIOLET,
    fourth: GREEN,
  },
  light: {
    accent: DEEP_BLUE,
    good: DEEP_GREEN,
    warn: DEEP_AMBER,
    bad: swatch('red', 124, '#b3121d'),
    base: DEEP_VIOLET,
    tuned: DEEP_GREEN,
    trained: DEEP_GREEN,
    train: DEEP_BLUE,
    validation: DEEP_AMBER,
    third: DEEP_VIOLET,
    fourth: DEEP_GREEN,
  },
};

/** The second part of the SGR sequence `ESC [ 3x m`. */
export const ANSI_NUMBER: Record<AnsiName, number> = {
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
};
