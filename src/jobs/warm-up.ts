/** Measures a few real training steps on the longest batch, in a process of its own, before a long run is started. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../base/error.js';
import { writeAtomic } from '../base/files.js';
import type { Example } from '../data/types.js';
import { trainingEnvironment } from '../engine/train/process-environment.js';
import type { WarmUp } from '../plan/types.js';
import { exampleSchema } from './example-schema.js';
import { jobSpecSchema } from './spec.js';
import { runnerArguments } from './start.js';

/** What the warm-up process is told. */
export const warmUpRequestSchema = z.object({
  ...jobSpecSchema.pick({ base: true, promptFormat: true, method: true, hyperparameters: true }).shape,
  home: z.string(),
  examples: z.array(exampleSchema).min(1),
});
export type WarmUpRequest = z.infer<typeof warmUpRequestSchema>;

export const warmUpSchema: z.ZodType<WarmUp> = z.object({
  steps: z.int(),
  batchTokens: z.number(),
  secondsPerStep: z.number(),
  peakRssBytes: z.number(),
});

/** The last line of the warm-up process's output: the measurement, or why there is none. */
export const warmUpAnswerSchema = z.union([
  z.object({ warmUp: warmUpSchema }),
  z.object({
    error: z.object({ code: z.string(), message: z.string(), where: z.string().nullable(), next: z.string() }),
  }),
]);

/**
 * Three optimizer steps on the batch that needs the most memory, in a child process; steps and memory are as in training.
 * Of many examples only those with the most characters are sent. Rejects with a `Problem`; aborting ends the process.
 */
export async function measureWarmUp(request: WarmUpRequest, signal?: AbortSignal): Promise<WarmUp> {
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-warm-up-'));
  try {
    const file = join(folder, 'request.json');
    const examples = longest(request.examples, 4 * request.hyperparameters.batchSize);
    await writeAtomic(file, JSON.stringify({ ...request, examples }));
    return await answerOf(runnerArguments(['warm-up', file]), signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function longest(examples: readonly Example[], count: number): Example[] {
  const size = ({ input, output, messages }: Example): number =>
    messages?.reduce((sum, message) => sum + message.content.length, 0) ?? input.length + output.length;
  return examples.toSorted((a, b) => size(b) - size(a)).slice(0, count);
}

async function answerOf(args: string[], signal: AbortSignal | undefined): Promise<WarmUp> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: trainingEnvironment(process.env),
    signal,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text));
  const ended = await new Promise<string>((resolve, reject) => {
    child.on('error', reject).on('close', (code, killedBy) => resolve(killedBy ?? `exit code ${code}`));
  });
  const last = stdout.join('').trim().split('\n').at(-1) ?? '';
  const answer = warmUpAnswerSchema.safeParse(parseOrNull(last));
  if (!answer.success) throw warmUpFailed(ended, stderr.join('').trim().split('\n').slice(-3).join('\n'));
  if ('warmUp' in answer.data) return answer.data.warmUp;
  const { code, message, where, next } = answer.data.error;
  throw new Problem({ code, message, next, where: where ?? undefined, exitCode: 1 });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** SIGKILL without our doing is how the system ends a process that took too much memory. */
function warmUpFailed(ended: string, words: string): Problem {
  return new Problem({
    code: 'warm-up-failed',
    message: {
      en: `The warm-up ended before its measurement (${ended}). ${words}`,
      hi: `Warm-up measurement se pehle hi band ho gaya (${ended}). ${words}`,
    },
    next: {
      en: 'Try a smaller batch size or a shorter maximum length; it may have needed too much memory.',
      hi: 'Chhota batch size ya kam maximum length try karo; shayad memory kam pad gayi.',
    },
    exitCode: 1,
  });
}
