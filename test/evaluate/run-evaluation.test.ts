import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import type { Example } from '../../src/data/types.js';
import type { Generator } from '../../src/engine/generate/types.js';
import type { TokenizedExample } from '../../src/engine/types.js';
import { GENERAL_TEXT } from '../../src/evaluate/general-text.js';
import { retentionLoss } from '../../src/evaluate/retention.js';
import { answerIds, evaluateModel, type LossOf } from '../../src/evaluate/run-evaluation.js';

/** A toy tokenizer: one id per character, 0 ends a text. */
const idsOf = (text: string): number[] => [...text].map((character) => character.codePointAt(0) ?? 0);
const END = 0;

const encodePrompt = (example: Example): number[] => idsOf(`${example.input}>`);

function encodeExample(example: Example): TokenizedExample {
  const prompt = encodePrompt(example);
  const answer = [...idsOf(example.output), END];
  const ids = Int32Array.from([...prompt, ...answer, 10]);
  const trained = Uint8Array.from([...prompt.map(() => 0), ...answer.map(() => 1), 0]);
  return { line: example.line, ids, trained };
}

/** A model whose every token has the given log-probability, and that always answers the same text. */
function toyGenerator(logProbability: (id: number) => number, text = ''): Generator & { asked: number[][] } {
  const asked: number[][] = [];
  return {
    contextLength: 1000,
    asked,
    async generate(promptIds, options) {
      asked.push([...promptIds, options.temperature, options.maxTokens]);
      return { text, tokenIds: [], finishReason: 'stop', promptTokens: promptIds.length, completionTokens: 0 };
    },
    async scoreContinuations(promptIds, continuations) {
      asked.push([...promptIds]);
      return continuations.map((ids) => ids.reduce((sum, id) => sum + logProbability(id), 0));
    },
    async release() {},
  };
}

const lossOf: LossOf = async (rows) =>
  rows.map((row) => {
    const supervised = row.trained.reduce((sum, flag) => sum + flag, 0);
    return { lossSum: 2 * supervised, supervised };
  });

const examples: Example[] = [
  { line: 3, input: 'x', output: 'no' },
  { line: 8, input: 'yy', output: 'nod' },
];
const common = { lossOf, encodePrompt, encodeExample, examples, maxTokens: 16 };

describe('evaluating one model', () => {
  it('scores labels as whole answers with their end token, so that a label does not win by beginning another', async () => {
    // "d" is cheap and the end is cheap after "no" or "nod" alike: the longer label costs only its extra letter.
    const certain = toyGenerator((id) => (id === END ? -5 : -0.1));
    const { rows } = await evaluateModel({
      ...common,
      generator: certain,
      task: 'classification',
      labels: ['no', 'nod'],
    });
    expect(rows.map((row) => row.answer)).toEqual(['no', 'no']);
    const likesD = toyGenerator((id) => (id === 'd'.codePointAt(0) ? 1 : -0.1));
    const second = await evaluateModel({ ...common, generator: likesD, task: 'classification', labels: ['no', 'nod'] });
    expect(second.rows.map((row) => row.answer)).toEqual(['nod', 'nod']);
    expect(second.metrics.accuracy?.value).toBe(0.5);
  });

  it('gives a tie to the label named first', async () => {
    const generator = toyGenerator(() => 0);
    const { rows } = await evaluateModel({ ...common, generator, task: 'classification', labels: ['nod', 'no'] });
    expect(rows.map((row) => row.answer)).toEqual(['nod', 'nod']);
  });

  it('asks after the prompt alone', async () => {
    const generator = toyGenerator(() => -1);
    await evaluateModel({ ...common, generator, task: 'classification', labels: ['no', 'nod'] });
    expect(generator.asked).toEqual([idsOf('x>'), idsOf('yy>')]);
  });

  it('decodes greedily for other tasks, and keeps lines, losses and expected answers', async () => {
    const generator = toyGenerator(() => -1, ' nod\n');
    const { rows, metrics } = await evaluateModel({ ...common, generator, task: 'qa', labels: null });
    expect(generator.asked[0]).toEqual([...idsOf('x>'), 0, 16]);
    expect(rows).toEqual([
      { line: 3, prompt: 'x', expected: 'no', answer: 'nod', lossSum: 6, supervised: 3 },
      { line: 8, prompt: 'yy', expected: 'nod', answer: 'nod', lossSum: 8, supervised: 4 },
    ]);
    expect(metrics.loss.value).toBe(2);
    expect(metrics.exactMatch?.value).toBe(0.5);
  });

  it('tells its progress, and stops when asked to', async () => {
    const generator = toyGenerator(() => -1);
    const seen: string[] = [];
    const onProgress = (done: number, total: number) => seen.push(`${done}/${total}`);
    await evaluateModel({ ...common, generator, task: 'qa', labels: null, onProgress });
    expect(seen).toEqual(['1/2', '2/2']);
    const signal = AbortSignal.abort(new Error('stopped by the person'));
    await expect(evaluateModel({ ...common, generator, task: 'qa', labels: null, signal })).rejects.toThrow(
      'stopped by the person',
    );
  });

  it('refuses to measure nothing', async () => {
    const attempt = evaluateModel({
      ...common,
      examples: [],
      generator: toyGenerator(() => 0),
      task: 'qa',
      labels: null,
    });
    await expect(attempt).rejects.toThrow(Problem);
    await expect(attempt).rejects.toMatchObject({
      code: 'no-test-rows',
      message: 'There are no held-out rows to evaluate on.',
    });
  });

  it('takes an answer’s ids up to its end token and not what the template puts behind it', () => {
    expect(answerIds(encodeExample({ line: 1, input: 'q', output: 'ab' }))).toEqual([...idsOf('ab'), END]);
  });

  it('replaces the last assistant turn of a conversation when it scores a label', async () => {
    const chat: Example = {
      line: 1,
      input: 'hi',
      output: 'no',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', content: 'no' },
      ],
    };
    const seen: (string | undefined)[] = [];
    const spy = (example: Example): TokenizedExample => {
      seen.push(example.messages?.at(-1)?.content);
      return encodeExample(example);
    };
    const generator = toyGenerator(() => -1);
    await evaluateModel({
      ...common,
      encodeExample: spy,
      examples: [chat],
      generator,
      task: 'classification',
      labels: ['yes'],
    });
    expect(seen).toEqual(['no', 'yes']);
    expect(chat.messages?.at(-1)?.content).toBe('no');
  });
});

describe('retention', () => {
  it('predicts every token but the first of each passage, and weighs by tokens', async () => {
    const rows: TokenizedExample[] = [];
    const spy: LossOf = async (given) => {
      rows.push(...given);
      return given.map((row, i) => ({ lossSum: i === 0 ? 10 : 1, supervised: row.ids.length - 1 }));
    };
    const loss = await retentionLoss({ lossOf: spy, encodeText: idsOf, passages: ['abcdef', 'ab', 'a', ''] });
    expect(rows.map((row) => Array.from(row.trained))).toEqual([
      [0, 1, 1, 1, 1, 1],
      [0, 1],
    ]);
    expect(loss).toBeCloseTo(11 / 6, 12);
  });

  it('has a general text of at least 30 different passages, 6 to 8 KB', () => {
    expect(new Set(GENERAL_TEXT).size).toBe(GENERAL_TEXT.length);
    expect(GENERAL_TEXT.length).toBeGreaterThanOrEqual(30);
    const bytes = GENERAL_TEXT.join('\n').length;
    expect(bytes).toBeGreaterThan(6000);
    expect(bytes).toBeLessThan(8192);
  });
});
