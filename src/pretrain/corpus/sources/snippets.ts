/** Short JavaScript snippets with what they do and how (30 seconds of code), and its glossary of web words. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Random } from '../../../base/random.js';
import type { CorpusDocument, CorpusSource } from '../types.js';
import { imperative } from './javascript.js';

const PACKAGE = { name: '30-seconds-of-code', version: '1.2.3' } as const;

const snippetsSchema = z.record(z.string(), z.object({ body: z.array(z.string()), description: z.string() }));

export const snippets: CorpusSource = {
  name: 'snippets',
  licence: 'CC0-1.0',
  from: 'JavaScript snippets with descriptions and a glossary, npm package 30-seconds-of-code',
  packages: [PACKAGE],
  async *documents({ seed, open }) {
    const home = await open(PACKAGE);
    const random = Random.for(seed, 'snippets');
    const file = await readFile(join(home, 'vscode_snippets/snippets.json'), 'utf8');
    for (const { body, description } of Object.values(snippetsSchema.parse(JSON.parse(file)))) {
      yield* snippetDocuments(body.join('\n').trim(), description, random);
    }
    const glossary = await readFile(join(home, 'glossary/README.md'), 'utf8');
    for (const [word, meaning] of glossaryEntries(glossary)) yield* entryDocuments(word, meaning, random);
  },
};

/** The code as the answer to a request, and the code explained. */
export function* snippetDocuments(code: string, description: string, random: Random): Generator<CorpusDocument> {
  const [summary = '', ...rest] = description
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .split('\n\n')
    .map((part) => part.replace(/\s+/g, ' ').trim());
  if (code.length > 1200 || summary === '') return;
  const task = imperative(
    summary.replace(/^(?:Returns|Checks if|Check if) `true` if /, 'Check if ').replace(/\.$/, ''),
  );
  const asked = [task, `JavaScript: ${task}`, `Write a function: ${task}`, `${task} in JavaScript`];
  const question = asked[random.below(asked.length)] ?? task;
  yield {
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: code },
    ],
    lang: 'code',
  };
  yield { text: `// ${summary}\n${code}`, lang: 'code' };
  if (rest.length === 0) return;
  const explanation = `${summary.replace(/\.?$/, '.')} ${rest.join(' ').replace(/\.?$/, '.')}`;
  yield {
    messages: [
      { role: 'user', content: `What does this code do?\n${code}` },
      { role: 'assistant', content: explanation },
    ],
    lang: 'code',
  };
}

/** Words and their meanings: the headings of the third level with the paragraph below each. */
export function glossaryEntries(markdown: string): [string, string][] {
  return markdown
    .split(/^### /m)
    .slice(1)
    .map((section): [string, string] => {
      const [word = '', ...lines] = section.split('\n');
      return [word.trim(), lines.join(' ').replace(/\s+/g, ' ').trim()];
    })
    .filter(([, meaning]) => meaning !== '');
}

function* entryDocuments(word: string, meaning: string, random: Random): Generator<CorpusDocument> {
  yield { text: `${word}: ${meaning}`, lang: 'en' };
  const asked = [`What is ${word}?`, `Explain ${word}.`, `What does ${word} mean in programming?`];
  const first = /^.*?\.(?=\s|$)/.exec(meaning)?.[0] ?? meaning;
  const content = asked[random.below(asked.length)] ?? '';
  yield {
    messages: [
      { role: 'user', content },
      { role: 'assistant', content: first },
    ],
    lang: 'en',
  };
}
