/**
 * A few held-out prompts answered with the weights as they are in training, so that a person sees the model change. Labels are chosen by
 * their likelihood as in the evaluation, other answers are greedy and short. It uses the model that trains: no memory beside it.
 */
import { Random } from '../../base/random.js';
import type { Example } from '../../data/types.js';
import { bucketLength, makeBatch } from '../../engine/train/batch.js';
import type { TokenizedExample, TrainableModel } from '../../engine/types.js';
import { encodeExample, encodePrompt, promptMessages } from '../../models/encode-example.js';
import type { OpenModel } from '../../models/types.js';
import type { HeldOutAnswer } from '../events.js';
import type { JobSpec } from '../spec.js';
import { rowLossesOf } from './row-losses.js';

const PROMPTS = 3;
/** Tokens of a prompt and its answer at most: a longer one would cost too much at every checkpoint. */
const MAX_TOKENS = 320;
const MAX_ANSWER_TOKENS = 24;
/** More labels than this are not all scored; the answer is written instead. */
const MAX_LABELS = 24;
/** Of a text in an event. */
const MAX_CHARACTERS = 400;

export interface AnswerTask {
  spec: Pick<JobSpec, 'task' | 'labels' | 'promptFormat' | 'hyperparameters'>;
  base: OpenModel;
  model: Pick<TrainableModel, 'loss' | 'predict'>;
}

/** The same rows for every run of a job: seeded, short ones, of different answers where there are. */
export function heldOutPrompts({ spec, base }: AnswerTask, examples: readonly Example[]): Example[] {
  const fitting = Random.for(spec.hyperparameters.seed, 'answers')
    .shuffle([...examples])
    .filter((example) => encodeExample(base, spec.promptFormat, example).ids.length <= MAX_TOKENS);
  const first = fitting.filter((one, i) => fitting.findIndex(({ output }) => output === one.output) === i);
  return [...first, ...fitting.filter((one) => !first.includes(one))].slice(0, PROMPTS);
}

/** Null when `stop` asked to leave it. An answer that takes too long ends early. */
export async function answerPrompts(
  task: AnswerTask,
  prompts: readonly Example[],
  stop: () => boolean,
): Promise<string[] | null> {
  const { labels } = task.spec;
  return task.spec.task === 'classification' && labels !== null && labels.length <= MAX_LABELS
    ? likeliestLabels(task, prompts, labels)
    : greedyAnswers(task, prompts, stop);
}

async function likeliestLabels(
  { spec, base, model }: AnswerTask,
  prompts: readonly Example[],
  labels: readonly string[],
): Promise<string[]> {
  const rows = prompts.flatMap((example) =>
    labels.map((output): TokenizedExample => {
      const { messages: _, ...plain } = example;
      return { line: example.line, ...encodeExample(base, spec.promptFormat, { ...plain, output }) };
    }),
  );
  const losses = await rowLossesOf(model, spec.hyperparameters.batchSize)(rows);
  return prompts.map((_, i) => {
    const sums = labels.map((_label, l) => losses[i * labels.length + l]?.lossSum ?? Number.POSITIVE_INFINITY);
    return labels[sums.indexOf(Math.min(...sums))] ?? '';
  });
}

/** All prompts side by side, one token each at a time, at one padded length: one graph for the whole job. */
async function greedyAnswers(
  { spec, base, model }: AnswerTask,
  prompts: readonly Example[],
  stop: () => boolean,
): Promise<string[] | null> {
  const { tokenizer, config } = base;
  const ids = prompts.map((example) => encodePrompt(base, spec.promptFormat, promptMessages(example)));
  const longest = Math.max(...ids.map((prompt) => prompt.length));
  const most = Math.min(MAX_ANSWER_TOKENS, config.max_position_embeddings - longest);
  const length = bucketLength(longest + most);
  const answers = ids.map((): { tokens: number[]; ended: boolean } => ({ tokens: [], ended: false }));
  for (let token = 0; token < most && answers.some(({ ended }) => !ended); token++) {
    if (stop()) return null;
    const rows = ids.map((prompt, i) => nextTokenRow([...prompt, ...(answers[i]?.tokens ?? [])]));
    const next = await model.predict({ ...makeBatch(rows), length });
    for (const [i, answer] of answers.entries()) {
      const id = next[i];
      answer.ended ||= id === undefined || tokenizer.endIds.includes(id);
      if (!answer.ended && id !== undefined) answer.tokens.push(id);
    }
  }
  return answers.map(
    ({ tokens, ended }) => tokenizer.decode(tokens, { skipSpecial: true }).trim() + (ended ? '' : ' …'),
  );
}

/** A row whose only target is the token after `ids`. */
function nextTokenRow(ids: readonly number[]): TokenizedExample {
  const trained = new Uint8Array(ids.length + 1);
  trained[ids.length] = 1;
  return { line: 0, ids: Int32Array.from([...ids, 0]), trained };
}

export function answersOf(
  prompts: readonly Example[],
  base: readonly string[],
  tuned: readonly string[],
): HeldOutAnswer[] {
  return prompts.map(({ line, input, output }, i) => ({
    row: line,
    prompt: short(input),
    expected: short(output),
    base: short(base[i] ?? ''),
    tuned: short(tuned[i] ?? ''),
  }));
}

const short = (text: string): string => (text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)} …` : text);
