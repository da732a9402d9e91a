/** Advice that follows from an estimate. The money thresholds are the notes' (over $100; full over $50). */
import type { Localized } from '../base/localized.js';
import { MEMORY_SHARE } from './memory.js';
import { sayBytes, sayDollars, saySeconds } from './say-numbers.js';
import type { DataSize, Hardware, Method } from './types.js';

export const HIGH_COST_USD = 100;
export const HIGH_FULL_COST_USD = 50;

const LONG_RUN_SECONDS = 3600;
const FEW_STEPS = 20;

/** The notes' two sentences about money. A cost of exactly 100 or 50 is not over it. */
export function costRecommendations(costUsd: number, method: Method): Localized[] {
  const advice: Localized[] = [];
  if (costUsd > HIGH_COST_USD) {
    advice.push({
      en: 'Consider using LoRA for cost efficiency',
      hi: 'Kharcha kam karne ke liye LoRA socho',
    });
  }
  if (method === 'full' && costUsd > HIGH_FULL_COST_USD) {
    advice.push({
      en: 'Full fine-tuning is expensive - consider LoRA',
      hi: 'Full fine-tuning mehenga hai - LoRA socho',
    });
  }
  return advice;
}

export interface RecommendInput {
  method: Method;
  data: DataSize;
  hardware: Hardware;
  costUsd: Record<string, number>;
  seconds: number;
  memoryBytes: number;
  steps: number;
}

/** Advice for one estimate. Money is judged by the dearest way to run it in the price table. */
export function recommend(input: RecommendInput): Localized[] {
  const { method, hardware, memoryBytes, seconds, steps, data, costUsd } = input;
  const dearest = Object.entries(costUsd).sort((a, b) => b[1] - a[1])[0];
  const advice = dearest ? costRecommendations(dearest[1], method).map((line) => atProvider(line, dearest)) : [];
  if (memoryBytes > hardware.freeMemoryBytes * MEMORY_SHARE) {
    advice.push({
      en: `It needs ${sayBytes(memoryBytes)} and ${sayBytes(hardware.freeMemoryBytes)} is free: close other programs, or lower the batch size or maximum length.`,
      hi: `Isko ${sayBytes(memoryBytes)} chahiye aur ${sayBytes(hardware.freeMemoryBytes)} free hai: dusre programs band karo, ya batch size ya maximum length kam karo.`,
    });
  }
  if (seconds > LONG_RUN_SECONDS) {
    const lever = method === 'lora' ? 'fewer epochs or a shorter maximum length' : 'LoRA, or fewer epochs';
    const leverHi = method === 'lora' ? 'kam epochs ya chhoti maximum length' : 'LoRA, ya kam epochs';
    advice.push({
      en: `About ${saySeconds(seconds)} is long; ${lever} makes it shorter.`,
      hi: `Kareeb ${saySeconds(seconds)} lamba hai; ${leverHi} se chhota hoga.`,
    });
  }
  if (steps > 0 && steps < FEW_STEPS) {
    advice.push({
      en: `Only ${steps} steps from ${data.trainExamples} rows: add rows or epochs, or the model will hardly change.`,
      hi: `${data.trainExamples} rows se sirf ${steps} steps bante hain: rows ya epochs badhao, warna model mushkil se badlega.`,
    });
  }
  return advice;
}

function atProvider(line: Localized, [provider, usd]: [string, number]): Localized {
  return {
    en: `${line.en} (${sayDollars(usd)} at ${provider}).`,
    hi: `${line.hi} (${provider} par ${sayDollars(usd)}).`,
  };
}
