/** `export` as a person meets it: its JSON, its words, and its refusals. */
import { appendFile, chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { registerDeployment } from '../../src/deploy/registry.js';
import { jobPaths } from '../../src/jobs/folder.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { cli, ended, failure, jsonOf, startCli } from '../support/cli.js';
import { finishedJob } from '../support/finished-job.js';
import { canBeNobody, cliAsNobody } from '../support/nobody.js';
import { type TinyHome, tinyHome } from '../support/tiny-job.js';

const difference = z.object({
  max: z.number(),
  mean: z.number(),
  topAgreement: z.number(),
  spread: z.number(),
  positions: z.int(),
});
const EXPORTED = z.object({
  name: z.string(),
  format: z.enum(['peft', 'hf', 'gguf', 'gguf-lora', 'ollama']),
  precision: z.string(),
  out: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.int().positive(), sha256: z.string().length(64) })).min(2),
  checks: z
    .array(z.object({ code: z.string(), measured: z.number(), limit: z.number(), text: z.string().min(10) }))
    .min(2),
  logits: difference,
  rejected: z.array(z.object({ precision: z.string(), logits: difference })),
});

let world: TinyHome;
let spec: JobSpec;
let count = 0;
const place = (): string => join(world.home, 'out', String(count++));
const args = (id: string, format: string, out: string): string[] => [
  'export',
  id,
  '--format',
  format,
  '--out',
  out,
  '--home',
  world.home,
];

beforeAll(async () => {
  world = await tinyHome();
  spec = await finishedJob(world);
  await registerDeployment(world.home, {
    version: 1,
    modelId: spec.modelId,
    jobId: spec.jobId,
    base: spec.base.path,
    baseFingerprint: spec.base.fingerprint,
    method: 'lora',
    path: jobPaths(world.home, spec.jobId).model,
    promptFormat: spec.promptFormat,
    task: spec.task,
    createdAt: spec.createdAt,
  });
});
afterAll(() => world.remove());

describe('export', () => {
  it.each(['peft', 'hf', 'gguf', 'gguf-lora', 'ollama'])(
    'of a job as %s ends with one JSON object that says what was checked',
    async (format) => {
      const out = place();
      const ran = await cli(...args(spec.jobId, format, out), '--json');
      expect(ran.code, ran.stdout).toBe(0);
      expect(ran.stdout.split('\n')).toHaveLength(2);
      const exported = EXPORTED.parse(jsonOf(ran));
      expect(exported).toMatchObject({ name: 'tiny-tuned', format, out });
      expect((await readdir(out)).sort()).toEqual(exported.files.map(({ name }) => name));
      const codes = exported.checks.map(({ code }) => code);
      expect(codes).toEqual(
        expect.arrayContaining([
          'same-base',
          'adapter-keys',
          'finite',
          'same-text-base',
          'differs-from-base',
          'same-logits',
        ]),
      );
    },
  );

  it('of a tuned model by its name is that of its job, and of a base model that of the base', async () => {
    const tuned = EXPORTED.parse(jsonOf(await cli(...args('tiny-tuned', 'gguf', place()), '--quant', 'f32', '--json')));
    const base = EXPORTED.parse(jsonOf(await cli(...args(world.model, 'gguf', place()), '--quant', 'f32', '--json')));
    expect([tuned.name, base.name]).toEqual(['tiny-tuned', 'tiny']);
    const sum = ({ files }: typeof tuned) => files.find(({ name }) => name === 'model.gguf')?.sha256;
    expect(sum(tuned)).not.toBe(sum(base));
  });

  it('of what partial training changed works as a whole model and says why it is no adapter', async () => {
    const partial = await finishedJob(world, {
      method: 'partial',
      modelId: 'tiny-partial',
      hyperparameters: { ...spec.hyperparameters, lora: null, partial: { lastBlocks: 1 } },
    });
    expect(EXPORTED.parse(jsonOf(await cli(...args(partial.jobId, 'hf', place()), '--json'))).precision).toBe('F32');
    const told = await failure(args(partial.jobId, 'peft', place()), 'not-an-adapter');
    expect(told.next).toMatch(/--format hf/);
  });

  it('in words prints every check with its numbers, in both languages', async () => {
    const en = await cli(...args(spec.jobId, 'gguf', place()), '--quant', 'q8_0');
    expect(en.stdout).toMatch(
      /^ok {2}logits of the Q8_0 files against training: max \S+, mean \S+ \(mean over spread/m,
    );
    expect(en.stdout).toMatch(/model\.gguf {2}\d/);
    const hi = await cli(...args(spec.jobId, 'gguf', place()), '--quant', 'q8_0', '--lang', 'hi');
    expect(hi.stdout).toMatch(/^ok {2}Q8_0 files ke logits/m);
  });

  it('names every format and precision in its help', async () => {
    const { stdout } = await cli('export', '--help');
    for (const word of ['peft', 'hf', 'gguf', 'gguf-lora', 'ollama', 'f32', 'f16', 'q8_0', 'q4_0', '--out'])
      expect(stdout).toContain(word);
  });
});

describe('export refuses, with a next step in both languages', () => {
  it('what does not exist', async () => {
    expect((await failure(args('nothing', 'hf', place()), 'nothing-to-export')).next).toMatch(/jobs list/);
  });

  it('a job without a result', async () => {
    const cancelled = await finishedJob(world, {}, 'cancelled');
    expect((await failure(args(cancelled.jobId, 'hf', place()), 'job-not-finished', 1)).message).toMatch(/cancelled/);
  });

  it('an unknown format, an unknown precision, and a precision that would do nothing', async () => {
    expect((await cli(...args(spec.jobId, 'onnx', place()))).code).toBe(2);
    expect((await cli(...args(spec.jobId, 'gguf', place()), '--quant', 'q2_k')).code).toBe(2);
    await failure([...args(spec.jobId, 'hf', place()), '--quant', 'f16'], 'usage');
  });

  it('a folder that is not empty, and leaves it alone', async () => {
    const out = place();
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'mine.txt'), 'mine');
    expect((await failure(args(spec.jobId, 'hf', out), 'out-not-empty')).where).toBe(out);
    expect(await readdir(out)).toEqual(['mine.txt']);
  });

  it('a base whose chat template changed since training', async () => {
    const config = join(world.model, 'tokenizer_config.json');
    const before = await readFile(config, 'utf8');
    await writeFile(config, before.replace('<|im_start|>assistant', '<|im_start|>bot'));
    const told = await failure(args(spec.jobId, 'hf', place()), 'text-differs', 1).finally(() =>
      writeFile(config, before),
    );
    expect(told.message).toMatch(/chat template/);
  });

  it('a base whose weights changed since training', async () => {
    const weights = join(world.model, 'model.safetensors');
    const before = await readFile(weights);
    const changed = Buffer.from(before);
    changed.writeUInt8((changed.at(-2) ?? 0) ^ 1, changed.length - 2);
    await writeFile(weights, changed);
    const told = await failure(args(spec.jobId, 'hf', place()), 'base-changed', 1).finally(() =>
      writeFile(weights, before),
    );
    expect(told.message).toMatch(/SHA-256 [0-9a-f]{12} then, [0-9a-f]{12} now/);
  });
});

it.runIf(canBeNobody)('an empty folder of one’s own under a parent that lets nothing be made is filled', async () => {
  const shared = await mkdtemp(join(tmpdir(), 'vishesh-shared-'));
  const [model, home, out] = ['model', 'home', 'out'].map((name) => join(shared, name)) as [string, string, string];
  await cp(world.model, model, { recursive: true });
  await chmod(shared, 0o755);
  for (const folder of [home, out]) {
    await mkdir(folder);
    await chown(folder, 65534, 65534);
  }
  const ran = await cliAsNobody('export', model, '--format', 'hf', '--out', out, '--home', home, '--json');
  expect(ran.code, ran.stdout).toBe(0);
  expect(EXPORTED.parse(jsonOf(ran)).out).toBe(out);
  expect(await readdir(shared)).toEqual(['home', 'model', 'out']);
  await rm(shared, { recursive: true });
});

describe('an export that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s ends with %i and leaves nothing', async (signal, code) => {
    const parent = join(world.home, `interrupted-${signal}`);
    await mkdir(parent);
    const child = startCli([...args(spec.jobId, 'gguf', join(parent, 'out')), '--json']);
    // The first sign of progress.
    child.stderr?.once('data', () => child.kill(signal));
    const ran = await ended(child);
    expect(ran.code).toBe(code);
    expect(jsonOf(ran)).toMatchObject({ error: { code: 'interrupted' } });
    expect(await readdir(parent)).toEqual([]);
  });
});

it('the events of a job that a newer version wrote do not stop an export', async () => {
  const later = await finishedJob(world, { modelId: 'later' });
  await appendFile(join(jobPaths(world.home, later.jobId).folder, 'events.jsonl'), '{"type":"applause","at":1}\n');
  expect((await cli(...args(later.jobId, 'peft', place()))).code).toBe(0);
});
