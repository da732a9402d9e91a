/** Disk: the sources whose text was written for this corpus, each a set of grammar files in this folder and a number of tries. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../base/random.js';
import type { CorpusDocument, CorpusSource } from '../corpus/types.js';
import { arithmetic } from './arithmetic.js';
import { Expander, type Grammar, type Production, parseGrammar } from './grammar.js';
import { LABEL_NAMES, labelled } from './labelled.js';
import { parseMessages, sorted, type WrittenMessage } from './messages.js';
import { casual, tidy } from './polish.js';
import { sums } from './sums.js';
import { type Exchange, parseCode, parseTalk, talk } from './talk.js';
import { parseThings, type Thing, thingTalk } from './things.js';

interface AuthoredSet {
  name: string;
  files: readonly string[];
  /** Texts expanded before repeats are left out. */
  tries: number;
}

export const SETS: readonly AuthoredSet[] = [
  { name: 'stories', files: ['names', 'stories'], tries: 12_000 },
  { name: 'support-hinglish', files: ['names', 'support-lists', 'support-hinglish', 'support-more'], tries: 24_000 },
  { name: 'support-english', files: ['names', 'support-lists', 'support-english', 'support-more'], tries: 22_000 },
  { name: 'everyday-english', files: ['names', 'everyday-english'], tries: 10_000 },
  { name: 'everyday-hinglish', files: ['names', 'everyday-hinglish'], tries: 14_000 },
  { name: 'prose-hinglish', files: ['names', 'prose-hinglish'], tries: 16_000 },
  { name: 'prose-english', files: ['names', 'prose-english'], tries: 14_000 },
  { name: 'faq', files: ['names', 'faq'], tries: 12_000 },
  { name: 'banter', files: ['banter'], tries: 6000 },
  { name: 'code-requests', files: ['code-requests'], tries: 12_000 },
  { name: 'tasks', files: ['names', 'tasks'], tries: 12_000 },
  { name: 'facts', files: ['names', 'facts'], tries: 9000 },
];

/** One source per set; they need no network. */
export function authoredSources(): CorpusSource[] {
  return [...SETS.map(sourceOf), ARITHMETIC, SUMS, LABELLED, MESSAGES, TALK, COMMON, CODE, THINGS];
}

/** A source whose text was written for this corpus and needs no package. */
const written = (
  name: string,
  from: string,
  documents: (random: Random) => Iterable<CorpusDocument>,
): CorpusSource => ({
  name,
  licence: 'MIT (written for this project)',
  from,
  packages: [],
  documents: ({ seed }) => documents(Random.for(seed, name)),
});

const ARITHMETIC = written('arithmetic', 'small sums and comparisons, src/pretrain/texts/arithmetic.ts', (random) =>
  arithmetic(5000, random),
);

const SUMS = written('sums', 'the sums with numbers to ten, src/pretrain/texts/sums.ts', (random) =>
  talk(sums(), random),
);

const LABELLED = written(
  'labelled',
  'messages to a help desk and lists of labels, src/pretrain/texts: labelled',
  (random) => labelled(grammarOf(['labelled']), 36_000, random),
);

const MESSAGES = written(
  'messages',
  'messages to a help desk written one by one, src/pretrain/texts/messages',
  (random) => sorted(writtenMessages(), 6, random),
);

const TALK = written('talk', 'everyday talk written exchange by exchange, src/pretrain/texts/talk', (random) =>
  talk(writtenTalk(), random),
);

const COMMON = written('common', 'the commonest prompts and talk about itself, src/pretrain/texts/common', (random) =>
  talk(commonTalk(), random),
);

const CODE = written('code', 'requests for code written one by one, src/pretrain/texts/code', (random) =>
  talk(codeTalk(), random),
);

const THINGS = written(
  'things',
  'questions about everyday things, from tables in src/pretrain/texts/things',
  (random) => thingTalk(writtenThings(), random),
);

/** All messages of `messages/`, a file for each kind. */
export function writtenMessages(): WrittenMessage[] {
  return Object.keys(LABEL_NAMES).flatMap((kind) =>
    parseMessages(kind, readFileSync(join(import.meta.dirname, 'messages', `${kind}.txt`), 'utf8')),
  );
}

/** All exchanges of `talk/`. */
export const writtenTalk = (): Exchange[] => parsedFolder('talk', parseTalk);

/** All exchanges of `common/`: what most people try first, which the model is to know by heart. */
export const commonTalk = (): Exchange[] => parsedFolder('common', parseTalk);

/** All requests of `code/`, each with its answer. */
export const codeTalk = (): Exchange[] => parsedFolder('code', parseCode);

/** Exchanges by the same hands that are in no source: what a model makes of prompts that it has not read. */
export const unheardTalk = (): Exchange[] => parsedFolder('unheard', parseTalk);

/** All rows of `things/`. */
export const writtenThings = (): Thing[] => parsedFolder('things', parseThings);

/** What stands in the files of a folder, each in the language that its name tells. */
function parsedFolder<T>(
  folder: string,
  parse: (lang: 'en' | 'hi-Latn', content: string, where: string) => readonly T[],
): T[] {
  return readdirSync(join(import.meta.dirname, folder))
    .sort()
    .flatMap((file) =>
      parse(
        file.includes('hinglish') ? 'hi-Latn' : 'en',
        readFileSync(join(import.meta.dirname, folder, file), 'utf8'),
        file,
      ),
    );
}

const sourceOf = ({ name, files, tries }: AuthoredSet): CorpusSource =>
  written(name, `grammars in src/pretrain/texts: ${files.join(', ')}`, (random) =>
    generate(grammarOf(files), tries, random),
  );

export function grammarOf(files: readonly string[]): Grammar {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, `${name}.txt`), 'utf8');
  return parseGrammar(files.map((name) => ({ name: `${name}.txt`, content: read(name) })));
}

/** `tries` texts, productions drawn by weight. */
export function* generate(grammar: Grammar, tries: number, random: Random): Generator<CorpusDocument> {
  for (let i = 0; i < tries; i++) {
    const production = draw(grammar.productions, random);
    if (production !== undefined) yield documentOf(grammar, production, random);
  }
}

function draw(productions: readonly Production[], random: Random): Production | undefined {
  let left = random.next() * productions.reduce((sum, { weight }) => sum + weight, 0);
  return productions.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
}

function documentOf(grammar: Grammar, { kind, lang, lines }: Production, random: Random): CorpusDocument {
  const expander = new Expander(grammar, random);
  const finish = lang === 'code' ? (text: string) => text.trim() : tidy;
  if (kind === 'text') return { text: finish(lines.map(({ parts }) => expander.expand(parts)).join('\n')), lang };
  const messages = lines.map(({ role, parts }) => {
    const expanded = expander.expand(parts);
    // One word alone is a label, which keeps its small letter.
    const content = /\s/.test(expanded.trim()) ? finish(expanded) : expanded.trim();
    return role === 'user'
      ? { role, content: casual(content, lang, random) }
      : { role: role ?? ('assistant' as const), content };
  });
  return { messages, lang };
}
