/** The JSON that others rely on: real outputs of the commands, parsed by schemas written from the contract. Fields may be added, never lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cli, jsonOf } from '../support/cli.js';
import { type CliWorld, cliWorld } from '../support/cli-world.js';
import { buildRunner } from '../support/runner-build.js';

const count = z.int().min(0);
const TASK = z.enum(['classification', 'generation', 'qa', 'code', 'chat']);
const METHOD = z.enum(['full', 'lora', 'partial']);
const quantiles = z.object({ p50: count, p95: count, max: count });

const CHECK = z.object({
  file: z.string(),
  format: z.enum(['jsonl', 'json', 'csv', 'tsv', 'parquet']),
  task: TASK,
  columns: z.record(z.string(), z.string()),
  rows: count,
  usable: count,
  isValid: z.boolean(),
  findings: z.array(
    z.object({
      code: z.string().regex(/^[a-z0-9-]+$/),
      severity: z.enum(['error', 'warning', 'info']),
      message: z.string().min(5),
      rows: z.array(z.int().min(1)),
      count,
      remedy: z.string().min(5),
    }),
  ),
  stats: z.object({
    totalExamples: count,
    avgPromptLength: z.number(),
    avgCompletionLength: z.number(),
    uniquePrompts: count,
    labels: z.record(z.string(), count),
    promptTokens: quantiles,
    completionTokens: quantiles,
    truncated: count,
  }),
});

const HYPERPARAMETERS = z.object({
  learningRate: z.number(),
  batchSize: count,
  epochs: z.number(),
  maxLength: count,
  warmupRatio: z.number(),
  weightDecay: z.number(),
  maxGradNorm: z.number(),
  lora: z.object({
    rank: count,
    alpha: z.number(),
    dropout: z.number(),
    targetModules: z.array(z.string()).min(1),
    rsLora: z.boolean(),
  }),
});

const PLAN = z.object({
  method: METHOD,
  reasons: z.array(z.string()).min(1),
  alternatives: z.array(z.object({ method: METHOD, why: z.string() })).length(2),
  hyperparameters: HYPERPARAMETERS,
  estimate: z.object({
    trainTokens: count,
    trainableParameters: count,
    totalParameters: count,
    memoryBytes: count,
    seconds: z.number(),
    costUsd: z.object({ local: z.number() }).catchall(z.number()),
    recommendations: z.array(z.string()),
  }),
});

const score = z.object({ value: z.number(), low: z.number(), high: z.number() });
const METRICS = z.object({
  loss: score,
  perplexity: score,
  accuracy: score,
  precision: score,
  recall: score,
  f1: score,
  confusion: z.object({ labels: z.array(z.string()), counts: z.array(z.array(count)) }),
});
const EVALUATION = z.object({
  base: METRICS,
  tuned: METRICS,
  retention: z.object({ baseLoss: z.number(), tunedLoss: z.number() }),
  verdict: z.enum(['ship', 'do-not-ship', 'not-enough-evidence']),
  reason: z.string(),
  samples: z
    .array(z.object({ row: count, prompt: z.string(), expected: z.string(), base: z.string(), tuned: z.string() }))
    .min(1),
});
const STATUS = z.enum(['queued', 'running', 'paused', 'interrupted', 'succeeded', 'failed', 'cancelled']);
const RUN = z.object({
  jobId: z.string(),
  status: z.enum(['succeeded', 'failed', 'cancelled']),
  base: z.string(),
  task: TASK,
  method: METHOD,
  data: z.object({ train: count, validation: count, test: count }),
  validation: CHECK,
  hyperparameters: HYPERPARAMETERS,
  training: z.object({
    steps: count,
    epochs: z.number(),
    trainTokens: count,
    supervisedTokens: count,
    tokensPerSecond: z.number(),
    efficiency: z.number().nullable(),
    firstLoss: z.number(),
    lastLoss: z.number(),
    bestValidationLoss: z.number(),
    seconds: z.number(),
    peakRssBytes: count,
    trainableParameters: count,
    totalParameters: count,
    estimatedSeconds: z.number(),
    estimatedMemoryBytes: z.number(),
  }),
  evaluation: EVALUATION,
  deployment: z.object({
    modelId: z.string(),
    path: z.string(),
    endpoint: z.string().nullable(),
    status: z.enum(['serving', 'registered']),
  }),
});
const JOBS = z.object({
  jobs: z
    .array(
      z.object({
        jobId: z.string(),
        status: STATUS,
        base: z.string(),
        method: METHOD,
        task: TASK,
        createdAt: z.iso.datetime(),
        step: count,
        steps: count,
      }),
    )
    .min(1),
});
const MODELS = z.object({
  models: z
    .array(
      z.object({
        id: z.string(),
        kind: z.enum(['builtin', 'catalogue', 'local', 'tuned']),
        parameters: z.number().nullable(),
        sizeBytes: z.number().nullable(),
        licence: z.string().nullable(),
        available: z.boolean(),
      }),
    )
    .min(1),
});

let world: CliWorld;
let home: string;
let data: string;
let tiny: string;
let ran: z.output<typeof RUN>;
beforeAll(async () => {
  await buildRunner();
  world = await cliWorld();
  ({ home, data, tiny } = world);
  const result = await cli('run', data, '--base', tiny, '--home', home, '--epochs', '1', '--json');
  expect(result.code, result.stderr).toBe(0);
  expect(result.stdout.split('\n')).toHaveLength(2);
  ran = RUN.parse(jsonOf(result));
});
afterAll(async () => {
  await cli('serve', '--stop', '--home', home);
  world.remove();
});

async function json<S extends z.ZodType>(schema: S, ...args: string[]): Promise<z.output<S>> {
  const result = await cli(...args, '--home', home, '--json');
  expect(result.code, result.stdout).toBe(0);
  return schema.parse(jsonOf(result));
}

describe('--json has the fields of the contract:', () => {
  it('run, whose deployment answers', async () => {
    expect(ran).toMatchObject({ status: 'succeeded', base: tiny, data: { train: 32, validation: 4, test: 4 } });
    expect(ran.deployment.status).toBe('serving');
    const models = await fetch(`${ran.deployment.endpoint}/models`);
    expect(JSON.stringify(await models.json())).toContain(ran.deployment.modelId);
  });

  it('check', async () => {
    const checked = await json(CHECK, 'check', data, '--base', tiny);
    expect(checked).toMatchObject({
      file: data,
      rows: 40,
      usable: 40,
      columns: { prompt: 'text', completion: 'label' },
    });
    const hinglish = await json(CHECK, 'check', data, '--base', tiny, '--lang', 'hi');
    expect(hinglish.findings.map(({ code }) => code)).toEqual(checked.findings.map(({ code }) => code));
    expect(hinglish.findings[0]?.message).not.toBe(checked.findings[0]?.message);
  });

  it('plan, calculated and measured', async () => {
    const planned = await json(PLAN, 'plan', data, '--base', tiny);
    const measured = await json(PLAN, 'plan', data, '--base', tiny, '--measure');
    // The same reasons; what each takes moves with the pace that was measured.
    const reasons = ({ alternatives }: typeof planned): (string | undefined)[] =>
      alternatives.map(({ why }) => why.split(' It takes ')[0]);
    expect(reasons(measured)).toEqual(reasons(planned));
    expect(measured.estimate.memoryBytes).not.toBe(planned.estimate.memoryBytes);
  });

  it('jobs list, and jobs show with the object of run', async () => {
    const { jobs } = await json(JOBS, 'jobs', 'list');
    expect(jobs.map(({ jobId }) => jobId)).toContain(ran.jobId);
    const shown = await json(RUN, 'jobs', 'show', ran.jobId);
    expect(shown).toEqual({ ...ran, validation: { ...ran.validation, file: shown.validation.file } });
  });

  it('models list, the tuned one among them', async () => {
    const { models } = await json(MODELS, 'models', 'list');
    expect(models).toContainEqual(
      expect.objectContaining({ id: ran.deployment.modelId, kind: 'tuned', available: true }),
    );
  });

  it('evaluate, on the held-out rows and on another file', async () => {
    const again = await json(EVALUATION, 'evaluate', ran.jobId);
    expect(again.tuned.loss).toEqual(ran.evaluation.tuned.loss);
    await json(EVALUATION, 'evaluate', ran.jobId, '--file', data, '--columns', 'prompt=text,completion=label');
  });

  it('chat with the tuned model, until its job is removed', async () => {
    const answer = z.object({ model: z.literal(ran.deployment.modelId), text: z.string() });
    await json(answer, 'chat', ran.deployment.modelId, '--prompt', 'the rain', '--max-tokens', '4');
    await json(z.object({ jobId: z.string(), status: z.literal('removed') }), 'jobs', 'remove', ran.jobId);
    const { error } = jsonOf(await cli('chat', ran.deployment.modelId, '--prompt', 'x', '--home', home, '--json')) as {
      error: { code: string };
    };
    expect(error.code).toBe('model-not-found');
    const { models } = await json(MODELS, 'models', 'list');
    expect(models.map(({ id }) => id)).not.toContain(ran.deployment.modelId);
  });
});
