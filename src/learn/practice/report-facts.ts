/** What a certificate or a progress report says, as plain values and figures ready to be read. Pure. */
import type { Localized } from '../../base/localized.js';
import { sayBytes, sayCount } from '../../plan/say-numbers.js';
import type { MethodResult } from '../../workflow/compare/schema.js';
import type { Duel } from './check.js';
import type { PartStanding } from './practice.js';
import type { PartResult, PracticePart } from './types.js';

export interface ReportFacts {
  /** Of the learner; empty where none was given. */
  name: string;
  /** YYYY-MM-DD. */
  date: string;
  seed: number;
  place: Localized;
  /** As the folder stands now. */
  results: readonly PartResult[];
  parts: readonly PartStanding[];
  score: number;
  /** The learner's two runs, once the last part has passed. */
  duel: Duel | null;
}

/** Only who passes all five parts with the files as they are gets one. */
export const isCertificate = ({ results }: Pick<ReportFacts, 'results'>): boolean =>
  results.every(({ status }) => status === 'pass');

/** Points of a part, less what its hints cost. */
export const pointsOf = ({ best, hints, hintCost }: Pick<PartStanding, 'best' | 'hints' | 'hintCost'>): number =>
  Math.max(0, best - hintCost * hints.length);

export const PART_NAMES: Record<PracticePart, Localized> = {
  prepare: { en: 'Prepare the data', hi: 'Data taiyar karna' },
  validate: { en: 'Explain the findings', hi: 'Findings samjhana' },
  choose: { en: 'Choose a method', hi: 'Method chunna' },
  estimate: { en: 'Estimate tokens and money', hi: 'Tokens aur paisa aankna' },
  'trade-offs': { en: 'LoRA against full, measured', hi: 'LoRA banaam full, naapa hua' },
};

/** Rows of name, LoRA's figure and full's. */
export function duelRows({ lora, full }: Duel): { name: Localized; lora: string; full: string }[] {
  return FIGURES.map(({ name, of }) => ({ name, lora: of(lora), full: of(full) }));
}

const FIGURES: readonly { name: Localized; of: (result: MethodResult) => string }[] = [
  {
    name: { en: 'accuracy (95% interval)', hi: 'accuracy (95% interval)' },
    of: ({ metrics: { accuracy } }) =>
      accuracy === undefined
        ? '-'
        : `${accuracy.value.toFixed(2)} (${accuracy.low.toFixed(2)}..${accuracy.high.toFixed(2)})`,
  },
  { name: { en: 'loss', hi: 'loss' }, of: ({ metrics }) => metrics.loss.value.toFixed(2) },
  {
    name: { en: 'general text, change of loss', hi: 'general text, loss ka badlaav' },
    of: ({ retention: { change } }) => signed(change),
  },
  { name: { en: 'training time', hi: 'training time' }, of: ({ seconds }) => `${seconds.toFixed(1)} s` },
  { name: { en: 'peak memory', hi: 'sabse zyada memory' }, of: ({ peakRssBytes }) => sayBytes(peakRssBytes) },
  {
    name: { en: 'trained parameters', hi: 'trained parameters' },
    of: ({ trainableParameters }) => sayCount(trainableParameters),
  },
  { name: { en: 'on disk', hi: 'disk par' }, of: ({ artefactBytes }) => `${(artefactBytes / 1e6).toFixed(1)} MB` },
];

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(2)}`;

/** Who is shown to be better, in words. */
export function betterWords({ accuracy, loss }: Duel): Localized {
  const en = { tie: 'a tie', lora: 'LoRA is better', full: 'full is better' };
  const hi = { tie: 'barabar (tie)', lora: 'LoRA behtar', full: 'full behtar' };
  return {
    en: `accuracy: ${en[accuracy ?? 'tie']}; loss: ${en[loss ?? 'tie']}`,
    hi: `accuracy: ${hi[accuracy ?? 'tie']}; loss: ${hi[loss ?? 'tie']}`,
  };
}
