/** Steps 3 and 4 carried out: reads this machine and plans; measures time and memory by three real steps when asked. Touches the world. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../base/files.js';
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

/** `<home>/prices.json` replaces the shipped table. Throws `corrupt-file` or `bad-price-table` when it is none. */
export async function readPrices(home: string): Promise<PriceTable> {
  const path = join(home, 'prices.json');
  if (!existsSync(path)) return DEFAULT_PRICES;
  return parsePrices(await readJson(path, z.unknown(), 'Mend the file, or remove it to use the shipped prices.'), path);
}
