/** What a run costs in US dollars: electricity here, and the list price at each hosted provider of the table. */
import type { PriceTable } from './prices.js';
import type { Method } from './types.js';

const SECONDS_PER_HOUR = 3600;
const WATTS_PER_KILOWATT = 1000;

/** Electricity: hours times kilowatts times the rate. One hour at 65 W and $0.12 per kWh is $0.0078. */
export function localCost(seconds: number, local: PriceTable['local']): number {
  return (seconds / SECONDS_PER_HOUR) * (local.watts / WATTS_PER_KILOWATT) * local.usdPerKwh;
}

/** `local`, and one entry per provider that offers this method. `trainTokens` is the total over all epochs. */
export function costs(
  trainTokens: number,
  seconds: number,
  method: Method,
  prices: PriceTable,
): Record<string, number> {
  const result: Record<string, number> = { local: localCost(seconds, prices.local) };
  for (const row of prices.hosted) {
    if (row.methods.includes(method)) result[row.provider] = (trainTokens / 1e6) * row.usdPerMillionTokens;
  }
  return result;
}
