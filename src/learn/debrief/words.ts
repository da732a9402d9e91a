/** Numbers and sentences as the questions write them. Pure. */
import type { Localized } from '../../base/localized.js';
import { MAIN_METRIC } from '../../evaluate/compare.js';
import type { Score } from '../../evaluate/types.js';
import { METRIC_NAMES } from '../../evaluate/verdict.js';
import type { Choice, DebriefFacts } from './types.js';

export const text = (en: string, hi: string): Localized => ({ en, hi });
export const choice = (said: Localized, why: Localized): Choice => ({ text: said, why });

/** The same in both languages: a number, a formula. */
export const plain = (said: string): Localized => ({ en: said, hi: said });

export const percent = (share: number): string => {
  const value = 100 * share;
  return `${Math.abs(value) < 1 && value !== 0 ? value.toPrecision(1) : Math.round(value)}%`;
};

/** 12345 -> "12,345" */
export const count = (n: number): string => Math.round(n).toLocaleString('en-US');

/** Three significant digits, without an exponent. */
export function digits(x: number): string {
  if (Math.abs(x) >= 100) return x.toFixed(0);
  const short = String(Number(x.toPrecision(3)));
  return short.includes('e') ? x.toFixed(10).replace(/\.?0+$/, '') : short;
}

/** At most two units; a minute is never told as 60 seconds. */
export function seconds(s: number): string {
  const whole = Math.round(s);
  if (whole < 60) return `${digits(s)} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export const megabytes = (bytes: number): string =>
  bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(1)} GB`
    : bytes >= 1e6
      ? `${digits(bytes / 1e6)} MB`
      : `${count(bytes / 1e3)} kB`;

export interface MainScore {
  name: string;
  base: Score;
  tuned: Score;
  /** Tuned better than base, in the metric's own unit; negative when worse. */
  gain: number;
  show: (value: number) => string;
  /** Held-out rows. */
  rows: number;
}

/** The metric that the verdict rests on; null without an evaluation, or where a value is no number. */
export function mainScore({ report }: Pick<DebriefFacts, 'report'>): MainScore | null {
  const { evaluation, task, data } = report;
  const name = MAIN_METRIC[task];
  const [base, tuned] = [evaluation?.base[name], evaluation?.tuned[name]];
  if (!base || !tuned || data.test < 1) return null;
  if (![base, tuned].every(({ value, low, high }) => [value, low, high].every(Number.isFinite))) return null;
  const cost = name === 'loss' || name === 'perplexity';
  const gain = cost ? base.value - tuned.value : tuned.value - base.value;
  const show = (value: number): string => value.toFixed(name === 'chrF' ? 1 : 2);
  return { name: METRIC_NAMES[name], base, tuned, gain, show, rows: data.test };
}

/** Losses at the start, around a step, and at the end: each the mean of a few, because single steps jump. */
export function meanLoss(points: readonly { value: number }[], where: 'start' | 'end'): number {
  const finite = points.filter(({ value }) => Number.isFinite(value));
  const some = Math.max(1, Math.min(10, Math.floor(finite.length / 5)));
  const part = where === 'start' ? finite.slice(0, some) : finite.slice(-some);
  return part.reduce((sum, { value }) => sum + value, 0) / part.length;
}
