import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_PRICES } from '../../src/plan/prices.js';
import { readPrices } from '../../src/workflow/make-plan.js';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-prices-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

it('takes the prices of the home, the electricity rate among them', async () => {
  const mine = structuredClone(DEFAULT_PRICES);
  mine.local.usdPerKwh = 0.5;
  await writeFile(join(home, 'prices.json'), JSON.stringify(mine));
  expect((await readPrices(home)).local.usdPerKwh).toBe(0.5);
});

it('ships a table for homes without one', async () => {
  expect(await readPrices(home)).toEqual(DEFAULT_PRICES);
});

it.each([
  ['corrupt-file', '{'],
  ['bad-price-table', '{"local": 3}'],
])('answers with %s, the file and a next step when it holds %j', async (code, text) => {
  await writeFile(join(home, 'prices.json'), text);
  await expect(readPrices(home)).rejects.toMatchObject({
    code,
    where: expect.stringContaining(join(home, 'prices.json')),
    next: expect.anything(),
  });
});
