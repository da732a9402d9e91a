/**
 * One owner of the keyboard. Screens declare a key table that feeds dispatch and the footer alike; a text field takes what no table
 * wants. The provider never unmounts, and every key waits until the screen has heard of the one before.
 */
import { useInput } from 'ink';
import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef } from 'react';
import { type Press, pressesOf } from './presses.js';

export interface KeyBinding {
  /** A printable character, or a named key. */
  key: string;
  /** Other keys that do the same; the help names them. Those with `ctrl+` also work while text is typed. */
  also?: readonly string[];
  /** What it does, for the footer and the help; null keeps it out of both. */
  label: string | null;
  /** Absent where something below the screen handles the key: then this is a hint only. */
  run?: () => void;
}

type Table = readonly KeyBinding[];
type Typing = (press: Press) => void;

interface Keyboard {
  push(table: { current: Table }): () => void;
  type(typing: { current: Typing }): () => void;
  /** Of the last key, by `performance.now()`. */
  pressedAt: { current: number };
}

const KeyboardContext = createContext<Keyboard | null>(null);

interface Listeners {
  tables: { current: Table }[];
  typing: { current: Typing }[];
}

export interface KeyProviderProps {
  onInterrupt: () => void;
  /** Told what a key's action threw; the other keys go on. */
  onError: (error: unknown) => void;
  children: ReactNode;
}

export function KeyProvider({ onInterrupt, onError, children }: KeyProviderProps): ReactNode {
  const listeners = useRef<Listeners>({ tables: [], typing: [] });
  const waiting = useRef<Press[]>([]);
  const pressedAt = useRef(Number.NEGATIVE_INFINITY);
  useInput((input, key) => {
    pressedAt.current = performance.now();
    const presses = pressesOf(input, key);
    if (presses.some((press) => press.name === 'ctrl+c')) return onInterrupt();
    const idle = waiting.current.length === 0;
    waiting.current.push(...presses);
    if (idle) drain(waiting.current, listeners.current, onError);
  });
  const keyboard = useMemo<Keyboard>(
    () => ({
      push: (table) => added(listeners.current.tables, table),
      type: (typing) => added(listeners.current.typing, typing),
      pressedAt,
    }),
    [],
  );
  return <KeyboardContext.Provider value={keyboard}>{children}</KeyboardContext.Provider>;
}

function added<T>(list: T[], item: T): () => void {
  list.push(item);
  return () => void list.splice(list.indexOf(item), 1);
}

/** Handles the first press; the others follow in later turns, when React has drawn what it changed. */
function drain(waiting: Press[], listeners: Listeners, onError: (error: unknown) => void): void {
  const press = waiting[0];
  if (!press) return;
  try {
    handle(press, listeners);
  } catch (error) {
    onError(error);
  }
  afterRender(() => {
    waiting.shift();
    drain(waiting, listeners, onError);
  });
}

/** React plans its work in a microtask and does it in a turn of the event loop after that: by the third turn it is done. */
function afterRender(next: () => void, turns = 3): void {
  setImmediate(() => (turns > 1 ? afterRender(next, turns - 1) : next()));
}

/** The last table that knows the key handles it, else the text field, if any. */
function handle(press: Press, { tables, typing }: Listeners): void {
  const field = typing.at(-1);
  if (press.name === 'text' && !field) {
    for (const character of press.text) handle({ name: character, text: character }, { tables, typing });
    return;
  }
  for (const table of [...tables].reverse()) {
    const binding = table.current.find(
      (item) => item.run && (item.key === press.name || item.also?.includes(press.name)),
    );
    if (binding?.run) {
      binding.run();
      return;
    }
  }
  field?.current(press);
}

/** Puts a table on top of the others while the component is mounted. */
export function useKeys(table: Table): void {
  const keyboard = useContext(KeyboardContext);
  const held = useRef(table);
  held.current = table;
  // In the same commit as the frame: a key pressed on seeing it finds its table.
  useLayoutEffect(() => keyboard?.push(held), [keyboard]);
}

/** Takes the keys that no table wants, while `active`. */
export function useTyping(active: boolean, typing: Typing): void {
  const keyboard = useContext(KeyboardContext);
  const held = useRef(typing);
  held.current = typing;
  useLayoutEffect(() => (active ? keyboard?.type(held) : undefined), [keyboard, active]);
}

const NEVER = { current: Number.NEGATIVE_INFINITY };

/** When the last key was pressed, by `performance.now()`. */
export function usePressedAt(): { readonly current: number } {
  return useContext(KeyboardContext)?.pressedAt ?? NEVER;
}
