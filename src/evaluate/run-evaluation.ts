/** One model on the held-out rows. Knows of the engine only how to ask for an answer, a likelihood and a loss. */
import { Problem } from '../base/error.js';
import type { Example, Task } from '../data/types.js';
import type { Generator } from '../engine/generate/types.js';
import type { TokenizedExample } from '../engine/types.js';
import { scoreRows } from './score-rows.js';
import type { Metrics, RowResult } from './types.js';

/** Loss sums in nats and supervised tokens, one entry per row in the same order. How rows are batched is the giver's business. */
export type LossOf = (rows: readonly TokenizedExample[]) => Promise<{ lossSum: number; supervised: number }[]>;

export interface EvaluateModelInput {
  generator: Generator;
  lossOf: LossOf;
  /** Ids up to where the answer begins, exactly as in training and serving. */
  encodePrompt: (example: Example) => readonly number[];
  /** The whole example with its loss mask, exactly as in training. */
  encodeExample: (example: Example) => TokenizedExample;
  examples: readonly Example[];
  task: Task;
  /** All labels, for classification. */
  labels: readonly string[] | null;
  /** Longest greedy answer, in tokens. */
  maxTokens: number;
  seed?: number;
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

const DEFAULT_SEED = 42;

/** Throws `Problem` `no-test-rows` when there is nothing to measure. Rejects with the signal's reason when aborted. */
export async function evaluateModel(input: EvaluateModelInput): Promise<{ metrics: Metrics; rows: RowResult[] }> {
  const { examples, task, labels } = input;
  if (examples.length === 0) throw noRows();
  const losses = await input.lossOf(examples.map(input.encodeExample));
  const rows: RowResult[] = [];
  for (const [i, example] of examples.entries()) {
    input.signal?.throwIfAborted();
    const answer = await answerTo(example, input);
    const { lossSum, supervised } = losses[i] ?? { lossSum: Number.NaN, supervised: 0 };
    // Labels are compared exactly, and the list of labels is trimmed.
    const expected = task === 'classification' ? example.output.trim() : example.output;
    rows.push({ line: example.line, prompt: example.input, expected, answer, lossSum, supervised });
    input.onProgress?.(i + 1, examples.length);
  }
  return { metrics: scoreRows(rows, task, labels, input.seed ?? DEFAULT_SEED), rows };
}

function answerTo(example: Example, input: EvaluateModelInput): Promise<string> {
  return input.task === 'classification' && input.labels !== null && input.labels.length > 0
    ? likeliestLabel(example, input.labels, input)
    : greedyAnswer(example, input);
}

/**
 * The label to which the model gives the highest probability as its whole answer: the sum of the log-probabilities of the label's
 * tokens and of the end token after them. The sum is not divided by the length: it is the probability of exactly this answer, whereas a
 * mean would favour long labels, whose last tokens are all but certain. The end token keeps a label from winning because it begins a
 * longer one ("refund" against "refund status"). Ties go to the label named first.
 */
export async function likeliestLabel(
  example: Example,
  labels: readonly string[],
  input: Pick<EvaluateModelInput, 'generator' | 'encodePrompt' | 'encodeExample'>,
): Promise<string> {
  const continuations = labels.map((label) => answerIds(input.encodeExample(withAnswer(example, label))));
  const scores = await input.generator.scoreContinuations(input.encodePrompt(example), continuations);
  let best = 0;
  for (let i = 1; i < labels.length; i++) {
    if ((scores[i] ?? Number.NEGATIVE_INFINITY) > (scores[best] ?? Number.NEGATIVE_INFINITY)) best = i;
  }
  return labels[best] ?? '';
}

/** The tokens of the last answer: from its first trained token to its last, the end token among them. */
export function answerIds({ ids, trained }: TokenizedExample): number[] {
  const end = trained.lastIndexOf(1);
  let start = end;
  while (start > 0 && trained[start - 1] === 1) start -= 1;
  return end === -1 ? [] : Array.from(ids.subarray(start, end + 1));
}

function withAnswer(example: Example, output: string): Example {
  if (!example.messages) return { ...example, output };
  const last = example.messages.findLastIndex((message) => message.role === 'assistant');
  const messages = example.messages.map((message, i) => (i === last ? { ...message, content: output } : message));
  return { ...example, output, messages };
}

/** The likeliest next token, again and again: the same answer every time, so base and tuned differ only by what was learned. */
async function greedyAnswer(example: Example, input: EvaluateModelInput): Promise<string> {
  const options = { maxTokens: input.maxTokens, temperature: 0, topP: 1, stop: [], seed: 0 };
  const result = await input.generator.generate(input.encodePrompt(example), options, undefined, input.signal);
  return result.text.trim();
}

function noRows(): Problem {
  return new Problem({
    code: 'no-test-rows',
    message: {
      en: 'There are no held-out rows to evaluate on.',
      hi: 'Evaluate karne ke liye koi held-out row nahi hai.',
    },
    next: {
      en: 'Add rows (10 or more give a test row), or name another file with --file.',
      hi: 'Rows badhao (10 ya zyada par ek test row milti hai), ya --file se doosri file do.',
    },
    exitCode: 1,
  });
}
