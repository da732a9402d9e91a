/** A whole job on the tiny model: its spec, its rows, and a home folder that is removed afterwards. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Split } from '../../src/data/types.js';
import { jobPaths, newJobId } from '../../src/jobs/folder.js';
import { claimHolder } from '../../src/jobs/lock.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { openModelHead } from '../../src/models/open.js';
import { buildRunner } from './runner-build.js';
import { tinyModelFolder } from './tiny-model-folder.js';

export interface TinyHome {
  home: string;
  model: string;
  fingerprint: string;
  remove(): Promise<void>;
}

export async function tinyHome(): Promise<TinyHome> {
  const home = await mkdtemp(join(tmpdir(), 'vishesh-home-'));
  const model = await tinyModelFolder(join(home, 'tiny'));
  const { fingerprint } = await openModelHead(model, { home });
  const remove = async (): Promise<void> => {
    // A test that failed may have left runners behind.
    for (const jobId of await readdir(join(home, 'jobs')).catch(() => [])) {
      const runner = await claimHolder(jobPaths(home, jobId).runner).catch(() => null);
      if (runner !== null) process.kill(runner.pid, 'SIGKILL');
    }
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  };
  return { home, model, fingerprint, remove };
}

/** A home for the tests of one file that start real runners: there before the first of them, gone after the last. */
export function runnerHome(): TinyHome {
  // The members come in `beforeAll`; nothing may ask for them before.
  const home: Partial<TinyHome> = {};
  beforeAll(async () => {
    await buildRunner();
    Object.assign(home, await tinyHome());
  });
  afterAll(() => home.remove?.());
  return home as TinyHome;
}

const WORDS = ['the rain', 'another user', 'a train', 'there', 'in an inn', 'she runs', 'on the bus', 'bananas'];

/** Rows of different lengths; the answer depends on the input, so there is something to learn. */
export function tinySplit(train = 24): Split {
  const rows = Array.from({ length: train + 8 }, (_, i) => {
    const word = WORDS[i % WORDS.length]!;
    const input = `${word} ${WORDS[(i * 5 + 3) % WORDS.length]} ${'again '.repeat(i % 4)}${i}`;
    return { line: i + 2, input, output: i % 2 === 0 ? 'east' : 'north' };
  });
  return { train: rows.slice(0, train), validation: rows.slice(train, train + 4), test: rows.slice(train + 4) };
}

let created = 0;

export function tinySpec(
  { model, fingerprint }: Pick<TinyHome, 'model' | 'fingerprint'>,
  split: Split,
  changes: Partial<JobSpec> = {},
): JobSpec {
  const createdAt = new Date(Date.UTC(2026, 10, 22, 15, created++));
  return {
    version: 1,
    jobId: newJobId(createdAt),
    createdAt: createdAt.toISOString(),
    source: { file: 'rows.jsonl', sha256: '0'.repeat(64), format: 'jsonl', shape: 'input-output', columns: {} },
    task: 'classification',
    labels: ['east', 'north'],
    base: { id: 'tiny', path: model, fingerprint },
    promptFormat: { kind: 'chat', system: null },
    method: 'lora',
    hyperparameters: {
      learningRate: 0.01,
      batchSize: 4,
      gradientAccumulation: 1,
      epochs: 2,
      maxLength: 64,
      warmupRatio: 0.1,
      schedule: 'linear',
      weightDecay: 0.01,
      maxGradNorm: 1,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      earlyStoppingPatience: 0,
      evalsPerEpoch: 2,
      seed: 11,
      lora: { rank: 4, alpha: 8, dropout: 0.1, targetModules: ['q_proj', 'v_proj', 'down_proj'], rsLora: false },
      partial: null,
    },
    split: { seed: 11, train: split.train.length, validation: split.validation.length, test: split.test.length },
    estimate: { seconds: 10, memoryBytes: 1e9, measured: false },
    validation: null,
    modelId: 'tiny-tuned',
    ...changes,
  };
}
