/** Answers from the command line, from a file, or from standard input. Touches the disk. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { z } from 'zod';
import { Problem } from '../base/error.js';

/** The answer, or null where none was given. Throws `Problem` `unreadable-file`, `empty-answer`. */
export async function readAnswer({
  answer,
  answerFile,
}: {
  answer?: string;
  answerFile?: string;
}): Promise<string | null> {
  if (answer === undefined && answerFile === undefined) return null;
  const given = answer ?? (await readText(answerFile ?? '-'));
  if (given.trim() !== '') return given;
  // Scored, it would count as one and give the model answer away.
  throw new Problem({
    code: 'empty-answer',
    message: { en: 'The answer is empty.', hi: 'Jawab khaali hai.' },
    next: {
      en: 'Write it behind --answer, in quotes, or leave --answer out to see the question.',
      hi: '--answer ke baad quotes mein jawab likho, ya sirf sawaal dekhne ke liye --answer hata do.',
    },
  });
}

const answersSchema = z.array(z.union([z.string(), z.object({ id: z.string(), answer: z.string() })])).min(1);
export type GivenAnswer = z.infer<typeof answersSchema>[number];

/** A list in YAML or JSON: texts, or objects with `id` and `answer`. */
export async function readAnswers(path: string): Promise<GivenAnswer[]> {
  const parsed = answersSchema.safeParse(parsedYaml(await readText(path)));
  if (parsed.success) return parsed.data;
  throw new Problem({
    code: 'unreadable-answers',
    message: { en: 'The file is not a list of answers.', hi: 'File jawabon ki list nahi hai.' },
    where: path,
    next: {
      en: 'Write a list in YAML or JSON: texts, or objects with id and answer.',
      hi: 'YAML ya JSON mein list likho: texts, ya id aur answer wale objects.',
    },
  });
}

function parsedYaml(source: string): unknown {
  try {
    return parse(source);
  } catch {
    return null;
  }
}

async function readText(path: string): Promise<string> {
  try {
    return path === '-' ? await text(process.stdin) : await readFile(path, 'utf8');
  } catch (cause) {
    throw new Problem({
      code: 'unreadable-file',
      message: { en: 'The file with the answer cannot be read.', hi: 'Jawab wali file padhi nahi ja rahi.' },
      where: path,
      next: { en: 'Check the path, or use --answer TEXT.', hi: 'Path dekho, ya --answer TEXT do.' },
      cause,
    });
  }
}
