/** A real pseudo-terminal with the built app in it, and the screen that a person would see. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { PATIENCE_MS } from '../support/eventually.js';

export const ROOT = join(dirnameOf(import.meta.url), '..', '..');
/** Another folder than `dist` lets a build be tested beside the one in use. */
export const CLI = join(ROOT, process.env.VISHESH_DIST ?? 'dist', 'cli.js');

function dirnameOf(url: string): string {
  return fileURLToPath(new URL('.', url));
}

export interface OpenOptions {
  home: string;
  args?: string[];
  columns?: number;
  rows?: number;
  env?: Record<string, string>;
}

export interface AppTerminal {
  terminal: xterm.Terminal;
  pid: number;
  /** The lines now on the screen, without trailing spaces. */
  screen(): string[];
  /** Waits until the screen matches; fails with the screen as it was. */
  shows(text: string | RegExp, timeoutMs?: number): Promise<void>;
  press(...keys: string[]): Promise<void>;
  resize(columns: number, rows: number): void;
  /** Everything the program wrote, as it wrote it. */
  output(): string;
  exited: Promise<{ exitCode: number; signal: number | undefined }>;
  kill(signal?: string): void;
}

export const KEY = {
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  interrupt: '\u0003',
} as const;

const open = new Set<AppTerminal>();

/** The environment of a user: no CI, and a home of the test's own. */
export function environment(home: string, extra: Record<string, string> = {}): Record<string, string> {
  const { NO_COLOR: _, FORCE_COLOR: __, VISHESH_LANG: ___, LC_ALL: ____, ...inherited } = process.env;
  // A language given by the environment is stronger than the one a test before has chosen.
  const own = { TERM: 'xterm-256color', CI: 'false', LANG: 'C.UTF-8', VISHESH_LANG: 'en', VISHESH_HOME: home };
  const env: Record<string, string> = { ...own, ...extra };
  for (const [name, value] of Object.entries(inherited)) if (value !== undefined) env[name] ??= value;
  return env;
}

export function openApp({ home, args = [], columns = 80, rows = 24, env = {} }: OpenOptions): AppTerminal {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 500 });
  const child = pty.spawn(process.execPath, [CLI, ...args], {
    cols: columns,
    rows,
    cwd: ROOT,
    env: environment(home, env),
    name: env.TERM ?? 'xterm-256color',
  });
  let output = '';
  child.onData((data) => {
    output += data;
    terminal.write(data);
  });
  const exited = new Promise<{ exitCode: number; signal: number | undefined }>((resolve) => {
    child.onExit(({ exitCode, signal }) => terminal.write('', () => resolve({ exitCode, signal })));
  });
  const screen = (): string[] => screenOf(terminal);
  const shows = async (text: string | RegExp, timeoutMs = PATIENCE_MS): Promise<void> => {
    const matches = (): boolean =>
      typeof text === 'string' ? screen().join('\n').includes(text) : text.test(screen().join('\n'));
    for (const end = Date.now() + timeoutMs; !matches(); await sleep(20)) {
      if (Date.now() > end) throw new Error(`the screen never showed ${String(text)}:\n${screen().join('\n')}`);
    }
  };
  const app: AppTerminal = {
    terminal,
    pid: child.pid,
    screen,
    shows,
    press: async (...keys) => {
      for (const key of keys) {
        child.write(key);
        // A person's fingers: Ink's inputs hear of a key in the turn after the frame that it changes.
        await sleep(40);
      }
    },
    resize: (cols, lines) => {
      terminal.resize(cols, lines);
      child.resize(cols, lines);
    },
    output: () => output,
    exited,
    kill: (signal) => child.kill(signal),
  };
  open.add(app);
  void exited.then(() => open.delete(app));
  return app;
}

/** Looks that must agree: a frame may arrive in pieces, and the mark of the cursor is in one of them. */
const SAME_LOOKS = 6;

/** The line with the cursor's mark, once it is another one than `before` and whole; `before` itself where nothing moves. */
async function pointedLine(app: AppTerminal, mark: RegExp, before = ''): Promise<string> {
  const look = (): string => app.screen().find((line) => mark.test(line)) ?? '';
  let [seen, same] = ['', 0];
  for (const end = Date.now() + PATIENCE_MS; same < SAME_LOOKS && Date.now() < end; await sleep(20)) {
    const now = look();
    same = now === seen && now !== '' && now !== before ? same + 1 : 0;
    seen = now;
  }
  return seen;
}

/** Presses a key until the line with the cursor's mark matches. */
export async function pressUntil(app: AppTerminal, key: string, wanted: RegExp, mark = /❯ /): Promise<void> {
  for (let pointed = await pointedLine(app, mark); !wanted.test(pointed); ) {
    const before = pointed;
    await app.press(key);
    pointed = await pointedLine(app, mark, before);
    if (pointed === before || pointed === '') throw new Error(`nothing is ${wanted}:\n${app.screen().join('\n')}`);
  }
}

/** Presses ↓ until the line with this text is pointed at. */
export async function pointTo(app: AppTerminal, text: string): Promise<void> {
  await pressUntil(app, KEY.down, new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')));
}

/** From the first screen to the entry with this title. */
export async function openEntry(app: AppTerminal, title: string): Promise<void> {
  await pointTo(app, title);
  await app.press(KEY.enter);
}

/** From the first screen to step 1 of a new workflow. */
export async function openTune(app: AppTerminal): Promise<void> {
  await openEntry(app, 'Fine-tune on a file');
  await app.shows('Which file shall the model learn from?');
}

/** Ends what a failed test left open. */
export async function closeAll(): Promise<void> {
  for (const app of open) {
    app.kill('SIGKILL');
    await app.exited;
  }
}

export function screenOf(terminal: xterm.Terminal): string[] {
  const { active } = terminal.buffer;
  return Array.from({ length: terminal.rows }, (_, row) =>
    (active.getLine(active.viewportY + row)?.translateToString(true) ?? '').trimEnd(),
  );
}

/** Runs the built program without a terminal. */
export async function runCli(args: string[], home: string): Promise<{ code: number; stdout: string; stderr: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [CLI, ...args], { env: environment(home) });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}
