/** The messages written one by one: what their files hold, and that every label asked for is there to be chosen. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { grammarOf, writtenMessages } from '../../../src/pretrain/texts/authored.js';
import { LABEL_NAMES, labelled } from '../../../src/pretrain/texts/labelled.js';
import { parseMessages, sorted } from '../../../src/pretrain/texts/messages.js';

const ROOT = join(import.meta.dirname, '../../..');
const messages = writtenMessages();

/** The labels of the sample that the model in the box is first tuned on. */
const SAMPLE_LABELS = new Set(
  readFileSync(join(ROOT, 'datasets/support-tickets.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(line.lastIndexOf(',') + 1).trim()),
);

describe('the written messages', () => {
  it('are hundreds of each kind, each once, in ASCII and under a named topic', () => {
    for (const kind of Object.keys(LABEL_NAMES))
      expect(messages.filter((message) => message.kind === kind).length, kind).toBeGreaterThan(500);
    const repeated = messages.filter(({ text }, i) => messages.findIndex((other) => other.text === text) !== i);
    expect(repeated.length).toBeLessThan(messages.length / 100);
    for (const { text, topic } of messages) {
      expect(text).toMatch(/^[\x20-\x7e]{8,}$/);
      expect(topic.length).toBeGreaterThan(1);
    }
  });

  it('are read with their topics, whatever stands between', () => {
    expect(parseMessages('k', '# one | eins\na b\n\n  c d  \n# two\ne f')).toEqual([
      { text: 'a b', kind: 'k', topic: ['one', 'eins'] },
      { text: 'c d', kind: 'k', topic: ['one', 'eins'] },
      { text: 'e f', kind: 'k', topic: ['two'] },
    ]);
  });
});

describe('sorting them', () => {
  const documents = [...sorted(messages, 1, new Random(3))];

  it('uses every message once in a pass, and the same seed gives the same text', () => {
    const asked = documents.reduce(
      (sum, document) =>
        sum + ('text' in document ? 1 : document.messages.filter(({ role }) => role === 'user').length),
      0,
    );
    expect(asked).toBe(messages.length);
    expect(documents.slice(0, 50)).toEqual([...sorted(messages, 1, new Random(3))].slice(0, 50));
  });

  it('lists every label that is answered, and none twice', () => {
    for (const document of documents) {
      if ('text' in document) continue;
      const [system, ...turns] = document.messages;
      const listed = /(?:: | \? |about\? )([^:?]+?)\.?$/.exec(system?.content ?? '')?.[1]?.split(', ') ?? [];
      expect(new Set(listed).size, system?.content).toBe(listed.length);
      for (const { role, content } of turns) if (role === 'assistant') expect(listed).toContain(content);
    }
  });

  it("calls no class as one of the sample's, here or in the grammar's lists", () => {
    const answers = [...documents, ...labelled(grammarOf(['labelled']), 3000, new Random(5))].flatMap((document) =>
      'text' in document
        ? [document.text.split('Category: ')[1] ?? '']
        : document.messages.filter(({ role }) => role === 'assistant').map(({ content }) => content),
    );
    expect(SAMPLE_LABELS.size).toBe(6);
    expect(answers.length).toBeGreaterThan(5000);
    expect(answers.filter((answer) => SAMPLE_LABELS.has(answer))).toEqual([]);
  });
});
