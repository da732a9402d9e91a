/**
 * Runs one module in a child process with a limit of time and of memory: an endless loop or a crash hurts nothing but itself. Cells run with the
 * user's own rights.
 */
import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export interface CellLimits {
  seconds: number;
  /** Resident memory. */
  bytes: number;
}

export const DEFAULT_CELL_LIMITS: CellLimits = { seconds: 30, bytes: 3e9 };

/** A step of a training that the cell wants drawn; see `showCurve`. */
export const curvePointSchema = z.object({
  type: z.literal('curve-point'),
  curve: z.string(),
  step: z.number(),
  steps: z.number(),
  loss: z.number().nullable(),
});
export type CurvePoint = z.infer<typeof curvePointSchema>;

export interface CellHooks {
  onOutput?(text: string, stream: 'stdout' | 'stderr'): void;
  onCurve?(point: CurvePoint): void;
  signal?: AbortSignal;
}

export interface CellResult {
  /** `done`: exit code 0. `failed`: it threw or exited otherwise. The others name the limit that ended it. */
  status: 'done' | 'failed' | 'timeout' | 'memory' | 'stopped';
  stdout: string;
  stderr: string;
  seconds: number;
}

const MEMORY_LOOK_MS = 250;
/** More than this is cut; a loop that prints would fill the memory of the app. */
const MAX_OUTPUT = 200_000;

export function runCell(path: string, limits: Partial<CellLimits> = {}, hooks: CellHooks = {}): Promise<CellResult> {
  const { seconds, bytes } = { ...DEFAULT_CELL_LIMITS, ...limits };
  const began = performance.now();
  const child = fork(path, [], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, VISHESH_CELL: '1', FORCE_COLOR: '0', NO_COLOR: '1' },
  });
  const result: CellResult = { status: 'done', stdout: '', stderr: '', seconds: 0 };
  const end = (status: CellResult['status']): void => {
    result.status = status;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(() => end('timeout'), seconds * 1000);
  const watch = setInterval(() => {
    if (residentBytes(child.pid) > bytes) end('memory');
  }, MEMORY_LOOK_MS);
  const stop = (): void => end('stopped');
  // A loop without an end must not outlive the app, however that ends.
  const orphaned = (): void => void child.kill('SIGKILL');
  process.once('exit', orphaned);
  if (hooks.signal?.aborted) stop();
  hooks.signal?.addEventListener('abort', stop, { once: true });
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      if (result[name].length >= MAX_OUTPUT) return;
      result[name] += text;
      hooks.onOutput?.(text, name);
    });
  child.on('message', (message) => {
    const point = curvePointSchema.safeParse(message);
    if (point.success) hooks.onCurve?.(point.data);
  });
  return new Promise((resolve) => {
    const finish = (failed: boolean): void => {
      clearTimeout(timer);
      clearInterval(watch);
      process.off('exit', orphaned);
      hooks.signal?.removeEventListener('abort', stop);
      if (failed && result.status === 'done') result.status = 'failed';
      resolve({ ...result, stderr: withoutPaths(result.stderr), seconds: (performance.now() - began) / 1000 });
    };
    child.once('error', () => finish(true));
    child.once('close', (code) => finish(code !== 0));
  });
}

/** Linux tells it at once; elsewhere only the time is limited. */
function residentBytes(pid: number | undefined): number {
  try {
    const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
    return Number(pages) * 4096;
  } catch {
    return 0;
  }
}

/** An error's first lines without the temporary folder and without Node's own frames. */
function withoutPaths(text: string): string {
  return text
    .replace(/file:\/\/\S*?vishesh-cells-[^/]+\//g, '')
    .split('\n')
    .filter((line) => !/^\s+at .*node:internal|^Node\.js v\d/.test(line))
    .join('\n');
}
