/** Step 7 again for a finished job, on its own held-out rows or on others, in a child process. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';
import type { Example } from '../data/types.js';
import { trainingEnvironment } from '../engine/train/process-environment.js';
import type { Evaluation } from '../evaluate/types.js';
import { expectStatus } from './control.js';
import { jobPaths } from './folder.js';
import { jsonLines, linesOf } from './json-lines.js';
import { evaluationSchema } from './report.js';
import { runnerArguments } from './start.js';

const localizedSchema = z.object({ en: z.string(), hi: z.string() });

/** One line of the evaluating process's output. */
export const evaluateLineSchema = z.union([
  z.object({ stage: z.string(), done: z.number(), total: z.number() }),
  z.object({ warning: localizedSchema }),
  z.object({ evaluation: evaluationSchema.nullable() }),
  z.object({
    error: z.object({ code: z.string(), message: z.string(), where: z.string().nullable(), next: z.string() }),
  }),
]);
export type EvaluateLine = z.input<typeof evaluateLineSchema>;

export interface EvaluateJobOptions {
  /** Instead of the job's own test rows. */
  examples?: readonly Example[];
  onProgress?: (stage: string, done: number, total: number) => void;
  onWarning?: (message: Localized) => void;
  signal?: AbortSignal;
}

/** Rejects with a `Problem`: wrong-status unless the job succeeded, no-test-rows when there is nothing to measure. */
export async function evaluateJob(home: string, jobId: string, options: EvaluateJobOptions = {}): Promise<Evaluation> {
  await expectStatus(home, jobId, ['succeeded'], 'evaluate');
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-evaluate-'));
  try {
    const file = options.examples && join(folder, 'rows.jsonl');
    if (file && options.examples) await writeFile(file, jsonLines(options.examples));
    return await evaluation(['evaluate', jobPaths(home, jobId).folder, ...(file ? [file] : [])], options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function evaluation(args: string[], { onProgress, onWarning, signal }: EvaluateJobOptions): Promise<Evaluation> {
  const child = spawn(process.execPath, runnerArguments(args), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: trainingEnvironment(process.env),
    signal,
    killSignal: 'SIGKILL',
  });
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words += text;
  });
  const ended = new Promise<string>((resolve, reject) => {
    child.on('error', reject).on('close', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`));
  });
  // An abort rejects it while the lines are still read.
  ended.catch(() => {});
  let result: Evaluation | null = null;
  for await (const text of linesOf(child.stdout)) {
    const line = evaluateLineSchema.parse(JSON.parse(text));
    if ('stage' in line) onProgress?.(line.stage, line.done, line.total);
    else if ('warning' in line) onWarning?.(line.warning);
    else if ('evaluation' in line) result = line.evaluation;
    else throw new Problem({ ...line.error, where: line.error.where ?? undefined, exitCode: 1 });
  }
  const how = await ended;
  if (result !== null) return result;
  throw nothingMeasured(how, words);
}

function nothingMeasured(how: string, words: string): Problem {
  const tail = words.trim().split('\n').slice(-3).join('\n');
  return how === 'exit code 0'
    ? new Problem({
        code: 'no-test-rows',
        message: { en: 'There is no row to evaluate on.', hi: 'Evaluate karne ke liye koi row nahi hai.' },
        next: { en: 'Name a file with rows: --file FILE', hi: 'Rows wali file do: --file FILE' },
        exitCode: 1,
      })
    : new Problem({
        code: 'evaluation-failed',
        message: {
          en: `The evaluation ended without a result (${how}). ${tail}`,
          hi: `Evaluation bina result ke band ho gaya (${how}). ${tail}`,
        },
        next: { en: 'Try again with more free memory.', hi: 'Thodi memory khaali karke phir try karo.' },
        exitCode: 1,
      });
}
