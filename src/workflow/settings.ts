/** What a person chose once for every run: language, looks, electricity price. Kept in `<home>/settings.json`. Touches the disk. */
import { join } from 'node:path';
import { z } from 'zod';
import { readKept, writeKept } from '../base/kept-file.js';
import type { Localized } from '../base/localized.js';

export const THEMES = ['auto', 'dark', 'light', 'mono'] as const;
export type ThemeChoice = (typeof THEMES)[number];

const VERSION = 1;

const settingsSchema = z.object({
  version: z.literal(VERSION),
  lang: z.enum(['en', 'hi']).nullable().default(null),
  theme: z.enum(THEMES).default('auto'),
  /** Null: as the terminal's locale says. */
  ascii: z.boolean().nullable().default(null),
  reducedMotion: z.boolean().default(false),
  /** US dollars; null: as the price table says. */
  usdPerKwh: z.number().min(0).max(100).nullable().default(null),
});

export type Settings = Omit<z.infer<typeof settingsSchema>, 'version'>;

export const DEFAULT_SETTINGS: Settings = {
  lang: null,
  theme: 'auto',
  ascii: null,
  reducedMotion: false,
  usdPerKwh: null,
};

export const settingsPath = (home: string): string => join(home, 'settings.json');

export interface ReadSettings {
  settings: Settings;
  /** Why the file was not used, if it was there. */
  notice: Localized | null;
}

/** Never throws: see `readKept`. */
export async function readSettings(home: string): Promise<ReadSettings> {
  const { value, notice } = await readKept(settingsPath(home), settingsSchema, VERSION);
  if (value === null) return { settings: DEFAULT_SETTINGS, notice };
  const { version: _, ...settings } = value;
  return { settings, notice };
}

export async function writeSettings(home: string, settings: Settings): Promise<void> {
  await writeKept(settingsPath(home), { version: VERSION, ...settings }, VERSION);
}
