/** A bug never keeps the terminal: the alternate screen is left, and what went wrong can be read. */
import { join } from 'node:path';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { expect, it } from 'vitest';
import { environment, ROOT, screenOf } from './terminal.js';

it('gives the terminal back after an error that nobody caught, with exit code 3 and the error on the main screen', async () => {
  const terminal = new xterm.Terminal({ cols: 80, rows: 24, allowProposedApi: true });
  const program = join(ROOT, 'test', 'e2e', 'crashing-app.ts');
  const app = pty.spawn(process.execPath, ['--import', 'tsx', program], {
    cols: 80,
    rows: 24,
    cwd: ROOT,
    env: environment('/nowhere'),
  });
  const exitCode = new Promise<number>((resolve) => app.onExit((end) => resolve(end.exitCode)));
  app.onData((data) => terminal.write(data));
  expect(await exitCode).toBe(3);
  await new Promise<void>((done) => terminal.write('', done));
  expect(terminal.buffer.active.type).toBe('normal');
  const screen = screenOf(terminal).join('\n');
  expect(screen).toContain('what stays on the main screen');
  expect(screen).toContain('a bug in a key handler');
  expect(screen).not.toContain('a frame');
});
