/**
 * The base model in the box: does it matter that it was pretrained? Every sample of `datasets/` is fine-tuned by the built `run` with
 * LoRA twice, from nano and from the same architecture with random weights: same rows, steps and seeds, default settings. Then bits per
 * byte of three texts and of the answers to prompts that no training saw, for nano and for SmolLM2-135M-Instruct where it is pulled (`--home`).
 * `--model DIR` measures another folder in nano's place; `--only tickets|samples|bits|answers` a part.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { homeFolder } from '../src/base/home.js';
import { initRandom } from '../src/engine/llama/tensors.js';
import { createTrainableModel } from '../src/engine/llama/trainable-model.js';
import { openModel } from '../src/models/open.js';
import { answerBits, bitsPerByte } from '../src/pretrain/bits-per-byte.js';
import { SEED, SHAPE } from '../src/pretrain/recipe.js';
import { unheardTalk } from '../src/pretrain/texts/authored.js';
import { asWritten } from '../src/pretrain/texts/talk.js';
import { CHAT_TEMPLATE } from '../src/pretrain/tokenizer/tokenizer-files.js';
import { writeModelFolder } from '../src/pretrain/write-model.js';

const { values: flags } = parseArgs({
  options: { model: { type: 'string', default: 'models/nano' }, home: { type: 'string' }, only: { type: 'string' } },
});

/** Each sample with the measure of its task, and whether more is better. */
const SAMPLES = [
  { file: 'company-faq.jsonl', metric: 'tokenF1', sign: 1 },
  { file: 'js-snippets.jsonl', metric: 'chrF', sign: 1 },
  { file: 'chat-tone.jsonl', metric: 'perplexity', sign: -1 },
] as const;
/**
 * The score of thirty held-out rows moves by ten points with the split: few seeds tell little. The defaults were chosen with seeds 1 to 15 in
 * view, so these are others.
 */
const TICKET_SEEDS = Array.from({ length: 15 }, (_, i) => i + 16);
/** Random weights score by chance alone: a few of the seeds show it. */
const TWIN_SEEDS = TICKET_SEEDS.slice(0, 5);

const score = z.object({ value: z.number() });
const resultSchema = z.looseObject({
  evaluation: z.looseObject({ base: z.record(z.string(), z.unknown()), tuned: z.record(z.string(), z.unknown()) }),
  hyperparameters: z.looseObject({ epochs: z.number(), learningRate: z.number() }),
});

interface Tuned {
  metric: (name: string) => number;
  loss: number;
  seconds: number;
}

/** One whole `run`, timed as a person waits for it. */
async function tune(file: string, base: string, seed: number, home: string): Promise<Tuned> {
  const begun = performance.now();
  const flags = ['--base', base, '--method', 'lora', '--seed', String(seed), '--home', home, '--no-deploy', '--json'];
  const child = spawn(process.execPath, ['dist/cli.js', 'run', `datasets/${file}`, ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    out += piece;
  });
  await new Promise((resolve) => child.once('close', resolve));
  const seconds = (performance.now() - begun) / 1000;
  const { evaluation } = resultSchema.parse(JSON.parse(out.trim().split('\n').at(-1) ?? ''));
  const metric = (name: string): number => score.parse(evaluation.tuned[name]).value;
  return { metric, loss: metric('loss'), seconds };
}

const row = (fields: Record<string, unknown>): void => console.log(JSON.stringify(fields));
const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

async function tickets(random: string, home: string): Promise<void> {
  const nano: Tuned[] = [];
  const twins: Tuned[] = [];
  for (const seed of TICKET_SEEDS) nano.push(await tune('support-tickets.csv', flags.model, seed, home));
  for (const seed of TWIN_SEEDS) twins.push(await tune('support-tickets.csv', random, seed, home));
  const accuracies = (runs: readonly Tuned[]) => runs.map((run) => rounded(run.metric('accuracy')));
  row({
    name: 'nano-support-tickets',
    value: rounded(mean(accuracies(nano))),
    unit: 'accuracy',
    random: rounded(mean(accuracies(twins))),
    seeds: TICKET_SEEDS,
    bySeed: accuracies(nano),
    randomBySeed: accuracies(twins),
    seconds: Math.round(Math.max(...nano.map(({ seconds }) => seconds))),
    limits: { accuracy: 0.85, aboveRandom: 0.1, seconds: 60 },
    cores: cpus().length,
  });
}

async function samples(random: string, home: string): Promise<void> {
  for (const { file, metric, sign } of SAMPLES) {
    const nano = await tune(file, flags.model, 1, home);
    const twin = await tune(file, random, 1, home);
    const [value, other] = [nano.metric(metric), twin.metric(metric)];
    row({
      name: `nano-${file.split('.')[0]}`,
      value: rounded(value),
      unit: metric,
      random: rounded(other),
      loss: rounded(nano.loss),
      randomLoss: rounded(twin.loss),
      beatsRandom: sign * (value - other) > 0,
      seconds: Math.round(nano.seconds),
    });
  }
}

async function bits(idOrPath: string, home: string): Promise<void> {
  const model = await openModel(idOrPath, { home }).catch(() => null);
  if (model === null) return console.error(`${idOrPath}: not here, left out`);
  const { config, weights } = model;
  const reader = await createTrainableModel({ config, weights, spec: { method: 'partial', lastBlocks: 1 }, seed: 1 });
  for (const name of ['english', 'hinglish', 'code']) {
    const text = await readFile(`src/pretrain/held-out/${name}.txt`, 'utf8');
    const { bitsPerByte: value, bytes, tokens } = await bitsPerByte((b) => reader.loss(b), model.tokenizer, text);
    row({
      name: 'bits-per-byte',
      model: model.id,
      text: name,
      value: rounded(value),
      unit: 'bits/byte',
      bytes,
      tokens,
    });
  }
  await reader.release();
}

/** Answers written for measuring, to prompts which are in no text of the corpus. */
async function answers(idOrPath: string, home: string): Promise<void> {
  const model = await openModel(idOrPath, { home }).catch(() => null);
  if (model === null) return console.error(`${idOrPath}: not here, left out`);
  const { config, weights, tokenizer } = model;
  const reader = await createTrainableModel({ config, weights, spec: { method: 'partial', lastBlocks: 1 }, seed: 1 });
  const parts = { tokenizer, template: model.chatTemplate ?? CHAT_TEMPLATE };
  for (const lang of ['en', 'hi-Latn'] as const) {
    const exchanges = unheardTalk().filter((exchange) => exchange.lang === lang);
    const { bitsPerByte: value, bytes } = await answerBits((b) => reader.loss(b), parts, exchanges.map(asWritten));
    row({
      name: 'bits-per-answer-byte',
      model: model.id,
      lang,
      value: rounded(value),
      unit: 'bits/byte',
      exchanges: exchanges.length,
      bytes,
    });
  }
  await reader.release();
}

const folder = await mkdtemp(join(tmpdir(), 'vishesh-bench-'));
try {
  const part = (name: string): boolean => flags.only === undefined || flags.only === name;
  const random = join(folder, 'random');
  const tokenizer = await readFile(join(flags.model, 'tokenizer.json'), 'utf8');
  await writeModelFolder(random, initRandom({ ...SHAPE }, SEED), tokenizer);
  if (part('bits')) for (const model of [flags.model, 'smollm2-135m-instruct']) await bits(model, homeOf());
  if (part('answers')) for (const model of [flags.model, 'smollm2-135m-instruct']) await answers(model, homeOf());
  if (part('tickets')) await tickets(random, folder);
  if (part('samples')) await samples(random, folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}

function homeOf(): string {
  return flags.home ?? homeFolder();
}
