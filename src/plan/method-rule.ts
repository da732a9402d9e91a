/** The rule itself, apart from its words: which method, and by which considerations. */
import type { Candidate, ChooseInput } from './candidate.js';
import type { Method } from './types.js';

/** With fewer training rows than this, training every weight learns the rows by heart. */
export const VERY_SMALL_DATA = 100;

/** With medium budget and standard compute, full is given up for partial when it takes longer than this or more of the free memory. */
export const MEDIUM_SECONDS = 1200;
export const MEDIUM_MEMORY_SHARE = 0.5;

export type Consideration =
  | 'low-budget'
  | 'limited-compute'
  | 'room-for-full'
  | 'very-small-data'
  | 'full-does-not-fit'
  | 'partial-is-the-middle';

export interface Decision {
  method: Method;
  because: Consideration[];
}

/** Low budget or limited compute: LoRA. Else full, unless the data is very small, full does not fit, or the middle way is wiser. */
export function decideMethod(input: ChooseInput, of: (method: Method) => Candidate): Decision {
  const because: Consideration[] = [];
  if (input.budget === 'low') because.push('low-budget');
  if (input.compute === 'limited') because.push('limited-compute');
  if (because.length > 0) return { method: 'lora', because };
  if (input.data.trainExamples < VERY_SMALL_DATA) return { method: 'lora', because: ['very-small-data'] };
  if (!of('full').fits) return { method: of('partial').fits ? 'partial' : 'lora', because: ['full-does-not-fit'] };
  const { seconds, memoryBytes } = of('full');
  const heavy = seconds > MEDIUM_SECONDS || memoryBytes > input.hardware.freeMemoryBytes * MEDIUM_MEMORY_SHARE;
  if (input.budget === 'medium' && input.compute === 'standard' && heavy && of('partial').fits) {
    return { method: 'partial', because: ['partial-is-the-middle'] };
  }
  return { method: 'full', because: ['room-for-full'] };
}
