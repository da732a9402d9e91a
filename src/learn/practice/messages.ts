/** Disk: the messages that practice files are made of, `lessons/15-mini-practice/messages/*.yaml`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { lessonsFolder } from '../lesson/load.js';
import { localizedSchema } from '../lesson/schemas.js';
import type { MessageBank } from './types.js';

/** The lesson that the practice task belongs to. */
export const PRACTICE_LESSON = '15-mini-practice';

export const practiceContent = (...names: string[]): string => join(lessonsFolder(), PRACTICE_LESSON, ...names);

const bankSchema = z.strictObject({
  id: z.string(),
  place: localizedSchema,
  slots: z.record(z.string(), z.array(z.string()).min(2)),
  messages: z.record(z.string().regex(/^[a-z]+$/), z.array(z.string().min(20)).min(14)),
});

/** In the order of their file names. Throws a `ZodError` where a file that ships is wrong: a bug of ours. */
export async function loadMessages(): Promise<MessageBank[]> {
  const folder = practiceContent('messages');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map(async (name) => bankSchema.parse(parse(await readFile(join(folder, name), 'utf8')))));
}
