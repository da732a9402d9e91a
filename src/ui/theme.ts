/** Colours and symbols by meaning. Never colour alone: each state has a symbol too. All symbols are one column wide. */

const unicode = process.env.TERM !== 'linux' && process.env.VISHESH_ASCII !== '1';
const or = (nice: string, plain: string): string => (unicode ? nice : plain);

export const color = {
  accent: 'cyan',
  good: 'green',
  warn: 'yellow',
  bad: 'red',
  base: 'magenta',
  tuned: 'green',
  trained: 'green',
} as const;

export const symbol = {
  done: or('✓', 'v'),
  now: or('●', '*'),
  todo: or('○', 'o'),
  error: or('✗', 'x'),
  warning: '!',
  info: 'i',
  pointer: or('❯', '>'),
  bar: or('█', '#'),
  track: or('░', '.'),
  dash: or('─', '-'),
  dot: or('·', '-'),
  on: or('■', '[x]'),
  off: or('□', '[ ]'),
} as const;

export const braille = unicode;
