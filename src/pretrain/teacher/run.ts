/**
 * `npm run corpus:teacher -- --tokens N --seed S`: adds text by the teacher, SmolLM2-135M-Instruct, to nano's pretraining text.
 * Further options: --model NAME, --home DIR (where it was pulled to), --out DIR, --threads N.
 */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../../base/error.js';
import { homeFolder } from '../../base/home.js';
import { BatchDecoder } from '../../engine/generate/batch-decoder.js';
import { openModel } from '../../models/open.js';
import { reservedTexts } from '../corpus/reserved.js';
import { cleanAnswer } from './clean-answer.js';
import { type TeacherProgress, writeTeacherText } from './write-text.js';

const ROOT = join(import.meta.dirname, '../../..');
/** Many texts share one reading of the weights; more than this gained nothing on two cores. */
const TEXTS = 64;
/** The longest prompts have about 70 tokens; longer ones are left out. */
const CAPACITY = 152;
const MAX_TOKENS = 80;
/** Beyond these a token's probability is too small for the nucleus nearly always. */
const CANDIDATES = 40;
const SAY_EVERY = 200;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      tokens: { type: 'string', default: '400000' },
      seed: { type: 'string', default: '1' },
      model: { type: 'string', default: 'smollm2-135m-instruct' },
      home: { type: 'string' },
      out: { type: 'string' },
      threads: { type: 'string', default: '2' },
    },
  });
  const folder = values.out ?? process.env.VISHESH_CORPUS ?? join(homedir(), '.cache/vishesh-corpus');
  const model = await openModel(values.model, { home: values.home ?? homeFolder() });
  if (model.chatTemplate === null) throw noTemplate(model.id);
  const size = { texts: TEXTS, capacity: CAPACITY, candidates: CANDIDATES };
  const decoder = await BatchDecoder.open(model.config, model.weights, size, Number(values.threads));
  const started = performance.now();
  const say = (progress: TeacherProgress): void => console.log(summary(progress, (performance.now() - started) / 1000));
  const path = join(folder, 'teacher.jsonl');
  const done = await writeTeacherText({
    decoder,
    chat: { tokenizer: model.tokenizer, template: model.chatTemplate },
    path,
    tokens: Number(values.tokens),
    seed: Number(values.seed),
    reserved: await reservedTexts([join(ROOT, 'datasets'), join(import.meta.dirname, '../held-out')]),
    clean: cleanAnswer,
    maxTokens: MAX_TOKENS,
    temperature: 0.7,
    topP: 0.9,
    onProgress: (progress) => {
      if (progress.answers % SAY_EVERY === 0) say(progress);
    },
  });
  say(done);
  console.log(`The teacher's text is in ${path}.`);
  await decoder.release();
}

function summary({ rows, tokens, answers, generatedTokens, rejected }: TeacherProgress, seconds: number): string {
  const left = Object.entries(rejected).map(([reason, count]) => `${reason} ${count}`);
  const speed = Math.round(generatedTokens / seconds);
  return `${rows} rows, ${tokens} tokens; this run ${answers} answers in ${Math.round(seconds)} s (${speed} tokens/s); left out: ${left.join(', ')}`;
}

function noTemplate(id: string): Problem {
  return new Problem({
    code: 'teacher-without-template',
    message: 'The teacher has no chat template, so it cannot be asked.',
    where: id,
    next: 'Choose a model that was tuned for chat with --model.',
  });
}

main().catch((error: unknown) => {
  if (!(error instanceof Problem)) throw error;
  console.error(`${error.message}${error.where === undefined ? '' : ` (${error.where})`}\n${error.toJSON().next}`);
  process.exitCode = error.exitCode;
});
