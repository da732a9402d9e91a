/** Steps 3 and 4 carried out: reads this machine and plans; measures time and memory by three real steps when asked. Touches the world. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../base/files.js';
import { readHardware } from '../jobs/hardware.js';
import { editsWithAdapter, planFromAdapter } from '../plan/adapter-settings.js';
import { makePlan, type PlanInput } from '../plan/make-plan.js';
import { DEFAULT_PRICES, type PriceTable, parsePrices } from '../plan/prices.js';
import type { MeasuredWarmUp } from '../plan/types.js';
import { readSettings } from './settings.js';
import type { Choices, PlannedRun, PreparedData } from './types.js';

export async function planRun(
  choices: Choices,
  prepared: PreparedData,
  home: string,
  warmUp?: MeasuredWarmUp,
): Promise<PlannedRun> {
  const hardware = await readHardware(home);
  const prices = await readPrices(home);
  const { adapter } = prepared;
  const edits = adapter
    ? editsWithAdapter(choices.hyperparameters, choices.method, adapter.settings, adapter.path)
    : choices.hyperparameters;
  const method = adapter ? 'lora' : choices.method;
  const input: PlanInput = {
    budget: choices.budget,
    compute: choices.compute,
    hardware,
    model: prepared.base.size,
    data: prepared.size,
    prices,
    edits: { ...edits, seed: choices.seed },
    ...(method === null ? {} : { override: method }),
    ...(warmUp === undefined ? {} : { warmUp }),
  };
  const plan = makePlan(input);
  return { hardware, plan: adapter ? planFromAdapter(plan, adapter.path) : plan, prices, choices };
}

/**
 * `<home>/prices.json` replaces the shipped table, and the electricity price of the settings the one in either.
 * Throws `corrupt-file` or `bad-price-table` when the file is none.
 */
export async function readPrices(home: string): Promise<PriceTable> {
  const path = join(home, 'prices.json');
  const table = existsSync(path)
    ? parsePrices(await readJson(path, z.unknown(), 'Mend the file, or remove it to use the shipped prices.'), path)
    : DEFAULT_PRICES;
  const { usdPerKwh } = (await readSettings(home)).settings;
  return usdPerKwh === null ? table : { ...table, local: { ...table.local, usdPerKwh } };
}
