/** The notes' table of methods and their rates, as values. */
import { NOTES_USD_PER_1K_TOKENS } from '../plan/notes-rates.js';
import type { ApiMethod, FineTuningConfig } from './types.js';

const PARAMETER_EFFICIENT: FineTuningConfig = {
  method: 'parameter-efficient',
  description: 'Update only specific layers',
  computeRequired: 'medium',
  dataRequired: 'medium',
  bestFor: 'Balanced approach',
};

export const FINE_TUNING_CONFIGS: Readonly<Record<ApiMethod, FineTuningConfig>> = {
  full: {
    method: 'full',
    description: 'Update all model parameters',
    computeRequired: 'high',
    dataRequired: 'medium',
    bestFor: 'Maximum performance, sufficient compute',
  },
  lora: {
    method: 'lora',
    description: 'Low-Rank Adaptation - update few parameters',
    computeRequired: 'low',
    dataRequired: 'low',
    bestFor: 'Efficient fine-tuning, limited compute',
    rank: 8,
    alpha: 16,
  },
  pft: PARAMETER_EFFICIENT,
  partial: PARAMETER_EFFICIENT,
};

/** US dollars per 1,000 tokens. The notes' teaching figures; real prices are in the plan's price table. */
export const COST_PER_1K_TOKENS: Readonly<Record<ApiMethod, number>> = {
  ...NOTES_USD_PER_1K_TOKENS,
  pft: NOTES_USD_PER_1K_TOKENS.partial,
};

export function isApiMethod(name: string): name is ApiMethod {
  return Object.hasOwn(FINE_TUNING_CONFIGS, name);
}
