/** The terminal itself: taken, resized, and always given back. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { type AppTerminal, KEY, openApp, openTune, runCli } from './terminal.js';
import { newWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

const open = (extra: { columns?: number; rows?: number; env?: Record<string, string> } = {}): AppTerminal =>
  openApp({ home: world.home, args: ['--base', world.model], ...extra });

function expectMainScreen(app: AppTerminal): void {
  expect(app.terminal.buffer.active.type).toBe('normal');
  expect(app.screen().filter(Boolean)).toEqual([expect.stringContaining('vishesh: closed.')]);
  // The cursor is shown and lines break again.
  expect(app.output().lastIndexOf('\u001b[?25h')).toBeGreaterThan(app.output().lastIndexOf('\u001b[?25l'));
  expect(app.output().lastIndexOf('\u001b[?7h')).toBeGreaterThan(app.output().lastIndexOf('\u001b[?7l'));
}

describe('the terminal', () => {
  it('is given back on Ctrl+C, with exit code 130', async () => {
    const app = open();
    await app.shows('Fine-tune on a file');
    expect(app.terminal.buffer.active.type).toBe('alternate');
    await app.press(KEY.interrupt);
    expect((await app.exited).exitCode).toBe(130);
    expectMainScreen(app);
  });

  it('is given back on SIGTERM, with exit code 143', async () => {
    const app = open();
    await app.shows('Fine-tune on a file');
    app.kill('SIGTERM');
    expect((await app.exited).exitCode).toBe(143);
    expectMainScreen(app);
  });

  it('is given back when its window is closed, with exit code 129', async () => {
    const app = open();
    await app.shows('Fine-tune on a file');
    app.kill('SIGHUP');
    expect((await app.exited).exitCode).toBe(129);
    expectMainScreen(app);
  });

  it('shows every frame whole after the window was made smaller, too small, and large again', async () => {
    const app = open();
    await openTune(app);
    await app.press(KEY.down, KEY.enter);
    await app.shows('Task     classification');
    app.resize(60, 20);
    await eventually(() => expectWholeFrame(app));
    await app.shows(/^─{60}$/m);
    app.resize(50, 15);
    await app.shows('at least 60');
    // What it draws over the rest may come in a second piece.
    await eventually(() => expect(app.screen().join(' ')).not.toContain('Task'));
    app.resize(120, 40);
    await app.shows('Task     classification');
    await app.shows(/^─{120}$/m);
    await eventually(() => expectWholeFrame(app));
    await app.press('q');
    await app.exited;
  });

  it('uses no colour when NO_COLOR is set, and still shows where the cursor is', async () => {
    const app = open({ env: { NO_COLOR: '1' } });
    await openTune(app);
    await eventually(() => expect(app.output()).toContain('\u001b[7m'));
    await app.press(KEY.down);
    await app.shows('❯ support-tickets.csv');
    expect(app.output()).not.toMatch(new RegExp(`${'\u001b'}\\[(3[0-7]|9[0-7]|38|48)`));
    await app.press('q');
    await app.exited;
  });

  it.each([
    [{ COLORTERM: '' }, '\u001b[38;5;75m'],
    [{ COLORTERM: 'truecolor' }, '\u001b[38;2;95;175;255m'],
    [{ COLORTERM: '', TERM: 'xterm' }, '\u001b[36m'],
    [{ COLORTERM: 'truecolor', COLORFGBG: '0;15' }, '\u001b[38;2;5;80;174m'],
  ])('shows the colours it has: %o', async (env, accent) => {
    const app = open({ env });
    await app.shows('Fine-tune on a file');
    await eventually(() => expect(app.output()).toContain(accent));
    await app.press('q');
    await app.exited;
  });

  it('opens for a person whose shell has CI set', async () => {
    const app = open({ env: { CI: 'true' } });
    await app.shows('Fine-tune on a file');
    await app.press(KEY.interrupt);
    await app.exited;
  });

  it('is needed: without one the app names the command that needs none, and exits with 2', async () => {
    const { code, stdout, stderr } = await runCli([], world.home);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('vishesh run FILE --json');
  });
});

/** Header first, footer last but one row, nothing drawn twice. */
function expectWholeFrame(app: AppTerminal): void {
  const screen = app.screen();
  expect(screen[0]).toMatch(/^ vishesh /);
  expect(screen.filter((line) => line.startsWith(' vishesh '))).toHaveLength(1);
  expect(screen.at(-1)).toBe('');
  expect(screen.at(-2)).toMatch(/Hinglish|quit/);
}
