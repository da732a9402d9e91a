/**
 * Every GGUF export opened by llama.cpp, and its answers compared with ours:
 *
 *   node --import tsx test/interop/llama-cpp.ts --cache DIR [--model ID_OR_PATH ...]
 *
 * One line per check, a count at the end. Exit code 0 when all agree, 1 when not, 77 when llama.cpp cannot be fetched.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { homeFolder } from '../../src/base/home.js';
import { exportModel } from '../../src/deploy/export/export-model.js';
import { measuredBy } from '../../src/deploy/export/gates/same-logits.js';
import { mergedWeights, trainedModel } from '../../src/deploy/export/merged.js';
import { EXPORT_QUANTS } from '../../src/deploy/export/names.js';
import { QUANT_TOLERANCES } from '../../src/deploy/export/tolerances.js';
import type { ExportSource, GgufQuant, Tolerance } from '../../src/deploy/export/types.js';
import { createGenerator } from '../../src/engine/generate/generator.js';
import { type LogitsModel, logitDifference, textLogits } from '../../src/engine/llama/logits.js';
import { encodePrompt } from '../../src/models/encode-example.js';
import { readModel } from '../../src/models/open.js';
import type { OpenModel } from '../../src/models/types.js';
import { installLlamaCpp } from './llama/install.js';
import { openIfPresent, randomAdapter, randomModel, sourceOf } from './llama/models.js';
import { type LlamaCpp, type LlamaCppModel, openLlamaCpp } from './llama/open-llama.js';
import { sampleTexts } from './texts.js';

const THREADS = 2;
/** llama.cpp's threads wait for each other by spinning, which on a busy machine takes longer than one thread alone. */
const LLAMA_THREADS = 1;
/** Positions compared, the last ones of each text: each is a table of the whole vocabulary. */
const POSITIONS = 8;
const ANSWER_TOKENS = 24;
/** llama.cpp multiplies F16 weights with activations rounded to F16, quantised ones with activations rounded to 8 bits; we never round those. */
const SAME_FILE: Record<GgufQuant, Tolerance> = {
  f32: { kind: 'max', limit: 2e-3 },
  f16: { kind: 'mean-to-spread', limit: 0.01 },
  q8_0: { kind: 'mean-to-spread', limit: 0.05 },
  q4_0: { kind: 'mean-to-spread', limit: 0.1 },
};

const QUESTIONS = [
  'What is the capital of France?',
  'What is the opposite of hot?',
  'Name three fruits.',
  'What is 2 + 2?',
  'How many days are in a week?',
  'Write one sentence about the sea.',
  'Write a Python function that adds two numbers.',
  'mera order abhi tak nahi aaya, kya karun?',
  'भारत की राजधानी क्या है?',
  'Say hello to 🙂 in one line.',
];

let [passed, failed] = [0, 0];
function report(ok: boolean, name: string, detail: string): void {
  ok ? passed++ : failed++;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name}: ${detail}`);
}

async function main(cache: string, only: string[] | undefined): Promise<number> {
  const installed = await installLlamaCpp(cache);
  if ('skipped' in installed) {
    console.log(`SKIPPED: nothing was compared with llama.cpp, because ${installed.skipped}`);
    return 77;
  }
  const models = await modelsToCheck(only);
  if (models.length === 0) {
    console.log(
      'SKIPPED: nothing was compared with llama.cpp, because no model is on this machine (vishesh models pull ...)',
    );
    return 77;
  }
  const llama = await openLlamaCpp(installed.module, LLAMA_THREADS);
  for (const model of models) await checkModel(llama, model);
  await llama.close();
  console.log(`${passed} checks passed, ${failed} failed (node-llama-cpp ${installed.version})`);
  return failed === 0 ? 0 : 1;
}

async function modelsToCheck(only: string[] | undefined): Promise<OpenModel[]> {
  const home = homeFolder();
  const names = only ?? ['nano', 'smollm2-135m-instruct'];
  const models: OpenModel[] = [];
  for (const name of names) {
    const model = await openIfPresent(name, home);
    if (model === null) console.log(`SKIPPED: ${name} is not on this machine`);
    else models.push(model);
  }
  const [first] = models;
  return first === undefined ? [] : [randomModel(first), ...models];
}

async function checkModel(llama: LlamaCpp, base: OpenModel): Promise<void> {
  const prompts = QUESTIONS.map((content) =>
    encodePrompt(base, sourceOf(base, { kind: 'nothing' }, []).promptFormat, [{ role: 'user', content }]),
  );
  const samples = prompts.slice(-4).map((ids) => ids.slice(0, 96));
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-llama-'));
  try {
    const plain = sourceOf(base, { kind: 'nothing' }, samples);
    const expected = await answersOf(base, base, prompts);
    for (const quant of EXPORT_QUANTS) {
      const out = join(folder, quant);
      await exportModel(plain, { format: 'gguf', quant, out, threads: THREADS });
      const path = join(out, 'model.gguf');
      const opened = await llama.open(path);
      if (quant === 'f32') checkText(base, opened);
      if (quant === 'f32' || quant === 'f16') await checkAnswers(base, opened, quant, prompts, expected);
      await checkLogits(
        opened,
        `${base.id} ${quant}`,
        await readModel(path),
        samples,
        SAME_FILE[quant],
        'the same file in this engine',
      );
      await checkLogits(
        opened,
        `${base.id} ${quant}`,
        base,
        samples,
        QUANT_TOLERANCES[quant],
        'the model before it was quantised',
      );
      await opened.close();
      if (quant !== 'f32') await rm(out, { recursive: true, force: true, maxRetries: 5 });
    }
    await checkAdapter(llama, base, samples, folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Token ids of 200 texts, plain and inside the chat template; the template itself. */
function checkText(base: OpenModel, opened: LlamaCppModel): void {
  const { tokenizer, chatTemplate, id } = base;
  const texts = sampleTexts().map(({ text }) => text);
  const differing = texts.filter((text) => tokenizer.encode(text).join() !== opened.tokenize(text, false).join());
  report(
    differing.length === 0,
    `${id} token ids`,
    `${texts.length - differing.length} of ${texts.length} texts the same${shown(differing)}`,
  );
  const chats = texts.map((text) => `<|im_start|>user\n${text}<|im_end|>\n`);
  if (tokenizer.idOf('<|im_start|>') !== undefined) {
    const apart = chats.filter(
      (text) => tokenizer.encode(text, { allowSpecial: true }).join() !== opened.tokenize(text, true).join(),
    );
    report(
      apart.length === 0,
      `${id} special tokens`,
      `${chats.length - apart.length} of ${chats.length} turns the same${shown(apart)}`,
    );
  }
  report(
    (opened.chatTemplate ?? null) === chatTemplate,
    `${id} chat template`,
    `${opened.chatTemplate?.length ?? 0} characters`,
  );
}

const shown = ([first]: string[]): string => (first === undefined ? '' : `, not ${JSON.stringify(first.slice(0, 60))}`);

async function answersOf(
  base: OpenModel,
  model: Pick<LogitsModel, 'config' | 'weights'>,
  prompts: number[][],
): Promise<number[][]> {
  const generator = await createGenerator({
    config: model.config,
    weights: model.weights,
    tokenizer: base.tokenizer,
    threads: THREADS,
  });
  const answers: number[][] = [];
  const options = { maxTokens: ANSWER_TOKENS, temperature: 0, topP: 1, stop: [], seed: 0 };
  for (const ids of prompts) answers.push((await generator.generate(ids, options)).tokenIds);
  await generator.release();
  return answers;
}

async function checkAnswers(
  base: OpenModel,
  opened: LlamaCppModel,
  quant: GgufQuant,
  prompts: number[][],
  expected: number[][],
): Promise<void> {
  let same = 0;
  let difference = '';
  for (const [index, ids] of prompts.entries()) {
    const answer = await opened.greedy(ids, ANSWER_TOKENS, base.tokenizer.endIds);
    if (answer.join() === expected[index]?.join()) same++;
    else
      difference ||= `; ${JSON.stringify(QUESTIONS[index])}: ${JSON.stringify(base.tokenizer.decode(answer))} instead of ${JSON.stringify(base.tokenizer.decode(expected[index] ?? []))}`;
  }
  const tokens = expected.reduce((sum, ids) => sum + ids.length, 0);
  report(
    same === prompts.length,
    `${base.id} ${quant} greedy answers`,
    `${same} of ${prompts.length} the same (${tokens} tokens)${difference}`,
  );
}

async function checkLogits(
  opened: LlamaCppModel,
  name: string,
  model: LogitsModel,
  samples: number[][],
  tolerance: Tolerance,
  against: string,
): Promise<void> {
  const vocabSize = model.config.vocab_size;
  const found: Float32Array[] = [];
  for (const ids of samples) found.push(await opened.logits(ids, Math.min(POSITIONS, ids.length), vocabSize));
  const ours = (await textLogits(model, samples, THREADS)).map((rows) => rows.slice(-POSITIONS * vocabSize));
  const difference = logitDifference(ours, found, vocabSize);
  const { max, mean, spread, topAgreement, positions } = difference;
  const numbers = `max ${max.toPrecision(3)}, mean ${mean.toPrecision(3)}, mean over spread ${(mean / spread).toPrecision(2)}, same top token ${(100 * topAgreement).toFixed(1)}% of ${positions}`;
  report(
    measuredBy(tolerance, difference) <= tolerance.limit,
    `${name} logits against ${against}`,
    `${numbers} (${tolerance.kind} at most ${tolerance.limit})`,
  );
}

/** A rank-stabilised adapter over the float32 base, laid on by llama.cpp; and the same one merged. */
async function checkAdapter(llama: LlamaCpp, base: OpenModel, samples: number[][], folder: string): Promise<void> {
  const source: ExportSource = sourceOf(base, randomAdapter(base), samples);
  const lora = join(folder, 'lora');
  await exportModel(source, { format: 'gguf-lora', quant: null, out: lora, threads: THREADS });
  const opened = await llama.open(join(folder, 'f32', 'model.gguf'), join(lora, 'adapter.gguf'));
  await checkLogits(
    opened,
    `${base.id} gguf-lora`,
    trainedModel(source),
    samples,
    { kind: 'max', limit: 5e-3 },
    'base and adapter in this engine',
  );
  await opened.close();
  const merged = join(folder, 'merged');
  await exportModel(source, { format: 'gguf', quant: 'f32', out: merged, threads: THREADS });
  const whole = await llama.open(join(merged, 'model.gguf'));
  await checkLogits(
    whole,
    `${base.id} merged f32`,
    { config: base.config, weights: mergedWeights(source) },
    samples,
    SAME_FILE.f32,
    'the merged model in this engine',
  );
  await whole.close();
}

const { values: flags } = parseArgs({
  options: { cache: { type: 'string' }, model: { type: 'string', multiple: true } },
});
if (flags.cache === undefined) throw new Error('usage: llama-cpp.ts --cache DIR [--model ID_OR_PATH]');
process.exitCode = await main(flags.cache, flags.model);
