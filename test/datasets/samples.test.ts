// The authored samples are content, and content is tested like code.
import { readFileSync } from 'node:fs';
import { parse as parseJavaScript } from 'acorn';
import { parse as parseCsv } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';

const read = (name: string): string => readFileSync(new URL(`../../datasets/${name}`, import.meta.url), 'utf8');
const readJsonl = <T>(name: string): T[] =>
  read(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

const tickets = parseCsv(read('support-tickets.csv'), { columns: true }) as { text: string; category: string }[];
const snippets = readJsonl<{ input: string; output: string }>('js-snippets.jsonl');
const faq = readJsonl<{ question: string; answer: string }>('company-faq.jsonl');
const chats = readJsonl<{ messages: { role: string; content: string }[] }>('chat-tone.jsonl');

const rowTexts: Record<string, string[]> = {
  'support-tickets.csv': tickets.map((row) => row.text),
  'js-snippets.jsonl': snippets.map((row) => `${row.input}\n${row.output}`),
  'company-faq.jsonl': faq.map((row) => `${row.question}\n${row.answer}`),
  'chat-tone.jsonl': chats.map((row) => row.messages.map((message) => message.content).join('\n')),
};

function trigrams(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const grams = new Set<string>();
  for (let i = 0; i + 2 < words.length; i++) grams.add(words.slice(i, i + 3).join(' '));
  return grams.size > 0 ? grams : new Set([words.join(' ')]);
}

function jaccard(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const gram of a) if (b.has(gram)) shared++;
  return shared / (a.size + b.size - shared);
}

describe.each(Object.entries(rowTexts))('%s', (_name, texts) => {
  it('has no two rows that are nearly the same', () => {
    const grams = texts.map(trigrams);
    const pairs = grams.flatMap((a, i) =>
      grams.slice(i + 1).flatMap((b, j) => (jaccard(a, b) >= 0.6 ? [[texts[i], texts[i + 1 + j]]] : [])),
    );
    expect(pairs).toEqual([]);
  });

  it('holds nothing that looks like personal data', () => {
    const personal = /\S+@\S+\.\S+|(?:\d[ -]?){8,}|\b[A-Z]{5}\d{4}[A-Z]\b|\bsk-\w{8,}/;
    expect(texts.filter((text) => personal.test(text))).toEqual([]);
  });
});

describe('support-tickets.csv', () => {
  it('has 300 tickets in six categories of about the same size', () => {
    const counts: Record<string, number> = {};
    for (const { category } of tickets) counts[category] = (counts[category] ?? 0) + 1;
    expect(counts).toEqual({ billing: 50, delivery: 48, refund: 51, account: 49, technical: 50, feedback: 52 });
  });

  it('needs quoting: some tickets hold commas and quotes', () => {
    expect(tickets.filter((row) => row.text.includes(',')).length).toBeGreaterThan(30);
    expect(tickets.filter((row) => row.text.includes('"')).length).toBeGreaterThan(5);
  });
});

describe('js-snippets.jsonl', () => {
  it('has 150 different requests', () => {
    expect(new Set(snippets.map((row) => row.input)).size).toBe(150);
    expect(snippets).toHaveLength(150);
  });

  it.each(snippets)('parses: $input', ({ output }) => {
    expect(() => parseJavaScript(output, { ecmaVersion: 'latest', sourceType: 'module' })).not.toThrow();
  });
});

describe('company-faq.jsonl', () => {
  it('has 150 different questions with short answers', () => {
    expect(faq).toHaveLength(150);
    expect(new Set(faq.map((row) => row.question)).size).toBe(150);
    expect(faq.filter((row) => row.answer.split(/[.!?](?:\s|$)/).filter(Boolean).length > 2)).toEqual([]);
  });

  it('agrees with itself on every price of a plan', () => {
    const allowed: Record<string, string[]> = {
      Mini: ['499', '4,990'],
      Classic: ['799', '899', '2,250', '7,990'],
      Maker: ['1,199', '11,990'],
    };
    for (const { answer } of faq) {
      const named = Object.keys(allowed).filter((plan) => answer.includes(plan));
      if (named.length === 0) continue;
      const prices = [...answer.matchAll(/Rs ([\d,]*\d)/g)].map((match) => match[1]!);
      for (const price of prices)
        expect(
          named.flatMap((plan) => allowed[plan]!),
          answer,
        ).toContain(price);
    }
  });
});

describe('chat-tone.jsonl', () => {
  it('has 120 conversations, a fifth of them with several turns, each ending with the assistant', () => {
    expect(chats).toHaveLength(120);
    expect(chats.filter((row) => row.messages.length > 2)).toHaveLength(24);
    for (const { messages } of chats)
      expect(messages.map((message) => message.role)).toEqual(
        messages.map((_, i) => (i % 2 === 0 ? 'user' : 'assistant')),
      );
  });

  it('keeps every answer short', () => {
    const long = chats.flatMap((row) => row.messages).filter((m) => m.role === 'assistant' && m.content.length > 260);
    expect(long).toEqual([]);
  });
});
