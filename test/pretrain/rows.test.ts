import { describe, expect, it } from 'vitest';
import { LATE_STAGES, RATE, ROW_LENGTHS, TOKENS_PER_STEP } from '../../src/pretrain/recipe.js';
import { type MixedSource, Mixture, shares } from '../../src/pretrain/train/mixture.js';
import { LATE_STEPS, type StepPlan, stepPlan, stepsFor } from '../../src/pretrain/train/schedule.js';
import { TokenStream } from '../../src/pretrain/train/token-stream.js';

const END = 0;
/** Document n is n+1 tokens of its own kind and an end. */
const documents = (count: number, first = 1): Uint16Array[] =>
  Array.from({ length: count }, (_, n) => Uint16Array.from([...Array(n + 1).fill(first + n), END]));

const source = (name: string, count: number, first: number, weight = { 1: 1, 2: 1, 3: 1, 4: 1 }): MixedSource => ({
  stream: new TokenStream(name, documents(count, first), 7),
  weight,
});

describe('a source as a stream of tokens', () => {
  it('holds every document whole, once per pass, in another order each time', () => {
    const stream = new TokenStream('s', documents(12), 7);
    const pass = (n: number): string[] =>
      Array.from(stream.read(n * stream.length, stream.length))
        .join(',')
        .split(`,${END}`)
        .filter(Boolean);
    const clean = (n: number): string[] => pass(n).map((document) => document.replace(/^,/, ''));
    expect([...clean(0)].sort()).toEqual([...clean(1)].sort());
    expect(clean(0)).not.toEqual(clean(1));
    expect(clean(0)).toHaveLength(12);
    expect(clean(0)).toContain(Array(12).fill(12).join(','));
  });

  it('reads the same tokens whatever was read before, also over the border of a pass', () => {
    const whole = Array.from(new TokenStream('s', documents(5), 3).read(0, 60));
    const stream = new TokenStream('s', documents(5), 3);
    stream.read(0, 10);
    expect(Array.from(stream.read(15, 45))).toEqual(whole.slice(15));
  });

  it('refuses a source without text', () => {
    expect(() => new TokenStream('empty', [], 1)).toThrow('empty');
  });
});

describe('the mixture of sources', () => {
  const plan: StepPlan = { learningRate: 1, length: 8, rows: 4, stage: 1 };

  it('deals each source its share', () => {
    const sources = [source('a', 30, 1), source('b', 10, 1000), source('c', 10, 2000, { 1: 0, 2: 1, 3: 1, 4: 1 })];
    const mixture = new Mixture(sources, 1);
    const wanted = shares(sources, 1);
    const dealt = [0, 0, 0];
    for (let step = 0; step < 100; step++)
      for (const row of mixture.next(plan)) dealt[row.line] = (dealt[row.line] ?? 0) + 1;
    for (const [i, count] of dealt.entries()) expect(Math.abs(count - (wanted[i] ?? 0) * 400)).toBeLessThanOrEqual(1);
    expect(dealt[2]).toBe(0);
  });

  const rowsOf = (only: MixedSource, count: number): number[][] => {
    const mixture = new Mixture([only], 1);
    return Array.from({ length: count }, () => Array.from(mixture.next({ ...plan, rows: 1 })[0]?.ids ?? []));
  };

  it('begins every row with a whole document', () => {
    for (const ids of rowsOf(source('a', 7, 1), 60)) {
      const [kind = END] = ids;
      expect(ids.slice(0, kind)).toEqual(Array(kind).fill(kind));
      if (kind < ids.length) expect(ids[kind]).toBe(END);
    }
  });

  it('predicts every token but the first of each document, also of those longer than a row', () => {
    const only = source('a', 30, 1);
    const predicted = rowsOf(only, only.stream.length / 4).flatMap((ids) => ids.slice(1));
    for (let kind = 2; kind <= 30; kind++)
      expect(predicted.filter((id) => id === kind).length, `${kind}`).toBeGreaterThanOrEqual(kind - 1);
    expect(predicted.filter((id) => id === END).length).toBeGreaterThanOrEqual(30);
  });

  it('trains all tokens', () => {
    const rows = new Mixture([source('a', 30, 1)], 1).next(plan);
    expect(rows.every((row) => row.trained.every((flag) => flag === 1))).toBe(true);
  });

  it('goes on after skipped steps as if they had been cut', () => {
    const make = () => new Mixture([source('a', 30, 1), source('b', 9, 500)], 5);
    const [one, other] = [make(), make()];
    for (let step = 0; step < 6; step++) {
      one.next(plan);
      other.skip(plan);
    }
    expect(other.next(plan)).toEqual(one.next(plan));
    expect(other.taken()).toEqual(one.taken());
  });
});

describe('the schedule of pretraining', () => {
  const total = 1000;

  it('warms up, stays, and falls to its floor', () => {
    const rates = Array.from({ length: total }, (_, step) => stepPlan(step, total).learningRate);
    expect(rates[0]).toBeCloseTo(RATE.peak / RATE.warmupSteps);
    expect(rates[RATE.warmupSteps]).toBe(RATE.peak);
    expect(rates[650]).toBe(RATE.peak);
    expect(rates[850]).toBeLessThan(RATE.peak);
    expect(rates[850]).toBeGreaterThan(rates[950] ?? 0);
    expect(stepPlan(total - 1, total).learningRate).toBeLessThan(RATE.peak * (RATE.floor + 0.01));
  });

  it('does not depend on the length of the whole before the rate falls', () => {
    for (const step of [0, 50, 300, 599]) expect(stepPlan(step, total)).toEqual(stepPlan(step, 2 * total));
  });

  it('gives every step the same number of tokens, in rows that grow', () => {
    const plans = Array.from({ length: total }, (_, step) => stepPlan(step, total));
    expect(new Set(plans.map(({ rows, length }) => rows * length))).toEqual(new Set([TOKENS_PER_STEP]));
    expect([...new Set(plans.map(({ length }) => length))]).toEqual(ROW_LENGTHS.map(({ length }) => length));
    expect(plans.filter(({ stage }) => stage === 2)).toHaveLength(300);
  });

  it.each([3, 4] as const)('ends with stage %i, whose rate rises once more and falls to its floor', (late) => {
    const { peak, warmupSteps, tokens } = LATE_STAGES[late];
    const plans = Array.from({ length: LATE_STEPS }, (_, step) => stepPlan(total + step, total)).filter(
      ({ stage }) => stage === late,
    );
    const rates = plans.map(({ learningRate }) => learningRate);
    expect(plans).toHaveLength(stepsFor(tokens));
    expect(plans.every(({ rows, length }) => rows * length === TOKENS_PER_STEP)).toBe(true);
    expect(Math.max(...rates)).toBeGreaterThan(peak * 0.9);
    expect(rates.indexOf(Math.max(...rates))).toBeLessThan(2 * warmupSteps);
    expect(rates.at(-1)).toBeLessThan(peak * (RATE.floor + 0.01));
  });

  it('rounds a budget up to whole steps', () => {
    expect(stepsFor(TOKENS_PER_STEP * 3)).toBe(3);
    expect(stepsFor(TOKENS_PER_STEP * 3 + 1)).toBe(4);
  });
});
