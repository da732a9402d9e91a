/** Editing one line, as shells do. Pure. */
import type { Press } from './presses.js';

export interface Line {
  text: string;
  /** Characters before the cursor. */
  cursor: number;
}

export function editLine({ text, cursor }: Line, press: Press): Line {
  const [before, after] = [text.slice(0, cursor), text.slice(cursor)];
  switch (press.name) {
    case 'text':
      return { text: before + press.text + after, cursor: cursor + press.text.length };
    case 'backspace':
      return { text: before.slice(0, -1) + after, cursor: Math.max(0, cursor - 1) };
    case 'left':
      return { text, cursor: Math.max(0, cursor - 1) };
    case 'right':
      return { text, cursor: Math.min(text.length, cursor + 1) };
    case 'home':
    case 'ctrl+a':
      return { text, cursor: 0 };
    case 'end':
    case 'ctrl+e':
      return { text, cursor: text.length };
    case 'ctrl+u':
      return { text: after, cursor: 0 };
    case 'ctrl+w': {
      const kept = before.replace(/\S+\s*$/, '');
      return { text: kept + after, cursor: kept.length };
    }
    default:
      return { text, cursor };
  }
}
