/** The built app in a pseudo-terminal of 80 x 24, and how long it takes to show something. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

const CLI = fileURLToPath(new URL(`../${process.env.VISHESH_DIST ?? 'dist'}/cli.js`, import.meta.url));
export const [COLUMNS, ROWS] = [80, 24];

export function requireBuild(): void {
  if (!existsSync(CLI)) throw new Error(`${CLI} is missing: npm run build`);
}

export interface Opened {
  pid: number;
  write(keys: string): void;
  /** Milliseconds since the last write (or the start) until the screen shows it. */
  shows(what: RegExp): Promise<number>;
  output(): string;
  /** What is on the screen now. */
  text(): string;
  exited: Promise<void>;
  kill(): void;
}

export function openTerminal(home: string): Opened {
  const terminal = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
  const { NO_COLOR: _, ...env } = process.env;
  let since = performance.now();
  const child = pty.spawn(process.execPath, [CLI, '--lang', 'en'], {
    cols: COLUMNS,
    rows: ROWS,
    env: { ...env, CI: 'false', TERM: 'xterm-256color', VISHESH_HOME: home },
  });
  let output = '';
  const waiting = new Set<() => void>();
  child.onData((data) => {
    output += data;
    terminal.write(data, () => {
      for (const look of waiting) look();
    });
  });
  const text = (): string =>
    Array.from({ length: ROWS }, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true)).join('\n');
  return {
    pid: child.pid,
    write(keys) {
      since = performance.now();
      child.write(keys);
    },
    shows: (what) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error(`never showed ${what}:\n${text()}`)), 60_000);
        const look = (): void => {
          if (!what.test(text())) return;
          clearTimeout(patience);
          waiting.delete(look);
          resolve(performance.now() - since);
        };
        waiting.add(look);
        look();
      }),
    output: () => output,
    text,
    exited: new Promise((resolve) => child.onExit(() => resolve())),
    kill: () => {
      try {
        child.kill('SIGKILL');
      } catch {
        // It has ended.
      }
    },
  };
}
