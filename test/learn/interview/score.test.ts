/** The rubric against answers that were written for it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadQuestions, questionOf } from '../../../src/learn/interview/load.js';
import { BANDS, scoreAnswer } from '../../../src/learn/interview/score.js';
import { normalised } from '../../../src/learn/interview/spellings.js';
import type { Band } from '../../../src/learn/interview/types.js';

interface Sample {
  question: string;
  kind: string;
  lang: string;
  band: Band;
  text: string;
}
const samples = parse(readFileSync(new URL('answers.yaml', import.meta.url), 'utf8')) as Sample[];
const questions = await loadQuestions();
const scored = samples.map((sample) => ({ ...sample, ...scored1(sample) }));

function scored1({ question, text }: Sample) {
  const { total, band: got, stuffed, mistakes, points, words } = scoreAnswer(questionOf(questions, question), text);
  return { total, got, stuffed, mistakes, points, words };
}

const RANK: Record<Band, number> = { empty: 0, vague: 1, solid: 2, strong: 3 };

/** Ranks from 1; those that are equal share their mean rank. */
function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return values.map((value) => (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1);
}

function spearman(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [mx, my] = [mean(x), mean(y)];
  const product = (p: readonly number[], q: readonly number[], mp: number, mq: number) =>
    p.reduce((sum, value, i) => sum + (value - mp) * (q[i]! - mq), 0);
  return product(x, y, mx, my) / Math.sqrt(product(x, x, mx, mx) * product(y, y, my, my));
}

const told = (list: typeof scored) =>
  list.map(({ question, kind, lang, band, got, total }) => `${question} ${kind} ${lang}: ${band}, got ${got} ${total}`);

describe('the set', () => {
  it('has at least sixty answers of every kind to at least ten questions, in both languages', () => {
    expect(samples.length).toBeGreaterThanOrEqual(60);
    expect(new Set(samples.map(({ question }) => question)).size).toBeGreaterThanOrEqual(10);
    const kinds = ['good', 'partial', 'vague', 'wrong', 'stuffed', 'off-topic', 'empty'];
    expect([...new Set(samples.map(({ kind }) => kind))].sort()).toEqual(kinds.sort());
    expect(samples.filter(({ lang }) => lang === 'hi').length).toBeGreaterThanOrEqual(20);
  });
});

describe('the rubric', () => {
  it('orders answers as a person who knows the field does', () => {
    const rho = spearman(
      scored.map(({ total }) => total),
      scored.map(({ band }) => RANK[band]),
    );
    expect(rho).toBeGreaterThanOrEqual(0.8);
  });

  it('is never two bands away, and in the same band for four of five', () => {
    expect(told(scored.filter(({ band, got }) => Math.abs(RANK[band] - RANK[got]) > 1))).toEqual([]);
    expect(scored.filter(({ band, got }) => band === got).length / scored.length).toBeGreaterThanOrEqual(0.8);
  });

  it('gives a list of keywords no more than vague', () => {
    const stuffed = scored.filter(({ kind }) => kind === 'stuffed');
    expect(stuffed.length).toBeGreaterThanOrEqual(8);
    expect(told(stuffed.filter(({ got }) => RANK[got] > RANK.vague))).toEqual([]);
  });

  it('takes no good or partial answer for a list of keywords', () => {
    const prose = scored.filter(({ kind }) => kind === 'good' || kind === 'partial');
    expect(told(prose.filter(({ stuffed }) => stuffed))).toEqual([]);
    expect(told(prose.filter(({ mistakes }) => mistakes.length > 0))).toEqual([]);
  });

  it('shows each point with a sentence of the answer', () => {
    for (const { text, points } of scored)
      for (const { evidence } of points) if (evidence !== null) expect(text).toContain(evidence);
    const good = scored.find(({ kind }) => kind === 'good');
    expect(good?.points.filter(({ evidence }) => evidence !== null).length).toBeGreaterThan(3);
  });

  it('names the misconception in most wrong answers, with its sentence', () => {
    const wrong = scored.filter(({ kind }) => kind === 'wrong');
    const named = wrong.filter(({ mistakes, text }) => mistakes.some(({ evidence }) => text.includes(evidence)));
    expect(named.length / wrong.length).toBeGreaterThanOrEqual(0.7);
  });
});

describe('keywords in any dress', () => {
  const question = questionOf(questions, 'full-vs-lora');
  it.each([
    [
      'joined by and',
      'LoRA and low rank and adapter and freeze and base weights and memory and cheap and full and all weights and copy',
    ],
    [
      'joined by aur',
      'LoRA aur adapter aur freeze aur kam memory aur chhoti file aur full aur saare weights aur best quality aur copy',
    ],
    [
      'one a line',
      'LoRA freezes\nlow rank\nadapter\nless memory\nfull all weights\nsmall file\nbest quality\nstart LoRA',
    ],
    [
      'after a phrase',
      'There is LoRA, adapter, freeze base weights, low memory, small file, full, all weights, quality, copy, GPU.',
    ],
  ])('%s: no more than vague', (_name, answer) => {
    expect(RANK[scoreAnswer(question, answer).band]).toBeLessThanOrEqual(RANK.vague);
  });

  it('a denied point is not counted, and "not only" denies nothing', () => {
    const evidence = (answer: string) =>
      scoreAnswer(question, answer).points.find(({ id }) => id === 'lora-small')?.evidence ?? null;
    expect(evidence('In my view LoRA does not freeze the weights.')).toBeNull();
    expect(evidence('LoRA mein base weights freeze nahi hote.')).toBeNull();
    expect(evidence('In LoRA the base weights are frozen.')).not.toBeNull();
    expect(evidence('It freezes not only the base weights but the head.')).not.toBeNull();
  });

  it('an answer of one short sentence for each point is solid at most, and told why', () => {
    const short = scoreAnswer(
      question,
      'Full updates all weights. LoRA freezes the base. LoRA needs less memory. Its file is small. Full has more capacity. I start with LoRA.',
    );
    expect(short).toMatchObject({ band: 'solid', short: true, stuffed: false });
  });

  it('bands begin where they are said to begin', () => {
    expect(BANDS.map(([name]) => name)).toEqual(['strong', 'solid', 'vague']);
  });
});

describe('words', () => {
  it.each([
    ['run', 'runs'],
    ['adapter', 'adapters'],
    ['number', 'numbers'],
    ['query', 'queries'],
    ['apply', 'applied'],
    ['gradient', 'gradients'],
    ['scale', 'scaled'],
    ['batch', 'batches'],
    ['curve', 'curves'],
  ])('%s and %s are one', (one, other) => {
    expect(normalised(other)).toBe(normalised(one));
  });

  it.each(['bias', 'loss', 'class', 'this', 'plus', 'yes'])('%s is no plural', (word) => {
    expect(normalised(word.slice(0, -1))).not.toBe(normalised(word));
  });
});
