/** Steps 3 and 4 carried out: reads this machine and plans; measures time and memory by three real steps when asked. Touches the world. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHardware } from '../jobs/hardware.js';
import { makePlan, type PlanInput } from '../plan/make-plan.js';
import { DEFAULT_PRICES, type PriceTable, parsePrices } from '../plan/prices.js';
import type { MeasuredWarmUp } from '../plan/types.js';
import type { Choices, PlannedRun, PreparedData } from './types.js';

export async function planRun(
  choices: Choices,
  prepared: PreparedData,
  home: string,
  warmUp?: MeasuredWarmUp,
): Promise<PlannedRun> {
  const hardware = await readHardware(home);
  const input: PlanInput = {
    budget: choices.budget,
    compute: choices.compute,
    hardware,
    model: prepared.base.size,
    data: prepared.size,
    prices: await readPrices(home),
    edits: { ...choices.hyperparameters, seed: choices.seed },
    ...(choices.method === null ? {} : { override: choices.method }),
    ...(warmUp === undefined ? {} : { warmUp }),
  };
  return { hardware, plan: makePlan(input) };
}

/** `<home>/prices.json` replaces the shipped table. */
async function readPrices(home: string): Promise<PriceTable> {
  const path = join(home, 'prices.json');
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? DEFAULT_PRICES : parsePrices(JSON.parse(text), path);
}
