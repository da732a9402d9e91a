/** What the terminal sent, as key presses and typed text. Fast typing and pasting arrive as one string. */
import type { Key } from 'ink';

export interface Press {
  /** `text` for typed or pasted characters, else the name by which tables call the key. */
  name: string;
  /** The characters of `text`, else empty. */
  text: string;
  /** Pasted text of several lines as it was, for whoever edits several lines. */
  pasted?: string;
}

const CONTROL: Record<string, string> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u0003': 'ctrl+c',
};

/** `input` and `key` as Ink's `useInput` gives them. */
export function pressesOf(input: string, key: Key): Press[] {
  const name = keyName(input, key);
  return name === null ? splitText(input) : [{ name, text: '' }];
}

function keyName(input: string, key: Key): string | null {
  if (key.ctrl) return `ctrl+${input}`;
  if (key.return) return 'enter';
  if (key.escape) return 'esc';
  if (key.tab) return key.shift ? 'shift+tab' : 'tab';
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  if (key.rightArrow) return 'right';
  if (key.pageUp) return 'pageup';
  if (key.pageDown) return 'pagedown';
  if (key.home) return 'home';
  if (key.end) return 'end';
  // Ink tells the Backspace key of most terminals as `delete`.
  return key.backspace || key.delete ? 'backspace' : null;
}

/** Control characters at the end are keys; between characters they belong to pasted text and are dropped. */
function splitText(input: string): Press[] {
  const characters = [...input.replaceAll('\r\n', '\r')];
  const end = characters.findLastIndex(isPrintable) + 1;
  const text = characters.slice(0, end).filter(isPrintable).join('');
  const keys = characters.slice(end).flatMap((character) => CONTROL[character] ?? controlKey(character));
  const pasted = characters.slice(0, end).filter((one) => isPrintable(one) || one === '\r' || one === '\n');
  const lines = pasted.length === [...text].length ? {} : { pasted: pasted.join('').replaceAll('\r', '\n') };
  const typed = text === '' ? [] : [{ name: 'text', text, ...lines }];
  return [...typed, ...keys.map((name) => ({ name, text: '' }))];
}

/** The letter of a Ctrl key that came in one piece with the text before it. */
function controlKey(character: string): string[] {
  const code = character.codePointAt(0) ?? 0;
  return code >= 1 && code <= 26 ? [`ctrl+${String.fromCodePoint(code + 96)}`] : [];
}

export function isPrintable(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= 32 && character !== '\u007f';
}
