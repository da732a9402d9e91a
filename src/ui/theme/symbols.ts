/** Symbols by meaning, each one column wide, with a form for terminals that know only ASCII. */
const NICE = {
  done: '✓',
  now: '●',
  todo: '○',
  error: '✗',
  warning: '!',
  info: 'i',
  pointer: '❯',
  bar: '█',
  track: '░',
  dash: '─',
  down: '│',
  dot: '·',
  on: '■',
  off: '□',
  more: '…',
  to: '→',
  range: '–',
  lineEnd: '⏎',
  faultStart: '«',
  faultEnd: '»',
} as const;

const PLAIN: Record<keyof typeof NICE, string> = {
  done: 'v',
  now: '*',
  todo: 'o',
  error: 'x',
  warning: '!',
  info: 'i',
  pointer: '>',
  bar: '#',
  track: '.',
  dash: '-',
  down: '|',
  dot: '-',
  on: 'x',
  off: '.',
  more: '~',
  to: '>',
  range: '-',
  lineEnd: '/',
  faultStart: '<',
  faultEnd: '>',
};

export type Symbols = Record<keyof typeof NICE, string>;

export const symbols = (ascii: boolean): Symbols => (ascii ? PLAIN : NICE);
