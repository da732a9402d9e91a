import { describe, expect, it } from 'vitest';
import { detect } from '../../src/data/detect.js';
import { parseColumns } from '../../src/data/detect-columns.js';
import type { Columns, Task } from '../../src/data/types.js';

const rowsOf = (records: Record<string, unknown>[]) => records.map((record, index) => ({ line: index + 1, record }));
const found = (records: Record<string, unknown>[], chosen: { task?: Task; columns?: Columns } = {}) =>
  detect(rowsOf(records), { format: 'jsonl', file: 'f.jsonl', ...chosen });
const many = (count: number, record: (index: number) => Record<string, unknown>) =>
  Array.from({ length: count }, (_, i) => record(i));
const last = (detection: ReturnType<typeof found>): string => detection.reasons.at(-1)?.en ?? '';
const problem = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('the task', () => {
  it('is classification when few distinct short answers repeat, and the reason counts them', () => {
    const detection = found(many(300, (i) => ({ input: `text number ${i}`, output: `Label ${i % 12}` })));
    expect(detection.task).toBe('classification');
    expect(last(detection)).toBe('12 distinct values in 300 rows -> classification.');
  });

  it('counts labels without regard to case and spaces, and says how many spellings they have', () => {
    const detection = found(many(40, (i) => ({ text: `text ${i}`, label: ['a b', 'A b', 'c'][i % 3] })));
    expect(last(detection)).toBe('2 distinct values (3 spellings) in 40 rows -> classification.');
  });

  it('is generation when the answers are all different', () => {
    expect(
      found(many(50, (i) => ({ input: `topic ${i}`, output: `A longer story about the topic with number ${i}.` })))
        .task,
    ).toBe('generation');
  });

  it('is generation when the label column holds different long texts', () => {
    expect(
      found(many(50, (i) => ({ text: `a ${i}`, label: `the whole summary of text number ${i} in many words` }))).task,
    ).toBe('generation');
  });

  it('is code when most answers look like code in any common language', () => {
    const snippets = [
      'function add(a, b) {\n  return a + b;\n}',
      'const xs = [1, 2].map((x) => x * 2);',
      'def add(a, b):\n    return a + b',
      '```python\nprint(1)\n```',
      'for (let i = 0; i < 3; i++) { console.log(i); }',
      'SELECT name FROM users WHERE id = 1;',
      '#include <stdio.h>\nint main() { return 0; }',
    ];
    expect(found(snippets.map((output, i) => ({ prompt: `task ${i}`, completion: output }))).task).toBe('code');
  });

  it('is not code when prose speaks of functions, returns and imports', () => {
    const prose = [
      'You can return the parcel within 30 days; import duties are not refunded.',
      'The class starts at nine. Let us meet before it.',
      'If the function of the button is unclear, ask for help (we answer at once).',
      'Select a plan from the list, then press OK.',
    ];
    expect(found(prose.map((output, i) => ({ prompt: `say ${i}`, completion: output }))).task).not.toBe('code');
  });

  it('is qa when the prompts are questions', () => {
    expect(
      found(
        many(30, (i) => ({
          prompt: `What is ${i}?`,
          completion: `It is the number after ${i - 1} and before ${i + 1}.`,
        })),
      ).task,
    ).toBe('qa');
    expect(found([{ question: 'a', answer: 'b' }]).task).toBe('qa');
  });

  it('is chat for conversations', () => {
    expect(found([{ messages: [] }]).task).toBe('chat');
    expect(found([{ conversations: [] }]).task).toBe('chat');
  });

  it('is what the user says, with that as the reason', () => {
    const detection = found(
      many(30, (i) => ({ text: `a${i}`, label: `${i % 2}` })),
      { task: 'generation' },
    );
    expect(detection.task).toBe('generation');
    expect(last(detection)).toBe('You chose the task generation.');
  });
});

describe('the columns', () => {
  it('are those of most records; the strangers are counted', () => {
    const detection = found([
      ...many(8, () => ({ input: 'a', output: 'b' })),
      { prompt: 'a', completion: 'b' },
      { foo: 1 },
    ]);
    expect(detection.shape).toBe('input-output');
    expect(detection.reasons.map((reason) => reason.en).join(' ')).toContain(
      '2 of the first 10 records do not have the shape input-output (found also: prompt-completion)',
    );
  });

  it('pair known names that no shape pairs', () => {
    expect(found(many(9, (i) => ({ id: i, utterance: `u${i}`, response: `long answer number ${i}` })))).toMatchObject({
      columns: { prompt: 'utterance', completion: 'response' },
    });
    expect(found(many(9, (i) => ({ query: `u${i}`, intent: 'x' })))).toMatchObject({
      shape: 'text-label',
      columns: { prompt: 'query', completion: 'intent' },
    });
  });

  it('are guessed for two columns of unknown names: the repeating one is the answer', () => {
    expect(found(many(20, (i) => ({ x: `text ${i}`, y: `l${i % 2}` }))).columns).toEqual({
      prompt: 'x',
      completion: 'y',
    });
    expect(found(many(20, (i) => ({ y: `l${i % 2}`, x: `text ${i}` }))).columns).toEqual({
      prompt: 'x',
      completion: 'y',
    });
  });

  it('are what the user says, wholly or in part', () => {
    const records = many(5, (i) => ({ q: `q${i}`, a: `a${i}`, input: 'i', output: 'o' }));
    expect(found(records, { columns: { prompt: 'q', completion: 'a' } }).columns).toEqual({
      prompt: 'q',
      completion: 'a',
    });
    expect(found(records, { columns: { completion: 'a' } }).columns).toMatchObject({ completion: 'a' });
    expect(found([{ chat: [{ from: 'human', value: 'x' }] }], { columns: { messages: 'chat' } })).toMatchObject({
      shape: 'sharegpt',
      columns: { messages: 'chat' },
    });
  });

  it('that do not exist are refused with the names that do', () => {
    expect(problem(() => found([{ a: 1, b: 2 }], { columns: { prompt: 'c', completion: 'b' } }))).toMatchObject({
      code: 'unknown-column',
      next: { en: 'Choose among: a, b.' },
    });
  });

  it('that say nothing are asked for, with an example in the names of the file', () => {
    expect(problem(() => found([{ en: 'a', fr: 'b', domain: 'c' }]))).toMatchObject({
      code: 'unknown-columns',
      where: 'f.jsonl',
      next: { en: 'Say it, for example prompt=en,completion=domain (on the command line after --columns).' },
    });
  });

  it('are parsed from the command line form, and refused in any other', () => {
    expect(parseColumns('prompt=q, completion=my=answer')).toEqual({ prompt: 'q', completion: 'my=answer' });
    for (const text of ['q', 'prompt=', 'text=q', ''])
      expect(problem(() => parseColumns(text))).toMatchObject({ code: 'bad-columns' });
  });

  it('with numbers as labels are mentioned', () => {
    const detection = found(many(20, (i) => ({ text: `t${i}`, label: i % 2 })));
    expect(detection.reasons.map((reason) => reason.en)).toContain(
      '"label" holds numbers or true/false in 20 of 20 rows; they are read as text.',
    );
  });
});
