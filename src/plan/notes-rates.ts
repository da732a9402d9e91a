/** The notes' rates: US dollars per 1,000 training tokens. Teaching figures; real prices are in the price table. */
import type { Method } from './types.js';

export const NOTES_USD_PER_1K_TOKENS: Readonly<Record<Method, number>> = { full: 0.008, lora: 0.002, partial: 0.004 };
