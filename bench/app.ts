/**
 * The app while a job trains, from the built bundle in a pseudo-terminal of 80 x 24: a job with 20,000 events behind it goes on at
 * twenty steps a second, and both cores are busy at the runner's priority. Measured are the first frame, the time from a key to what it
 * shows, the bytes that a second of training costs the terminal, full clears, and the app's memory. `--seconds N` for the bytes (10).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { openEventLog } from '../src/jobs/event-log.js';
import { createJob, jobPaths } from '../src/jobs/folder.js';
import { releaseClaim, takeClaim } from '../src/jobs/lock.js';
import type { JobSpec } from '../src/jobs/spec.js';
import { COLUMNS, openTerminal, ROWS, requireBuild } from './terminal.js';

export type Emit = (row: { name: string; value: number; unit: string; [detail: string]: unknown }) => void;

const JOB = '20261122-1530-ab12';
const BEHIND = 20_000;
const STEP_MS = 50;
const KEYS = 60;
const ENTER = '\r';

/** Emits `app-first-frame`, `app-key-to-paint`, `app-bytes-per-second`, `app-full-clears` and `app-memory`. */
export async function benchApp(emit: Emit, seconds = 10): Promise<void> {
  requireBuild();
  const home = mkdtempSync(join(tmpdir(), 'vishesh-bench-app-'));
  const burners: ChildProcess[] = [];
  const job = await livingJob(home);
  try {
    const app = openTerminal(home);
    emit({ name: 'app-first-frame', value: await app.shows(/q quit/), unit: 'ms', limit: 500 });
    burners.push(...Array.from({ length: availableParallelism() }, burner));
    await app.shows(/❯ Watch the job/);
    app.write(ENTER);
    const opened = await app.shows(/loss over steps/);
    emit({ name: 'app-open-20k-events', value: opened, unit: 'ms' });
    const times: number[] = [];
    for (let i = 0; i < KEYS; i++) {
      await sleep(100 + (i % 7) * 13);
      app.write('?');
      times.push(await app.shows(i % 2 === 0 ? /The keys of this screen/ : /loss over steps/));
    }
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.min(KEYS - 1, Math.floor(share * KEYS))] ?? Number.NaN;
    emit({
      name: 'app-key-to-paint',
      value: at(0.95),
      unit: 'ms',
      p50: at(0.5),
      slowest: at(1),
      keys: KEYS,
      limit: 50,
    });
    const before = app.output().length;
    await sleep(seconds * 1000);
    const written = app.output().slice(before);
    const bytes = Buffer.byteLength(written) / seconds;
    emit({ name: 'app-bytes-per-second', value: bytes, unit: 'B/s', columns: COLUMNS, rows: ROWS, limit: 10_000 });
    emit({ name: 'app-full-clears', value: clears(written), unit: 'clears', seconds, limit: 0 });
    emit({ name: 'app-memory', value: memoryOf(app.pid), unit: 'B', events: BEHIND, limit: 150e6 });
    app.write('q');
    await app.exited;
  } finally {
    await job.end();
    for (const one of burners) one.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  }
}

/** A process that computes without a pause, in a session of its own and at the priority of a runner, as `src/jobs/run/priority.ts` sets it. */
function burner(): ChildProcess {
  const step = 'try { fs.writeFileSync("/proc/self/autogroup", "10"); } catch {}';
  const program = `os.setPriority(10); ${step} for (let x = 1;;) x = Math.sqrt(x + 1);`;
  return spawn(process.execPath, ['-e', program], { stdio: 'ignore', detached: true });
}

/** A job whose runner is this process: thousands of steps behind it, and a new one twenty times a second. */
async function livingJob(home: string): Promise<{ end(): Promise<void> }> {
  await createJob(home, spec(), { train: [], validation: [], test: [] });
  const paths = jobPaths(home, JOB);
  await takeClaim(paths.runner);
  const log = openEventLog(paths.folder);
  const at = Date.now() - 3_600_000;
  log.append({ type: 'started', at, pid: process.pid, resumedFromStep: null });
  log.append({ type: 'stage', at, stage: 'train' });
  const counts = { stepsPerEpoch: BEHIND, trainableParameters: 1e6, totalParameters: 1e8 };
  log.append({ type: 'plan', at, steps: 2 * BEHIND, ...counts, epochTokens: 1e6, epochSupervisedTokens: 1e5 });
  let step = 0;
  const next = (now: number): void => {
    step++;
    const loss = 0.4 + 2 * Math.exp(-step / 4000) + 0.2 * Math.sin(step * 12.9898) ** 3;
    const numbers = { epoch: step / BEHIND, loss, learningRate: 3e-4, gradNorm: 1 + 0.3 * Math.sin(step) };
    log.append({ type: 'step', at: now, step, ...numbers, tokens: 512, supervised: 64, seconds: 0.05, rssBytes: 2e9 });
    if (step % 1000 === 0) log.append({ type: 'validation', at: now, step, loss: loss + 0.1, best: true });
  };
  for (let i = 0; i < BEHIND; i++) next(at + i * 180);
  const timer = setInterval(() => next(Date.now()), STEP_MS);
  return {
    async end() {
      clearInterval(timer);
      log.close();
      await releaseClaim(paths.runner);
    },
  };
}

/** ED 2 and ED 3: the whole screen, and the lines above it. */
const clears = (text: string): number => text.split('\u001b[2J').length + text.split('\u001b[3J').length - 2;

function memoryOf(pid: number): number {
  const found = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return found === undefined ? Number.NaN : Number(found) * 1024;
}

function spec(): JobSpec {
  const numbers = {
    learningRate: 3e-4,
    batchSize: 8,
    gradientAccumulation: 1,
    epochs: 2,
    maxLength: 512,
    warmupRatio: 0.1,
  };
  return {
    version: 1,
    jobId: JOB,
    createdAt: new Date(0).toISOString(),
    source: { file: 'rows.jsonl', sha256: '0', format: 'jsonl', shape: 'input-output', columns: {} },
    task: 'generation',
    labels: null,
    base: { id: 'nano', path: 'nano', fingerprint: '0' },
    promptFormat: { kind: 'plain', task: 'generation' },
    method: 'full',
    hyperparameters: {
      ...numbers,
      schedule: 'linear',
      weightDecay: 0,
      maxGradNorm: 1,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      earlyStoppingPatience: 0,
      evalsPerEpoch: 1,
      seed: 1,
      lora: null,
      partial: null,
    },
    split: { seed: 1, train: 1, validation: 1, test: 1 },
    estimate: null,
    modelId: 'bench',
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({ options: { seconds: { type: 'string' } }, strict: false });
  await benchApp((row) => console.log(JSON.stringify(row)), Number(values.seconds ?? 10));
}
