/** A seed becomes a task: always the same one, on every machine. Pure. */
import { Random } from '../../base/random.js';
import { METHODS } from '../../plan/types.js';
import { drawMessages } from './draw-messages.js';
import { drawCounts, plantFaults, uniqueRows } from './plant-faults.js';
import { drawScenarios } from './scenarios.js';
import type { EstimateTask, MessageBank, PracticeTask } from './types.js';

export const MAX_SEED = 999_999;

export function makeTask(seed: number, banks: readonly MessageBank[]): PracticeTask {
  const of = (purpose: string): Random => Random.for(seed, 'practice', purpose);
  const bank = banks[of('place').below(Math.max(1, banks.length))];
  if (bank === undefined) throw new RangeError('makeTask: there are no messages');
  const rows = of('rows');
  const counts = drawCounts(rows);
  const messy = plantFaults(drawMessages(bank, uniqueRows(counts), rows), counts, rows);
  return {
    seed,
    place: bank.place,
    labels: Object.keys(bank.messages).sort(),
    ...messy,
    scenarios: drawScenarios(of('choose')),
    estimate: drawEstimate(of('estimate')),
  };
}

function drawEstimate(random: Random): EstimateTask {
  return {
    epochs: 2 + random.below(7),
    method: METHODS[random.below(METHODS.length)] ?? 'lora',
    scaledRows: 5000 * (2 + random.below(19)),
    rupeesPerDollar: 80 + random.below(16),
  };
}
