/** Touches the disk: what lies in the learner's folder, read so that nothing in it can do harm. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../base/error.js';
import type { Localized } from '../../base/localized.js';
import { DEFAULT_CHOICES } from '../../workflow/drive.js';
import { prepareData } from '../../workflow/prepare-data.js';
import type { PreparedData } from '../../workflow/types.js';
import { type Answers, parseAnswers } from './answers.js';

export const FILES = { readme: 'README.md', messy: 'messy.csv', answers: 'answers.yaml' } as const;
/** In the order in which they are looked for. */
export const REPAIRED_NAMES = ['repaired.csv', 'repaired.jsonl', 'repaired.json', 'repaired.tsv'] as const;

/** Sixty messages are some kilobytes. */
const MOST_BYTES = { repaired: 2_000_000, answers: 200_000 };

export type ReadAnswers = { answers: Answers } | { fault: Localized };
export type ReadRepaired = { file: string; prepared: PreparedData } | { fault: Localized };

/** The answer file; a fault in words where it is missing, empty, too large, binary, no YAML, or of another seed. */
export async function readAnswers(folder: string, seed: number): Promise<ReadAnswers> {
  const path = join(folder, FILES.answers);
  const size = await sizeOf(path);
  if (size === null) return { fault: missing(FILES.answers) };
  if (size === 0) return { fault: empty(FILES.answers) };
  if (size > MOST_BYTES.answers) return { fault: tooLarge(FILES.answers) };
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return { fault: missing(FILES.answers) };
  if (text.includes('\0') || text.includes('\ufffd')) return { fault: notText(FILES.answers) };
  const parsed = parseAnswers(text);
  if ('fault' in parsed) return { fault: parsed.fault };
  const own = parsed.seed === null || Number(parsed.seed) === seed;
  return own ? { answers: parsed } : { fault: otherSeed(String(parsed.seed).slice(0, 20), seed) };
}

/** The repaired file as step 1 of a run reads it, with its findings and its training rows' tokens; else what is wrong with it. */
export async function readRepaired(folder: string, home: string): Promise<ReadRepaired> {
  for (const name of REPAIRED_NAMES) {
    const file = join(folder, name);
    const size = await sizeOf(file);
    if (size === null) continue;
    if (size > MOST_BYTES.repaired) return { fault: tooLarge(name) };
    try {
      return { file, prepared: await prepareFile(file, home) };
    } catch (error) {
      if (!(error instanceof Problem) || error.exitCode === 3) throw error;
      const said = typeof error.text === 'string' ? { en: error.text, hi: error.text } : error.text;
      return { fault: { en: `${name}: ${said.en}`, hi: `${name}: ${said.hi}` } };
    }
  }
  return { fault: NO_REPAIRED };
}

/** Any data file, prepared for the base in the box with the default settings. Throws the `Problem`s of reading it. */
export const prepareFile = (file: string, home: string): Promise<PreparedData> =>
  prepareData({ ...DEFAULT_CHOICES, file }, { home, lang: 'en', note: () => {} });

/** Null where there is no such file. */
async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? found.size : null;
}

const NO_REPAIRED: Localized = {
  en: 'There is no repaired.csv in the folder yet.',
  hi: 'Folder mein abhi repaired.csv nahi hai.',
};
const missing = (name: string): Localized => ({
  en: `There is no ${name} in the folder.`,
  hi: `Folder mein ${name} nahi hai.`,
});
const empty = (name: string): Localized => ({ en: `${name} is empty.`, hi: `${name} khaali hai.` });
const tooLarge = (name: string): Localized => ({
  en: `${name} is far larger than this task can need, and was not read.`,
  hi: `${name} is task ke hisaab se bahut badi hai, isliye padhi nahi.`,
});
const notText = (name: string): Localized => ({
  en: `${name} is not text in UTF-8.`,
  hi: `${name} UTF-8 text nahi hai.`,
});
const otherSeed = (theirs: string, ours: number): Localized => ({
  en: `This answer file belongs to seed ${theirs}; your task has seed ${ours}.`,
  hi: `Yeh answer file seed ${theirs} ki hai; tumhare task ka seed ${ours} hai.`,
});
