import { expect, test } from 'vitest';
import { argmax, logProbabilities, nucleus, pick, pickAny, sample } from '../../../src/engine/generate/sampling.js';

const logsOf = (probabilities: number[]): Float64Array => Float64Array.from(probabilities, Math.log);
const idsOf = (probabilities: number[], topP: number): number[] =>
  nucleus(logsOf(probabilities), topP).map((candidate) => candidate.id);

test('argmax takes the first of equals', () => {
  expect(argmax(Float32Array.of(-3, 5, 5, -9))).toBe(1);
  expect(argmax(Float32Array.of(-3, -2))).toBe(1);
});

test('log-probabilities: softmax of the logits over the temperature', () => {
  // softmax([0, ln 3]) = [1/4, 3/4]; at temperature 1/2 the odds are squared: [1/10, 9/10].
  const logits = Float32Array.of(0, Math.log(3));
  expect([...logProbabilities(logits, 1)].map(Math.exp)).toEqual([expect.closeTo(0.25, 6), expect.closeTo(0.75, 6)]);
  expect([...logProbabilities(logits, 0.5)].map(Math.exp)).toEqual([expect.closeTo(0.1, 6), expect.closeTo(0.9, 6)]);
  expect(logProbabilities(Float32Array.of(1000, 0), 1)[0]).toBe(0);
});

test('the nucleus is the smallest set that reaches top-p', () => {
  expect(idsOf([0.9, 0, 0, 0.1], 0.3)).toEqual([0]);
  expect(idsOf([0.9, 0, 0, 0.1], 0.95)).toEqual([0, 3]);
  expect(idsOf([0.1, 0.2, 0.3, 0.4], 0.4)).toEqual([3]);
  expect(idsOf([0.1, 0.2, 0.3, 0.4], 0.65)).toEqual([3, 2]);
  expect(idsOf([0.1, 0.2, 0.3, 0.4], 0.85)).toEqual([3, 2, 1]);
  expect(idsOf([0.25, 0.25, 0.25, 0.25], 0.5)).toEqual([0, 1]);
  expect(idsOf([0.1, 0.2, 0.3, 0.4], 1)).toEqual([3, 2, 1, 0]);
  expect(idsOf([0.25, 0.25, 0.25, 0.25], 0)).toEqual([0]);
  expect(idsOf([0.6, 0.4], 0)).toEqual([0]);
});

test('the coin falls into shares of the total', () => {
  const candidates = [
    { id: 7, probability: 0.2 },
    { id: 3, probability: 0.6 },
  ];
  expect([0, 0.24, 0.26, 0.99].map((coin) => pick(candidates, coin))).toEqual([7, 7, 3, 3]);
  expect(pick([{ id: 5, probability: 0 }], 0.5)).toBe(5);
});

test('without a nucleus the shares stand in the order of the ids', () => {
  const logs = logsOf([0.2, 0, 0.7, 0.1, 0]);
  expect([0, 0.19, 0.21, 0.89, 0.91].map((coin) => pickAny(logs, coin))).toEqual([0, 0, 2, 2, 3]);
  // Rounding can leave a little of the coin over; an impossible token must not get it.
  expect(pickAny(logsOf([0.5, 0.4, 0]), 0.95)).toBe(1);
});

test('greedy draws no random number, and sampling draws exactly one', () => {
  let drawn = 0;
  const coin = (): number => {
    drawn++;
    return 0.95;
  };
  const logits = Float32Array.from([0.9, 1e-30, 1e-30, 0.1], Math.log);
  expect(sample(logits, { temperature: 0, topP: 1 }, coin)).toBe(0);
  expect(drawn).toBe(0);
  expect(sample(logits, { temperature: 1, topP: 1 }, coin)).toBe(3);
  expect(drawn).toBe(1);
  expect(sample(logits, { temperature: 1, topP: 0.5 }, coin)).toBe(0);
});
