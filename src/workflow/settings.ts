/** What a person chose once for every run: language, looks, electricity price. Kept in `<home>/settings.json`. Touches the disk. */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder, readJson, writeAtomic } from '../base/files.js';
import type { Localized } from '../base/localized.js';

export const THEMES = ['auto', 'dark', 'light', 'mono'] as const;
export type ThemeChoice = (typeof THEMES)[number];

const settingsSchema = z.object({
  version: z.literal(1),
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

/** Never throws: a damaged file is put aside as `settings.json.bad`, and one of a newer version is left alone. */
export async function readSettings(home: string): Promise<ReadSettings> {
  const path = settingsPath(home);
  try {
    const { version: _, ...settings } = await readJson(path, settingsSchema, '');
    return { settings, notice: null };
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
      return { settings: DEFAULT_SETTINGS, notice: null };
  }
  if (await isNewer(path)) return { settings: DEFAULT_SETTINGS, notice: newerFile(path) };
  await rename(path, `${path}.bad`).catch(() => {});
  return { settings: DEFAULT_SETTINGS, notice: damagedFile(path) };
}

/** A file of a newer version is never overwritten. */
export async function writeSettings(home: string, settings: Settings): Promise<void> {
  if (await isNewer(settingsPath(home))) return;
  await makeFolder(home);
  await writeAtomic(settingsPath(home), `${JSON.stringify({ version: 1, ...settings }, null, 2)}\n`);
}

const versioned = z.looseObject({ version: z.number() });

async function isNewer(path: string): Promise<boolean> {
  const file = await readJson(path, versioned, '').catch(() => null);
  return file !== null && file.version > 1;
}

const damagedFile = (path: string): Localized => ({
  en: `${path} was damaged; it was put aside as settings.json.bad, and the settings are as at first.`,
  hi: `${path} kharab thi; use settings.json.bad naam se alag rakh diya, settings pehle jaisi hain.`,
});

const newerFile = (path: string): Localized => ({
  en: `${path} comes from a newer vishesh and is not used here.`,
  hi: `${path} naye vishesh ki hai, isliye yahan use nahi ho rahi.`,
});
