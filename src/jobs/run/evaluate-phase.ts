/** Step 7: base against tuned on held-out rows, the tuned model as it was saved. */
import { Random } from '../../base/random.js';
import type { Example } from '../../data/types.js';
import { createGenerator } from '../../engine/generate/generator.js';
import type { Weights } from '../../engine/llama/config.js';
import { createTrainableModel } from '../../engine/llama/trainable-model.js';
import { encodePlainPrompt } from '../../engine/text/encode.js';
import type { TokenizedExample } from '../../engine/types.js';
import { compare } from '../../evaluate/compare.js';
import { retentionLoss } from '../../evaluate/retention.js';
import { evaluateModel } from '../../evaluate/run-evaluation.js';
import type { Evaluation, RowResult } from '../../evaluate/types.js';
import { encodeExample, encodePrompt, promptMessages } from '../../models/encode-example.js';
import type { OpenModel } from '../../models/types.js';
import type { JobEvent } from '../events.js';
import type { JobSpec } from '../spec.js';
import { rowLossesOf } from './row-losses.js';
import { encodeRows } from './training-rows.js';
import { tunedWeights } from './tuned-weights.js';

type Stage = Extract<JobEvent, { type: 'stage' }>['stage'];

/** What an evaluation tells on its way. `progress` may throw to stop it. */
export interface EvaluationHooks {
  progress(stage: Stage, done: number, total: number): void;
  warn(code: string, message: { en: string; hi: string }): void;
  /** What base and tuned did row by row, before it is summed up. */
  rows?(base: readonly RowResult[], tuned: readonly RowResult[]): Promise<void>;
}

export interface EvaluationTask {
  spec: JobSpec;
  base: OpenModel;
  /** The job's `model/`. */
  modelFolder: string;
  threads: number;
  examples: readonly Example[];
}

/** Held-out rows measured at most. An answer is generated token by token, a label only scored. */
const MAX_ROWS = { classification: 500, others: 100 } as const;
const MAX_ANSWER_TOKENS = 256;
/** Room beyond the longest expected answer, so that a model that does not stop in time is seen to. */
const ANSWER_MARGIN = 16;

/** Null, with a warning, when there is no row to measure on. */
export async function evaluate(task: EvaluationTask, hooks: EvaluationHooks): Promise<Evaluation | null> {
  const { spec, base } = task;
  const examples = measuredRows(task, hooks);
  if (examples.length === 0) return null;
  const measure = (weights: Weights, stage: Stage) => measureModel(task, examples, weights, stage, hooks);
  const before = await measure(base.weights, 'evaluate-base');
  const after = await measure(await tunedWeights(task.modelFolder, spec.method, base), 'evaluate-tuned');
  await hooks.rows?.(before.rows, after.rows);
  return compare({
    task: spec.task,
    labels: spec.labels,
    base: before.rows,
    tuned: after.rows,
    retention: { baseLoss: before.retention, tunedLoss: after.retention },
    seed: spec.hyperparameters.seed,
  });
}

/** The rows that fit and have an answer, a seeded sample of them when there are very many. */
function measuredRows({ spec, base, examples }: EvaluationTask, { warn }: EvaluationHooks): Example[] {
  const { rows } = encodeRows(base, spec.promptFormat, examples, base.config.max_position_embeddings);
  const usable = new Set(rows.map((row) => row.line));
  const fitting = examples.filter((example) => usable.has(example.line));
  const limit = spec.task === 'classification' ? MAX_ROWS.classification : MAX_ROWS.others;
  if (fitting.length === 0)
    warn('no-test-rows', {
      en: 'There is no held-out row to evaluate on, so base and tuned were not compared.',
      hi: 'Evaluate karne ke liye koi held-out row nahi hai, isliye base aur tuned ka comparison nahi hua.',
    });
  if (fitting.length < examples.length && fitting.length > 0)
    warn('test-rows-left-out', {
      en: `${examples.length - fitting.length} held-out rows are too long for the model and were left out.`,
      hi: `${examples.length - fitting.length} held-out rows model ke liye bahut lambe hain, unhe chhod diya.`,
    });
  if (fitting.length <= limit) return fitting;
  warn('test-rows-sampled', {
    en: `The evaluation uses ${limit} of ${fitting.length} held-out rows, chosen by the seed.`,
    hi: `Evaluation me ${fitting.length} me se ${limit} held-out rows lagi hain, seed se chuni hui.`,
  });
  const chosen = Random.for(spec.hyperparameters.seed, 'test').shuffle(fitting).slice(0, limit);
  return chosen.sort((a, b) => a.line - b.line);
}

async function measureModel(
  { spec, base, threads }: EvaluationTask,
  examples: readonly Example[],
  weights: Weights,
  stage: Stage,
  { progress }: EvaluationHooks,
): Promise<{ rows: RowResult[]; retention: number }> {
  const { config, tokenizer } = base;
  const encode = (example: Example): TokenizedExample => ({
    line: example.line,
    ...encodeExample(base, spec.promptFormat, example),
  });
  const answers = examples.map((example) => encode(example).trained.reduce((sum, t) => sum + t, 0));
  // The smallest choice of trainable parameters: only losses are computed here.
  const model = await createTrainableModel({
    config,
    weights,
    spec: { method: 'partial', lastBlocks: 1 },
    seed: 0,
    threads,
  });
  const generator = await createGenerator({ config, weights, tokenizer, threads });
  try {
    progress(stage, 0, examples.length);
    const { rows } = await evaluateModel({
      generator,
      lossOf: rowLossesOf(model, spec.hyperparameters.batchSize, () => progress(stage, 0, examples.length)),
      encodePrompt: (example) => encodePrompt(base, spec.promptFormat, promptMessages(example)),
      encodeExample: encode,
      examples,
      task: spec.task,
      labels: spec.labels,
      maxTokens: Math.min(MAX_ANSWER_TOKENS, Math.max(...answers) + ANSWER_MARGIN),
      seed: spec.hyperparameters.seed,
      onProgress: (done, total) => progress(stage, done, total),
    });
    const retention = await retentionLoss({
      lossOf: rowLossesOf(model, spec.hyperparameters.batchSize, (done, total) => progress('retention', done, total)),
      encodeText: (text) => encodePlainPrompt(tokenizer, text).slice(0, config.max_position_embeddings),
    });
    return { rows, retention };
  } finally {
    await generator.release();
    await model.release();
  }
}
