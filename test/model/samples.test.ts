/** The whole product on the real model: a sample file in, a specialist out, judged on rows it never saw. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realModel } from './real-model.js';

const model = await realModel();
let home = '';

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-samples-'));
});
afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

/** `vishesh run FILE --json` on the built program; its last line, parsed. */
async function run(file: string, ...flags: string[]): Promise<{ code: number | null; result: RunResult }> {
  const args = [
    'dist/cli.js',
    'run',
    file,
    '--base',
    model?.path ?? '',
    '--home',
    home,
    '--no-deploy',
    '--json',
    ...flags,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    text += piece;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, result: JSON.parse(text.trim().split('\n').at(-1) ?? '{}') };
}

interface RunResult {
  status: string;
  training: { seconds: number; firstLoss: number; lastLoss: number };
  evaluation: Record<'base' | 'tuned', { loss: { value: number }; accuracy: { value: number } }> & { verdict: string };
}

describe.skipIf(model === null)('fine-tuning SmolLM2-135M-Instruct', () => {
  it('makes a classifier of support tickets: at least 0.85 on held-out rows and 0.3 above the base', async () => {
    const { code, result } = await run('datasets/support-tickets.csv', '--method', 'lora');
    expect(code).toBe(0);
    const { base, tuned, verdict } = result.evaluation;
    console.warn(
      `accuracy ${base.accuracy.value} -> ${tuned.accuracy.value}, trained in ${Math.round(result.training.seconds)} s`,
    );
    expect(tuned.accuracy.value).toBeGreaterThanOrEqual(0.85);
    expect(tuned.accuracy.value - base.accuracy.value).toBeGreaterThanOrEqual(0.3);
    expect(tuned.loss.value).toBeLessThan(base.loss.value);
    expect(verdict).toBe('ship');
  });
});
