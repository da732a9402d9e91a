import { describe, expect, it } from 'vitest';
import { widthOf } from '../../../src/ui/text-width.js';
import { themeFor } from '../../../src/ui/theme/choose.js';
import { asciiOnly, background, colorDepth } from '../../../src/ui/theme/detect.js';
import { makeTheme } from '../../../src/ui/theme/theme.js';
import { toAscii } from '../../../src/ui/theme/to-ascii.js';
import { PALETTES, TOKENS } from '../../../src/ui/theme/tokens.js';
import { DEFAULT_SETTINGS } from '../../../src/workflow/settings.js';

describe('the colours of a terminal', () => {
  it.each([
    [{ TERM: 'xterm' }, '16'],
    [{ TERM: 'xterm-256color' }, '256'],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor' }, 'truecolor'],
    [{ TERM: 'xterm-256color', COLORTERM: 'truecolor', NO_COLOR: '1' }, 'none'],
    [{ TERM: 'dumb' }, 'none'],
    [{ TERM: 'xterm-256color', FORCE_COLOR: '0' }, 'none'],
    [{ TERM: 'xterm', FORCE_COLOR: '3' }, 'truecolor'],
    [{ TERM: 'xterm', NO_COLOR: '' }, '16'],
  ])('of %o are %s', (env, depth) => {
    expect(colorDepth(env)).toBe(depth);
  });

  it.each([
    [{}, 'dark'],
    [{ COLORFGBG: '15;0' }, 'dark'],
    [{ COLORFGBG: '0;15' }, 'light'],
    [{ COLORFGBG: '0;default;7' }, 'light'],
    [{ COLORFGBG: '12;8' }, 'dark'],
    [{ COLORFGBG: 'default;default' }, 'dark'],
  ])('stand on the background that %o tells: %s', (env, expected) => {
    expect(background(env)).toBe(expected);
  });
});

describe('a locale', () => {
  it.each([
    [{}, false],
    [{ LANG: 'en_IN.UTF-8' }, false],
    [{ LANG: 'C.utf8' }, false],
    [{ LANG: 'C' }, true],
    [{ LANG: 'hi_IN.ISO-8859-1' }, true],
    [{ LANG: 'en_IN.UTF-8', LC_ALL: 'POSIX' }, true],
    [{ LANG: 'C', VISHESH_ASCII: '0' }, false],
    [{ LANG: 'C.UTF-8', VISHESH_ASCII: '1' }, true],
    [{ TERM: 'linux' }, true],
  ])('%o means ASCII only: %s', (env, ascii) => {
    expect(asciiOnly(env)).toBe(ascii);
  });
});

describe('a theme', () => {
  const base = { background: 'dark', ascii: false, reducedMotion: false } as const;

  it('names a colour for each depth, and none without colours', () => {
    expect(makeTheme({ ...base, depth: '16' }).look.bad).toEqual({ color: 'red' });
    expect(makeTheme({ ...base, depth: '256' }).look.bad).toEqual({ color: 'ansi256(203)' });
    expect(makeTheme({ ...base, depth: 'truecolor' }).look.bad.color).toMatch(/^#/);
    expect(makeTheme({ ...base, depth: 'none' }).look.bad).toEqual({ bold: true });
    expect(makeTheme({ ...base, depth: 'none' }).paint('bad', 'x')).toBe('x');
    expect(makeTheme({ ...base, depth: 'truecolor' }).paint('bad', 'x')).toBe('\u001b[38;2;255;111;105mx\u001b[39m');
  });

  it('keeps NO_COLOR stronger than what was chosen, and what was chosen stronger than a guess', () => {
    const dark = { ...DEFAULT_SETTINGS, theme: 'dark' } as const;
    expect(themeFor(dark, { NO_COLOR: '1', TERM: 'xterm' }).look.accent.color).toBeUndefined();
    const light = { ...DEFAULT_SETTINGS, theme: 'light' } as const;
    expect(themeFor(light, { TERM: 'xterm', COLORFGBG: '15;0' }).look.accent.color).toBe('blue');
    expect(themeFor({ ...DEFAULT_SETTINGS, ascii: false }, { LANG: 'C' }).symbol.done).toBe('✓');
  });

  it('has symbols of one column, in both forms', () => {
    for (const ascii of [true, false]) {
      const { symbol } = makeTheme({ ...base, depth: '16', ascii });
      for (const character of Object.values(symbol)) expect(widthOf(character)).toBe(1);
    }
  });

  it('can be read on white and on black: a contrast of 4.5 to 1 and more', () => {
    const luminance = (hex: string): number => {
      const [r = 0, g = 0, b = 0] = [1, 3, 5]
        .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    for (const token of TOKENS) {
      expect((luminance(PALETTES.dark[token].hex) + 0.05) / 0.05).toBeGreaterThan(4.5);
      expect(1.05 / (luminance(PALETTES.light[token].hex) + 0.05)).toBeGreaterThan(4.5);
    }
  });
});

describe('text in ASCII', () => {
  it('keeps its width, whatever it held', () => {
    const text = '❯ Fine-tune · ✓ Data … 0.88 – 0.98 → ⣿⡇ ╭─╮ café नमस्ते 漢字 «x»';
    const ascii = toAscii(text);
    expect(ascii).not.toMatch(/\P{ASCII}/u);
    expect(widthOf(ascii)).toBe(widthOf(text));
    expect(ascii).toMatch(/^> Fine-tune - v Data ~ 0\.88 - 0\.98 > \*\* \+-\+ cafe /);
  });

  it('leaves colours alone', () => {
    expect(toAscii('\u001b[31m✗\u001b[39m')).toBe('\u001b[31mx\u001b[39m');
  });
});
