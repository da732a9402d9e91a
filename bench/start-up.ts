/**
 * What a person waits for at the start, from the built bundle: `--help` beside a bare `node -e 0`, taken in turns so that a busy machine
 * slows both, and the time until the first frame of the app stands in a pseudo-terminal.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pty from '@lydell/node-pty';

export type Emit = (row: { name: string; value: number; unit: string; [detail: string]: unknown }) => void;

const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const ROUNDS = 15;
/** The last line of the first screen. */
const FIRST_FRAME = 'Ctrl+C';

/** Emits `help-ratio` (times a bare node) and `first-frame` (milliseconds), each a median. */
export async function benchStartUp(emit: Emit): Promise<void> {
  if (!existsSync(CLI)) throw new Error('dist/cli.js is missing: npm run build');
  const home = mkdtempSync(join(tmpdir(), 'vishesh-bench-'));
  try {
    const help: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const times = [millisecondsOf(['-e', '0']), millisecondsOf([CLI, '--help'])] as const;
      // The first round fills the file cache.
      if (round > 0) [bare, help].forEach((list, i) => void list.push(times[i as 0 | 1]));
    }
    const [helpMs, bareMs] = [median(help), median(bare)];
    emit({ name: 'help-ratio', value: helpMs / bareMs, unit: 'x', helpMs, bareMs, rounds: ROUNDS, limit: 3 });
    const frames: number[] = [];
    for (let round = 0; round <= ROUNDS; round++) frames.push(await firstFrame(home));
    const value = median(frames.slice(1));
    emit({ name: 'first-frame', value, unit: 'ms', slowest: Math.max(...frames), rounds: ROUNDS, limit: 700 });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function millisecondsOf(args: string[]): number {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}`);
  return performance.now() - start;
}

function firstFrame(home: string): Promise<number> {
  const { CI: _, ...env } = process.env;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const app = pty.spawn(process.execPath, [CLI], { cols: 80, rows: 24, env: { ...env, VISHESH_HOME: home } });
    let output = '';
    let shown: number | null = null;
    app.onData((data) => {
      output += data;
      if (shown !== null || !output.includes(FIRST_FRAME)) return;
      shown = performance.now() - start;
      app.kill('SIGTERM');
    });
    app.onExit(() => (shown === null ? reject(new Error(`no frame:\n${output}`)) : resolve(shown)));
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await benchStartUp((row) => console.log(JSON.stringify(row)));
}
