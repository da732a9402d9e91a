/** Short JavaScript functions of well-known packages, as they stand and as answers to what their comment says they do. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../../../base/random.js';
import type { CorpusDocument, CorpusSource, PackageName } from '../types.js';

interface CodePackage extends PackageName {
  /** The folder of its readable modules. */
  under: string;
}

const PACKAGES: readonly CodePackage[] = [
  { name: 'lodash-es', version: '4.18.1', under: '.' },
  { name: 'underscore', version: '1.13.8', under: 'modules' },
  { name: 'ramda', version: '0.32.0', under: 'es' },
  { name: 'date-fns', version: '4.4.0', under: '.' },
  ...['array', 'object', 'string', 'function', 'math', 'predicate', 'promise', 'set', 'map'].map((part) => ({
    name: 'es-toolkit',
    version: '1.53.2',
    under: `dist/${part}`,
  })),
];

const LONGEST = 1400;

export const javascript: CorpusSource = {
  name: 'javascript',
  licence: 'MIT (each package)',
  from: `functions and their comments from the npm packages ${names()}`,
  packages: PACKAGES.filter(({ name }, i) => PACKAGES.findIndex((other) => other.name === name) === i),
  async *documents({ seed, open }) {
    const random = Random.for(seed, 'javascript');
    for (const wanted of PACKAGES) {
      const home = join(await open(wanted), wanted.under);
      for (const name of (await readdir(home)).sort()) {
        if (!/^[a-z]\w*\.m?js$/i.test(name) || name.startsWith('cdn')) continue;
        for (const found of functionsIn(await readFile(join(home, name), 'utf8')))
          yield* functionDocuments(found, random);
      }
    }
  },
};

function names(): string {
  return [...new Set(PACKAGES.map(({ name, version }) => `${name} ${version}`))].join(', ');
}

export interface FoundFunction {
  description: string | null;
  code: string;
}

/** The top-level functions of a module with the first sentence of the comment above each. */
export function functionsIn(source: string): FoundFunction[] {
  const pattern =
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*\n)?((?:export (?:default )?)?(?:async )?function\*? \w*\([\s\S]*?\n\}|(?:export )?(?:var|const|let) \w+ = [\s\S]*?\n[)}\]]+;?)(?=\n|$)/g;
  const found: FoundFunction[] = [];
  for (const [, comment, code = ''] of source.matchAll(pattern)) {
    if (code.length > LONGEST || code.split('\n').length < 2) continue;
    found.push({
      description: comment === undefined ? lineComment(source, code) : describe(comment),
      code: plain(code),
    });
  }
  return found;
}

function lineComment(source: string, code: string): string | null {
  const before = source.slice(0, source.indexOf(code)).split('\n').slice(0, -1);
  const lines: string[] = [];
  while (before.at(-1)?.startsWith('// ') === true) lines.unshift((before.pop() ?? '').slice(3));
  return lines.length === 0 ? null : firstSentence(lines.join(' '));
}

function describe(comment: string): string | null {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
  const summary = lines.find((line) => line.startsWith('@summary '));
  if (summary !== undefined) return firstSentence(summary.slice(9));
  const end = lines.findIndex((line) => line.startsWith('@'));
  return firstSentence(lines.slice(0, end < 0 ? undefined : end).join(' '));
}

function firstSentence(text: string): string | null {
  const clean = text
    .replace(/\s+/g, ' ')
    .replace(/\{@link (\w+)\}/g, '$1')
    .trim();
  const sentence = /^(.*?[.!?])(?:\s|$)/.exec(clean)?.[1] ?? clean;
  return sentence.length < 12 || sentence.length > 240 ? null : sentence;
}

function plain(code: string): string {
  return code.replaceAll('/*#__PURE__*/', '').replaceAll('\t', '  ').trim();
}

export function* functionDocuments({ description, code }: FoundFunction, random: Random): Generator<CorpusDocument> {
  if (description === null || random.below(3) === 0) {
    yield { text: description === null ? code : `// ${description}\n${code}`, lang: 'code' };
    return;
  }
  const task = imperative(description);
  const asked = [task, `Write a JavaScript function: ${task}`, `JavaScript: ${task}`, `Write code for: ${task}`];
  const messages = [
    { role: 'user' as const, content: asked[random.below(asked.length)] ?? task },
    { role: 'assistant' as const, content: code },
  ];
  yield { messages, lang: 'code' };
}

/** "Creates an array of ..." becomes "Create an array of ...": a request. */
export function imperative(description: string): string {
  return description.replace(/\.$/, '').replace(/^(\w+?)(e?)s\b/, (whole, stem: string, e: string) => {
    if (/^(This|Is|Has|Was|As|Its|Alias|Previous|Less|Plus|Process|Pass|Access|Class)$/.test(whole)) return whole;
    const base = stem + e;
    return /(?:ch|sh|x|ss|zz)e$/.test(base) ? stem : base;
  });
}
