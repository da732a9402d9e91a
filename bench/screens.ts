/**
 * Pictures of the real screens for the README: walks the built app on a sample in a pseudo-terminal and draws what the terminal shows
 * as SVG. `node --import tsx bench/screens.ts --home DIR` (a home that has the base model; the walk trains and leaves its job there).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';
import { screenSvg } from './screen-svg.js';

const COLUMNS = 96;
const ROWS = 28;
const [ENTER, DOWN] = ['\r', '\u001b[B'];
const FOLDER = fileURLToPath(new URL('./screens/', import.meta.url));

const { values } = parseArgs({ options: { home: { type: 'string' }, base: { type: 'string' } } });
if (values.home === undefined) throw new Error('--home DIR is needed');
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const base = values.base === undefined ? [] : ['--base', values.base];
const terminal = new xterm.Terminal({ cols: COLUMNS, rows: ROWS, allowProposedApi: true });
const app = pty.spawn(process.execPath, [cli, '--home', values.home, ...base], {
  cols: COLUMNS,
  rows: ROWS,
  env: { ...process.env, CI: 'false', TERM: 'xterm-256color', FORCE_COLOR: '1' },
});
app.onData((data) => terminal.write(data));

function text(): string {
  const { active } = terminal.buffer;
  return Array.from({ length: ROWS }, (_, row) => active.getLine(row)?.translateToString(true) ?? '').join('\n');
}

async function shows(what: RegExp, timeoutMs = 600_000): Promise<void> {
  for (const end = Date.now() + timeoutMs; !what.test(text()); await sleep(50)) {
    if (Date.now() > end) throw new Error(`the screen never showed ${what}:\n${text()}`);
  }
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    app.write(key);
    await sleep(100);
  }
}

async function picture(name: string): Promise<void> {
  await sleep(300);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}${name}.svg`, screenSvg(terminal, name));
}

await shows(/Fine-tune on a file/);
await picture('home');
for (let tries = 0; tries < 9 && !/❯ Fine-tune on a file/.test(text()); tries++) await press(DOWN);
await press(ENTER);
await shows(/Which file/);
await press(DOWN);
await shows(/❯ support-tickets/);
await press(ENTER);
await shows(/Task +classification/);
await press('t');
await shows(/token by token/);
await picture('check');
await press('\u001b');
await sleep(300);
await press(ENTER);
await shows(/1\/2/);
await press(ENTER);
await shows(/2\/2/);
await press(ENTER);
await shows(/Advice/);
await picture('method');
await press(ENTER);
await shows(/Start training/);
await press(ENTER);
// Late enough for a curve worth looking at.
await shows(/[█]{18}.*step \d+\/\d+/);
await picture('train');
await shows(/Verdict/);
await picture('score');
await press(ENTER);
await shows(/Your model answers at/);
await press('c');
await shows(/Write a message/);
await press('refund kab tak aayega, 10 din ho gaye', ENTER);
await shows(/you: refund(?!.*thinking).*\n.*support-tickets.*: \w+/s);
await press('\t');
await shows(/base and tuned/);
await press('refund kab tak aayega, 10 din ho gaye', ENTER);
await shows(/Enter send.*Esc back/s);
await sleep(8000);
await picture('chat');
await press('\u0003');
