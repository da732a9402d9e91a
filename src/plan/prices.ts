/** The price table: what it may hold, the one that ships, and how a person's own copy is read (as a value; the caller reads the file). */
import { z } from 'zod';
import { Problem } from '../base/error.js';
import shipped from './prices.json' with { type: 'json' };
import { METHODS } from './types.js';

export const priceTableSchema = z.object({
  /** Date (YYYY-MM-DD) on which somebody last looked. */
  updated: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  note: z.string().optional(),
  local: z.object({ watts: z.number().positive(), usdPerKwh: z.number().nonnegative(), source: z.string().optional() }),
  hosted: z.array(
    z.object({
      provider: z.string().regex(/^[a-z0-9][a-z0-9.-]*$/),
      /** Which models the price is for, in words. */
      model: z.string(),
      methods: z.array(z.enum(METHODS)).min(1),
      usdPerMillionTokens: z.number().nonnegative(),
      date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      source: z.string(),
    }),
  ),
});
export type PriceTable = z.infer<typeof priceTableSchema>;

/** The table that ships with the program. */
export const DEFAULT_PRICES: PriceTable = priceTableSchema.parse(shipped);

/** Reads somebody's edited table. Throws `Problem` `bad-price-table` that names the field. */
export function parsePrices(value: unknown, where: string): PriceTable {
  const parsed = priceTableSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new Problem({
    code: 'bad-price-table',
    message: {
      en: `The price table is not usable: ${field}: ${issue?.message}`,
      hi: `Price table use nahi ho sakti: ${field}: ${issue?.message}`,
    },
    where,
    next: {
      en: 'Correct that field, or remove the file to use the prices that ship with the program.',
      hi: 'Woh field theek karo, ya file hata do taaki program ke apne prices chalein.',
    },
  });
}
