/** One owner of the keyboard. Screens declare a key table; it feeds dispatch and the footer alike. The provider never unmounts. */
import { type Key, useInput } from 'ink';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef } from 'react';

export interface KeyBinding {
  /** A printable character, or a named key. */
  key: string;
  /** What it does, for the footer; null keeps it out of the footer. */
  label: string | null;
  run: () => void;
}

type Table = readonly KeyBinding[];

interface Keyboard {
  push(table: { current: Table }): () => void;
}

const KeyboardContext = createContext<Keyboard | null>(null);

/** The name by which tables call a key. */
export function keyName(input: string, key: Key): string {
  if (key.ctrl && input === 'c') return 'ctrl+c';
  if (key.return) return 'enter';
  if (input === ' ') return 'space';
  if (key.escape) return 'esc';
  if (key.tab) return 'tab';
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.leftArrow) return 'left';
  if (key.rightArrow) return 'right';
  if (key.pageUp) return 'pageup';
  if (key.pageDown) return 'pagedown';
  return input;
}

export function KeyProvider({ onInterrupt, children }: { onInterrupt: () => void; children: ReactNode }): ReactNode {
  const tables = useRef<{ current: Table }[]>([]);
  useInput((input, key) => {
    const name = keyName(input, key);
    if (name === 'ctrl+c') {
      onInterrupt();
      return;
    }
    // Keys typed fast arrive as one string.
    const names = name === input && input.length > 1 ? [...input] : [name];
    for (const one of names) dispatchKey(tables.current, one);
  });
  const keyboard = useMemo<Keyboard>(
    () => ({
      push(table) {
        tables.current.push(table);
        return () => {
          tables.current = tables.current.filter((item) => item !== table);
        };
      },
    }),
    [],
  );
  return <KeyboardContext.Provider value={keyboard}>{children}</KeyboardContext.Provider>;
}

/** The last table that knows the key handles it. */
function dispatchKey(tables: { current: Table }[], name: string): void {
  for (const table of [...tables].reverse()) {
    const binding = table.current.find((item) => item.key === name);
    if (binding) {
      binding.run();
      return;
    }
  }
}

/** Puts a table on top of the others while the component is mounted. */
export function useKeys(table: Table): void {
  const keyboard = useContext(KeyboardContext);
  const held = useRef(table);
  held.current = table;
  // In the same commit as the frame: a key pressed on seeing it finds its table.
  useLayoutEffect(() => keyboard?.push(held), [keyboard]);
}

const NAMES: Record<string, string> = {
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
  space: 'Space',
  up: '↑↓',
  pagedown: 'PgDn',
  'ctrl+c': 'Ctrl+C',
};

export interface Hint {
  key: string;
  label: string;
}

/** The footer: `Enter continue  Esc back`, in as many lines as `width` needs; no hint is broken in two. */
export function hintLines(table: Table, width: number): Hint[][] {
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
