/** A theme as a value: looks for Ink's Text by meaning, symbols, and colouring for text that is drawn in one piece. Pure. */
import { type Symbols, symbols } from './symbols.js';
import { ANSI_NUMBER, type Background, type ColorDepth, PALETTES, type Swatch, TOKENS, type Token } from './tokens.js';

/** Properties of Ink's Text. */
export interface Look {
  color?: string;
  bold?: boolean;
  dimColor?: boolean;
  inverse?: boolean;
  underline?: boolean;
}

export interface Theme {
  /** By meaning; spread into a Text. `muted` is for what may be read last, `masked` for what is not trained. */
  look: Record<Token | 'muted' | 'masked', Look>;
  symbol: Symbols;
  /** The same colours for a text drawn in one piece, a chart for example. */
  paint(token: Token, text: string): string;
  muted(text: string): string;
  ascii: boolean;
  /** Nothing moves but numbers. */
  reducedMotion: boolean;
}

export interface ThemeOptions {
  depth: ColorDepth;
  background: Background;
  ascii: boolean;
  reducedMotion: boolean;
}

export function makeTheme({ depth, background, ascii, reducedMotion }: ThemeOptions): Theme {
  const palette = PALETTES[background];
  const looks = TOKENS.map((token) => [token, lookOf(token, palette[token], depth)] as const);
  return {
    look: { ...fromEntries(looks), muted: { dimColor: true }, masked: { dimColor: true } },
    symbol: symbols(ascii),
    paint: (token, text) => {
      const start = sgr(palette[token], depth);
      return start === null ? text : `\u001b[${start}m${text}\u001b[39m`;
    },
    muted: (text) => `\u001b[2m${text}\u001b[22m`,
    ascii,
    reducedMotion,
  };
}

/** Without colours, what matters most still stands out. */
const BOLD_WITHOUT_COLOR: readonly Token[] = ['accent', 'bad', 'trained', 'tuned'];

function lookOf(token: Token, swatch: Swatch, depth: ColorDepth): Look {
  switch (depth) {
    case 'none':
      return BOLD_WITHOUT_COLOR.includes(token) ? { bold: true } : {};
    case '16':
      return { color: swatch.ansi };
    case '256':
      return { color: `ansi256(${swatch.fixed})` };
    case 'truecolor':
      return { color: swatch.hex };
  }
}

function sgr(swatch: Swatch, depth: ColorDepth): string | null {
  switch (depth) {
    case 'none':
      return null;
    case '16':
      return String(ANSI_NUMBER[swatch.ansi]);
    case '256':
      return `38;5;${swatch.fixed}`;
    case 'truecolor': {
      const n = Number.parseInt(swatch.hex.slice(1), 16);
      return `38;2;${n >> 16};${(n >> 8) & 255};${n & 255}`;
    }
  }
}

function fromEntries(looks: readonly (readonly [Token, Look])[]): Record<Token, Look> {
  const all: Record<Token, Look> = { ...EMPTY };
  for (const [token, look] of looks) all[token] = look;
  return all;
}

const EMPTY: Record<Token, Look> = {
  accent: {},
  good: {},
  warn: {},
  bad: {},
  base: {},
  tuned: {},
  trained: {},
  train: {},
  validation: {},
  third: {},
  fourth: {},
};
