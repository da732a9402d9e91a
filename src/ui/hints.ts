/** The footer's text and the keys as people call them. Pure. */
import type { KeyBinding } from './keys.js';

const NAMES: Record<string, string> = {
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
  'shift+tab': 'Shift+Tab',
  ' ': 'Space',
  up: '↑↓',
  left: '←→',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
  backspace: 'Backspace',
};

/** `ctrl+g` -> `Ctrl+G` */
export function keyName(key: string): string {
  const control = /^ctrl\+(.)$/.exec(key)?.[1];
  return control ? `Ctrl+${control.toUpperCase()}` : (NAMES[key] ?? key);
}

export interface Hint {
  key: string;
  label: string;
}

/**
 * `Enter continue  Esc back`, in at most `most` lines of `width`; no hint is broken in two. Where not all have room, hints of `own` are left
 * out from their end, the way back last of all: `common` always shows the way to the help.
 */
export function hintLines(
  own: readonly KeyBinding[],
  common: readonly KeyBinding[],
  { width, most }: { width: number; most: number },
): Hint[][] {
  const [kept, always] = [hintsOf(own), hintsOf(common)];
  for (;;) {
    const lines = flow([...kept, ...always], width);
    if (lines.length <= most || kept.length === 0) return lines.slice(0, most);
    const last = kept.findLastIndex(({ key }) => key !== NAMES.esc);
    kept.splice(last === -1 ? kept.length - 1 : last, 1);
  }
}

function hintsOf(table: readonly KeyBinding[]): Hint[] {
  return table.flatMap(({ key, label }) => (label === null ? [] : [{ key: keyName(key), label }]));
}

function flow(hints: readonly Hint[], width: number): Hint[][] {
  const lines: Hint[][] = [];
  let left = 0;
  for (const hint of hints) {
    const length = hint.key.length + hint.label.length + 3;
    const line = lines.at(-1);
    if (line && length - 2 <= left) line.push(hint);
    else {
      lines.push([hint]);
      left = width;
    }
    left -= length;
  }
  return lines;
}
