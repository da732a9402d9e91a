/** Owns the alternate screen (hidden cursor, no automatic line breaks): entered once, and left on every way out (exit, crash, signals), with one line on the main screen after it. */

const ENTER = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[2J\u001b[H';
const LEAVE = '\u001b[?7h\u001b[?25h\u001b[?1049l';

export interface TerminalSession {
  /** The line that stays on the main screen. */
  farewell(line: string): void;
  /** Idempotent. */
  leave(): void;
}

export function enterTerminal(stdout: NodeJS.WriteStream, onSignal: (exitCode: number) => void): TerminalSession {
  let left = false;
  let line = '';
  const leave = (): void => {
    if (left) return;
    left = true;
    if (process.stdin.isTTY) process.stdin.setRawMode(false);
    stdout.write(LEAVE);
    if (line) stdout.write(`${line}\n`);
    for (const [signal, handler] of handlers) process.off(signal, handler);
    process.off('exit', leave);
    process.off('uncaughtException', crashed);
  };
  const exitCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
  const handlers = Object.entries(exitCodes).map(([signal, code]) => {
    const handler = (): void => onSignal(code);
    process.on(signal, handler);
    return [signal, handler] as const;
  });
  process.on('exit', leave);
  // A bug's stack trace belongs on the main screen, where it stays readable.
  const crashed = (error: unknown): void => {
    leave();
    console.error(error);
    process.exit(3);
  };
  process.on('uncaughtException', crashed);
  // Before the first frame, or keys pressed on seeing it would be echoed over it.
  if (process.stdin.isTTY) process.stdin.setRawMode(true);
  stdout.write(ENTER);
  return {
    farewell: (text) => {
      line = text;
    },
    leave,
  };
}
