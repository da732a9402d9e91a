/** Disk: reads the gathered corpus, one `<source>.jsonl` per source. */
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import type { CorpusDocument } from '../corpus/types.js';

const lang = z.enum(['en', 'hi-Latn', 'code']);
const message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() });
const documentSchema = z.union([
  z.object({ text: z.string(), lang }),
  z.object({ messages: z.array(message).min(1), lang }),
]) satisfies z.ZodType<CorpusDocument>;

/** Names of the sources in `folder`, sorted. Throws a `Problem` when there is none. */
export async function sourceNames(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => []);
  const names = files.filter((name) => name.endsWith('.jsonl')).map((name) => basename(name, '.jsonl'));
  if (names.length > 0) return names.sort();
  throw new Problem({
    code: 'no-corpus',
    message: { en: 'There is no corpus to train on.', hi: 'Train karne ke liye koi corpus nahin mila.' },
    where: folder,
    next: { en: 'Gather it with "npm run corpus".', hi: 'Pehle "npm run corpus" se text ikattha karein.' },
  });
}

/** A source's documents in the file's order. Throws a `Problem` that names the line that is not a document. */
export async function* readSource(folder: string, name: string): AsyncGenerator<CorpusDocument> {
  const path = join(folder, `${name}.jsonl`);
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    line += 1;
    if (text !== '') yield parseLine(text, `${path}:${line}`);
  }
}

function parseLine(text: string, where: string): CorpusDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const parsed = documentSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem({
    code: 'bad-corpus-line',
    message: { en: 'This line is not a document.', hi: 'Yeh line document nahin hai.' },
    where,
    next: { en: 'Gather the corpus again with "npm run corpus".', hi: '"npm run corpus" dobara chalaayein.' },
  });
}
