/** Disk: the questions that came with the program, `lessons/14-interview/questions/*.yaml`. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import { packageRoot } from '../../models/package-root.js';
import { faultsOf, localizedSchema, mistakeSchema, pointSchema } from '../lesson/schemas.js';
import type { InterviewQuestion } from './types.js';

const questionSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  topic: z.string(),
  lesson: z.string(),
  ask: localizedSchema,
  hints: z.array(localizedSchema).min(1),
  answer: localizedSchema,
  points: z.array(pointSchema).min(3),
  mistakes: z.array(mistakeSchema).min(1),
  sources: z.array(z.string()).default([]),
});

export const questionsFolder = (): string => join(packageRoot(), 'lessons', '14-interview', 'questions');

/** All questions, in the order of the files and within them. */
export async function loadQuestions(folder: string = questionsFolder()): Promise<InterviewQuestion[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  return (await Promise.all(names.map((name) => questionsIn(join(folder, name))))).flat();
}

async function questionsIn(path: string): Promise<InterviewQuestion[]> {
  const parsed = z.array(questionSchema).safeParse(parse(await readFile(path, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Problem({
    code: 'corrupt-file',
    message: {
      en: `The file of questions cannot be used: ${faultsOf(parsed.error)[0]}`,
      hi: `Sawaalon ki file kaam ki nahi: ${faultsOf(parsed.error)[0]}`,
    },
    where: path,
    next: { en: 'Install the program again.', hi: 'Program dobara install karo.' },
  });
}

/** The question with this id. Throws `Problem` `no-such-question`. */
export function questionOf(questions: readonly InterviewQuestion[], id: string): InterviewQuestion {
  const found = questions.find((question) => question.id === id);
  if (found !== undefined) return found;
  throw new Problem({
    code: 'no-such-question',
    message: { en: `There is no interview question ${id}.`, hi: `${id} naam ka koi interview sawaal nahi hai.` },
    next: { en: 'See which there are: vishesh interview', hi: 'List dekho: vishesh interview' },
  });
}
