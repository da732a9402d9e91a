/**
 * A large file through the built `check`: peak memory above that of a small file, and seconds. Writes 1,000,000 rows (about 500 MB) of
 * JSONL to the temporary folder and removes them. Linux only: the peak is read from /proc.
 */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Random } from '../src/base/random.js';

const ROWS = 1_000_000;
const SMALL = 100;
const WORDS =
  'order refund parcel late app login wapas paisa kab aayega please help driver item broken size blue invoice'.split(
    ' ',
  );

function* rows(count: number): Generator<string> {
  const random = new Random(1);
  const text = (words: number): string =>
    Array.from({ length: words }, () => `${WORDS[random.below(WORDS.length)]}${random.below(997)}`).join(' ');
  for (let i = 0; i < count; i++) yield `${JSON.stringify({ input: `${i} ${text(30)}`, output: text(24) })}\n`;
}

/** Peak resident bytes and seconds of one `check FILE --json`. */
async function check(file: string, home: string): Promise<{ peak: number; seconds: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['dist/cli.js', 'check', file, '--home', home, '--json'], { stdio: 'ignore' });
  let peak = 0;
  const timer = setInterval(() => {
    const path = `/proc/${child.pid}/status`;
    const found = existsSync(path) ? /VmHWM:\s+(\d+) kB/.exec(readFileSync(path, 'utf8')) : null;
    peak = Math.max(peak, Number(found?.[1] ?? 0) * 1024);
  }, 50);
  await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  return { peak, seconds: (performance.now() - begun) / 1000 };
}

const folder = await mkdtemp(join(tmpdir(), 'vishesh-bench-'));
try {
  const [small, large] = [join(folder, 'small.jsonl'), join(folder, 'large.jsonl')];
  await pipeline(rows(SMALL), createWriteStream(small));
  await pipeline(rows(ROWS), createWriteStream(large));
  const start = await check(small, folder);
  const full = await check(large, folder);
  const value = Math.round((full.peak - start.peak) / 1e6);
  const row = { name: 'check-memory', value, unit: 'MB above start', rows: ROWS, fileBytes: (await stat(large)).size };
  console.log(JSON.stringify({ ...row, seconds: Math.round(full.seconds), limit: 400 }));
} finally {
  await rm(folder, { recursive: true, force: true });
}
