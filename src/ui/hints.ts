/** The footer's text. Pure. */
import type { KeyBinding } from './keys.js';

const NAMES: Record<string, string> = {
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
  ' ': 'Space',
  up: '↑↓',
  pagedown: 'PgDn',
  'ctrl+c': 'Ctrl+C',
};

export interface Hint {
  key: string;
  label: string;
}

/** `Enter continue  Esc back`, in as many lines as `width` needs; no hint is broken in two. */
export function hintLines(table: readonly KeyBinding[], width: number): Hint[][] {
  const lines: Hint[][] = [];
  let left = 0;
  for (const binding of table) {
    if (binding.label === null) continue;
    const hint = { key: NAMES[binding.key] ?? binding.key, label: binding.label };
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
