/** Part 4: tokens and money, as the product counts them on the learner's own rows. Pure. */
import type { Localized } from '../../base/localized.js';
import { trainTokensOf } from '../../plan/estimate.js';
import { NOTES_USD_PER_1K_TOKENS } from '../../plan/notes-rates.js';
import type { DataSize } from '../../plan/types.js';
import { type Answers, ESTIMATE_FIELDS, type EstimateField } from './answers.js';
import { numberLacks } from './grade-numbers.js';
import type { NumberKind } from './numbers.js';
import { graded, test } from './result.js';
import type { EstimateTask, PartResult, PracticeTask } from './types.js';

/** The task allows so much beside what the product computes. */
export const ESTIMATE_TOLERANCE = 0.05;

export function gradeEstimate(task: PracticeTask, size: DataSize, answers: Answers['estimate']): PartResult {
  const truth = estimatesOf(task.estimate, size);
  return graded(
    'estimate',
    ESTIMATE_FIELDS.map((field) => {
      const lacks = numberLacks(answers[field], KINDS[field], truth[field], { share: ESTIMATE_TOLERANCE });
      return test(NAMES[field], lacks);
    }),
  );
}

/** What is asked for, from the training rows' tokens. */
export function estimatesOf(
  task: EstimateTask,
  size: Pick<DataSize, 'epochTokens' | 'trainExamples'> & DataSize,
): Record<EstimateField, number> {
  const { epochs, method, scaledRows, rupeesPerDollar } = task;
  const tokens = trainTokensOf(size, { epochs });
  const scaled = (size.epochTokens / Math.max(1, size.trainExamples)) * scaledRows * epochs;
  return {
    epoch_tokens: size.epochTokens,
    train_tokens: tokens,
    cost_usd: (tokens / 1000) * NOTES_USD_PER_1K_TOKENS[method],
    scaled_full_usd: (scaled / 1000) * NOTES_USD_PER_1K_TOKENS.full,
    scaled_lora_inr: (scaled / 1000) * NOTES_USD_PER_1K_TOKENS.lora * rupeesPerDollar,
  };
}

const KINDS: Record<EstimateField, NumberKind> = {
  epoch_tokens: 'count',
  train_tokens: 'count',
  cost_usd: 'usd',
  scaled_full_usd: 'usd',
  scaled_lora_inr: 'inr',
};

const NAMES: Record<EstimateField, Localized> = {
  epoch_tokens: { en: 'Training tokens of one epoch', hi: 'Ek epoch ke training tokens' },
  train_tokens: { en: 'Training tokens of the run', hi: 'Poore run ke training tokens' },
  cost_usd: { en: 'Its cost in dollars', hi: 'Uska kharcha dollar mein' },
  scaled_full_usd: { en: 'The large file with full, in dollars', hi: 'Badi file, full, dollar mein' },
  scaled_lora_inr: { en: 'The large file with LoRA, in rupees', hi: 'Badi file, LoRA, rupaye mein' },
};
