/** A folder of extra text in the layout of a code-switched parsing set: `train.tsv` with the columns `en_query` and `cs_query`. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../../base/error.js';
import { Random } from '../../../base/random.js';
import type { CorpusDocument, CorpusSource } from '../types.js';

export interface QueryPair {
  english: string;
  hinglish: string;
}

/** The source for a folder, or a `Problem` `corpus-folder-unknown` that says what was looked for. */
export async function codeSwitched(folder: string): Promise<CorpusSource> {
  const path = join(folder, 'train.tsv');
  if ((await stat(path).catch(() => null))?.isFile() !== true) throw unknownFolder(folder);
  const pairs = parsePairs(await readFile(path, 'utf8'), path);
  return {
    name: 'code-switched',
    licence: 'Apache-2.0',
    from: 'Hinglish-TOP, human-annotated training split (Google Research, CST5, arXiv 2211.07514), given with --corpus',
    packages: [],
    *documents({ seed }) {
      const random = Random.for(seed, 'code-switched');
      for (const pair of pairs) yield* documentsOf(pair, random);
    },
  };
}

/** Pairs of a tab-separated text; spaces before punctuation and inside times are closed ("9 : 30" becomes "9:30"). */
export function parsePairs(content: string, where: string): QueryPair[] {
  const [header = '', ...lines] = content.replaceAll('\r', '').split('\n');
  const names = header.split('\t');
  const [english, hinglish] = [names.indexOf('en_query'), names.indexOf('cs_query')];
  if (english < 0 || hinglish < 0) throw unknownFolder(where);
  return lines.flatMap((line) => {
    const cells = line.split('\t');
    const pair = { english: tidy(cells[english] ?? ''), hinglish: tidy(cells[hinglish] ?? '') };
    return pair.english === '' || pair.hinglish === '' ? [] : [pair];
  });
}

function tidy(text: string): string {
  return text
    .trim()
    .replace(/(\d) : (\d)/g, '$1:$2')
    .replace(/ ([.,?!;])/g, '$1')
    .replace(/ ?(['’]) ?(s|m|t|re|ll|ve|d)\b/g, '$1$2');
}

function* documentsOf({ english, hinglish }: QueryPair, random: Random): Generator<CorpusDocument> {
  yield { text: hinglish, lang: 'hi-Latn' };
  if (random.below(3) > 0) yield { text: english, lang: 'en' };
  const say = [
    [`Say this in Hinglish: ${english}`, hinglish],
    [`Isko English me kaise bolte hain: ${hinglish}`, english],
    [`Translate to English: ${hinglish}`, english],
    [`Hinglish me likho: ${english}`, hinglish],
  ] as const;
  const [content, answer] = say[random.below(say.length)] ?? say[0];
  yield {
    messages: [
      { role: 'user', content },
      { role: 'assistant', content: answer },
    ],
    lang: 'hi-Latn',
  };
}

function unknownFolder(where: string): Problem {
  return new Problem({
    code: 'corpus-folder-unknown',
    message: 'The folder has no train.tsv with the columns en_query and cs_query.',
    where,
    next: 'Give --corpus a folder with such a file, or leave the option out.',
  });
}
