/** Which method to take after a comparison, and why, in words. Pure: figures in, sentences out. */
import type { Localized } from '../../base/localized.js';
import { MIN_TEST_ROWS, NOTABLE_FORGETTING, SEVERE_FORGETTING } from '../../evaluate/verdict.js';
import type { Method } from '../../plan/types.js';
import * as words from './advice-words.js';
import { type ComparedMethod, type Comparison, hasEnded, type MethodResult } from './schema.js';

export type AdviceInput = Pick<
  Comparison,
  'metric' | 'higherIsBetter' | 'data' | 'methods' | 'differences' | 'baseMetrics'
>;

/** A method that ended with a score. */
export interface Finished {
  method: Method;
  result: MethodResult;
  score: { value: number; low: number; high: number };
  validationLosses: ComparedMethod['validationLosses'];
}

/** Costs that differ by less than this share count as equal. */
const SAME_COST = 0.1;
/** A last validation loss this much below the one before means that training ended too early. */
const STILL_FALLING = 0.03;

/**
 * Nothing before every method has ended. Differences inside the interval of the pairs are a tie; of those that tie with the best, the
 * cheapest is advised (time, then memory, then size), and one that is shown to beat the base before any that is not. A method that is
 * worse than the base, or that forgot too much, is never advised.
 */
export function adviseMethod(input: AdviceInput): Comparison['advice'] {
  const open = input.methods.filter((one) => !hasEnded(one));
  if (open.length > 0) return { method: null, sentences: [words.notYet(open)] };
  const finished = finishedMethods(input);
  const missing = input.methods.flatMap(words.notRun);
  if (finished.length === 0) return { method: null, sentences: [words.NOTHING_FINISHED, ...missing] };
  const anyProven = finished.some(isProven);
  const notes = [...finished.flatMap((one) => notesOn(one, anyProven, input)), ...fewRows(input), ...missing];
  const good = finished.filter(({ result }) => result.verdict !== 'do-not-ship');
  if (good.length === 0) return { method: null, sentences: [...noneGood(finished, input), ...notes] };
  const { method, sentences } = chosenOf(good, anyProven, input);
  return { method, sentences: [...sentences, ...notes] };
}

const isProven = ({ result }: Finished): boolean => result.verdict === 'ship';
const forgotTooMuch = ({ result }: Finished): boolean => result.retention.change > SEVERE_FORGETTING;

function noneGood(finished: readonly Finished[], input: AdviceInput): Localized[] {
  const failed = finished.filter((one) => !forgotTooMuch(one));
  return words.noneGood(failed, finished.filter(forgotTooMuch), input);
}

function chosenOf(good: readonly Finished[], anyProven: boolean, input: AdviceInput): Comparison['advice'] {
  const leader = best(good, input);
  const level = good.filter((one) => one === leader || isTie(one.method, leader.method, input));
  const proven = level.filter(isProven);
  const chosen = (proven.length > 0 ? proven : level).reduce(cheaper);
  const behind = good.filter((one) => !level.includes(one));
  return {
    method: chosen.method,
    sentences: [
      ...(level.length > 1 ? [words.tied(level, input)] : []),
      ...behind.map((one) => words.behind(one, leader, input)),
      words.take(chosen, level, { proven, anyProven }),
      ...lossSaysOtherwise(chosen, level, input),
    ],
  };
}

function finishedMethods({ methods, metric }: AdviceInput): Finished[] {
  return methods.flatMap(({ method, result, validationLosses }) => {
    const score = result?.metrics[metric];
    if (result === null || score === undefined || !Number.isFinite(score.value)) return [];
    return [{ method, result, score, validationLosses }];
  });
}

function best(of: readonly Finished[], { higherIsBetter }: AdviceInput): Finished {
  const sign = higherIsBetter ? 1 : -1;
  return of.reduce((a, b) => (sign * b.score.value > sign * a.score.value ? b : a));
}

/** By the pairs where rows were kept; else by whether the two intervals overlap. */
function isTie(a: Method, b: Method, input: AdviceInput): boolean {
  const pair = words.pairOf(a, b, input.metric, input);
  if (pair !== null) return pair.tie;
  const [one, other] = [a, b].map((name) => finishedMethods(input).find(({ method }) => method === name)?.score);
  return one !== undefined && other !== undefined && one.low <= other.high && other.low <= one.high;
}

function cheaper(a: Finished, b: Finished): Finished {
  for (const cost of ['seconds', 'peakRssBytes', 'artefactBytes'] as const) {
    const [ofA, ofB] = [a.result[cost], b.result[cost]];
    if (Math.abs(ofA - ofB) > SAME_COST * Math.max(ofA, ofB)) return ofA < ofB ? a : b;
  }
  return a;
}

/** When the answers tie and the likelihoods do not, that is worth a word. */
function lossSaysOtherwise(chosen: Finished, level: readonly Finished[], input: AdviceInput): Localized[] {
  if (input.metric === 'loss') return [];
  return level.flatMap((other) => {
    const pair = other === chosen ? null : words.pairOf(chosen.method, other.method, 'loss', input);
    return pair !== null && !pair.tie && pair.change < 0 ? [words.betterLoss(other, chosen)] : [];
  });
}

function notesOn(one: Finished, proven: boolean, input: AdviceInput): Localized[] {
  const { result } = one;
  const notes: Localized[] = [];
  if (forgotTooMuch(one)) notes.push(words.forgotTooMuch(one));
  else if (result.retention.change > NOTABLE_FORGETTING) notes.push(words.forgot(one));
  else if (proven && result.verdict !== 'ship') notes.push(words.notShown(one, input));
  const [before, last] = one.validationLosses.slice(-2).map(({ value }) => value);
  if (before !== undefined && last !== undefined && last < before * (1 - STILL_FALLING))
    notes.push(words.stillFalling(one, before, last));
  return notes;
}

function fewRows({ data }: AdviceInput): Localized[] {
  return data.test < MIN_TEST_ROWS ? [words.fewRows(data.test)] : [];
}
