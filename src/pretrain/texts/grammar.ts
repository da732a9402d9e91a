/**
 * A small language for text with many variants, so that a few hundred lines give millions of different texts that agree in gender and number.
 *
 * A grammar file has lists and productions. `@name` starts a list; each line under it is an entry: `text /tag = second field = third`, or `+ list` for
 * all entries of a list above.
 * `%text LANG WEIGHT` and `%dialogue LANG WEIGHT` start a production up to the next empty line; the lines of a dialogue start with `U:`, `A:` or `S:`.
 * In all texts: `[a|b|]` is one of these; `{list}` an entry; `{list#k}` an entry remembered as k; `{#k}` the same again; `{#k.2}` its second
 * field; `{#k:a/b/c}` the form for its tag (m, f, p: masculine, feminine, plural; s and p: singular, plural);`{^...}` with a capital letter; `{!list#k}` remembers and says nothing;
 * `\n` a new line.
 * `!brackets ⟦⟧⟪⟫` as a file's first line takes other signs for `{}` and `[]`, for code.
 */
import { Problem } from '../../base/error.js';
import type { Random } from '../../base/random.js';
import type { CorpusLanguage } from '../corpus/types.js';

/** The usual signs; files that use others part fields with ⇒ and write a new line as ⏎. */
const PLAIN = '{}[]';

export type Tag = 'm' | 'f' | 'p' | 's';

export interface Entry {
  fields: Part[][];
  tag: Tag | null;
}

export interface Production {
  kind: 'text' | 'dialogue';
  lang: CorpusLanguage;
  weight: number;
  lines: { role: 'user' | 'assistant' | 'system' | null; parts: Part[] }[];
}

export interface Grammar {
  lists: Map<string, Entry[]>;
  productions: Production[];
}

export type Part =
  | { kind: 'literal'; text: string }
  | { kind: 'choice'; of: Part[][] }
  | {
      kind: 'slot';
      list: string;
      name: string;
      field: number;
      forms: string[] | null;
      capital: boolean;
      silent: boolean;
    };

const INDEX: Record<Tag, readonly number[]> = { m: [0, 0, 0], s: [0, 0, 0], f: [0, 1, 1], p: [0, 1, 2] };

/** Parses files' contents into one grammar; lists are shared. Throws `Problem` `grammar-fault` with the file's name and the line. */
export function parseGrammar(files: readonly { name: string; content: string }[]): Grammar {
  const grammar: Grammar = { lists: new Map(), productions: [] };
  for (const { name, content } of files) readFileInto(grammar, name, content);
  return grammar;
}

function readFileInto(grammar: Grammar, name: string, content: string): void {
  let signs = PLAIN;
  let list: Entry[] | null = null;
  let production: Production | null = null;
  content.split('\n').forEach((line, i) => {
    const fault = (message: string): never => {
      throw new Problem({ code: 'grammar-fault', message, where: `${name}:${i + 1}`, next: 'Mend the line.' });
    };
    if (line.startsWith('!brackets ')) signs = line.slice(10).trim();
    else if (line.startsWith('# ')) return;
    else if (line.startsWith('@')) {
      list = grammar.lists.get(line.slice(1).trim()) ?? [];
      grammar.lists.set(line.slice(1).trim(), list);
      production = null;
    } else if (line.startsWith('%')) {
      production = startProduction(line, fault);
      grammar.productions.push(production);
      list = null;
    } else if (line.trim() === '') {
      production = null;
      list = null;
    } else if (production !== null) addLine(production, line, signs, fault);
    else if (list !== null && line.startsWith('+ '))
      list.push(...(grammar.lists.get(line.slice(2).trim()) ?? fault('No such list above.')));
    else if (list !== null) list.push(entryOf(line, signs, fault));
    else fault('A line outside of a list or production.');
  });
}

type Fault = (message: string) => never;

function startProduction(line: string, fault: Fault): Production {
  const match = /^%(text|dialogue) (en|hi-Latn|code)(?: (\d+(?:\.\d+)?))?$/.exec(line.trim());
  if (match === null) return fault('Expected %text or %dialogue, a language and a weight.');
  return {
    kind: match[1] === 'text' ? 'text' : 'dialogue',
    lang: match[2] === 'code' ? 'code' : match[2] === 'en' ? 'en' : 'hi-Latn',
    weight: Number(match[3] ?? 1),
    lines: [],
  };
}

function addLine(production: Production, line: string, signs: string, fault: Fault): void {
  if (production.kind === 'text') {
    production.lines.push({ role: null, parts: parseParts(line, signs, fault) });
    return;
  }
  const match = /^([UAS]): ?(.*)$/.exec(line);
  const role = match === null ? null : match[1] === 'U' ? 'user' : match[1] === 'A' ? 'assistant' : 'system';
  const last = production.lines.at(-1);
  if (role !== null) production.lines.push({ role, parts: parseParts(match?.[2] ?? '', signs, fault) });
  else if (last !== undefined) last.parts.push({ kind: 'literal', text: '\n' }, ...parseParts(line, signs, fault));
  else fault('A dialogue starts with U:, A: or S:.');
}

function entryOf(line: string, signs: string, fault: Fault): Entry {
  const fields = line.split(signs === PLAIN ? ' = ' : ' ⇒ ').map((field) => field.trim());
  const match = /^(.*?) ?\/([mfps])$/.exec(fields[0] ?? '');
  if (match !== null) fields[0] = match[1] ?? '';
  const letter = match?.[2];
  const tag = letter === 'm' || letter === 'f' || letter === 'p' || letter === 's' ? letter : null;
  return { fields: fields.map((field) => parseParts(field, signs, fault)), tag };
}

/** Text to parts; brackets may stand inside each other. */
export function parseParts(text: string, signs: string, fault: Fault): Part[] {
  const [open = '', close = '', from = '', to = ''] = [...signs];
  let at = 0;
  const sequence = (ends: string): Part[] => {
    const parts: Part[] = [];
    let literal = '';
    const flush = (): void => {
      if (literal !== '') parts.push({ kind: 'literal', text: literal });
      literal = '';
    };
    while (at < text.length && !ends.includes(text[at] ?? '')) {
      const sign = text[at++] ?? '';
      if (sign === open) {
        flush();
        const end = text.indexOf(close, at);
        if (end < 0) fault(`No ${close} after ${open}.`);
        parts.push(slotOf(text.slice(at, end), fault));
        at = end + 1;
      } else if (sign === from) {
        flush();
        const of = [sequence(`|${to}`)];
        while (text[at] === '|') {
          at += 1;
          of.push(sequence(`|${to}`));
        }
        if (text[at++] !== to) fault(`No ${to} after ${from}.`);
        parts.push({ kind: 'choice', of });
      } else if (sign === '\\' && text[at] === 'n' && signs === PLAIN) {
        literal += '\n';
        at += 1;
      } else literal += sign === '⏎' ? '\n' : sign;
    }
    flush();
    return parts;
  };
  return sequence('');
}

function slotOf(inside: string, fault: Fault): Part {
  const match = /^([!^]?)([\w-]*)(?:#(\w+))?(?:\.(\d))?(?::(.*))?$/.exec(inside);
  if (match === null || (match[2] === '' && match[3] === undefined)) return fault(`Not a slot: ${inside}`);
  return {
    kind: 'slot',
    capital: match[1] === '^',
    silent: match[1] === '!',
    list: match[2] ?? '',
    name: match[3] ?? '',
    field: Number(match[4] ?? 1) - 1,
    forms: match[5]?.split('/') ?? null,
  };
}

/** Expands the parts of one document: what `#k` names stays the same within it. */
export class Expander {
  #bound = new Map<string, Entry>();
  #texts = new Map<string, string>();

  constructor(
    readonly grammar: Grammar,
    readonly random: Random,
  ) {}

  expand(parts: readonly Part[]): string {
    return parts.map((part) => this.#part(part)).join('');
  }

  #part(part: Part): string {
    switch (part.kind) {
      case 'literal':
        return part.text;
      case 'choice':
        return this.expand(part.of[this.random.below(part.of.length)] ?? []);
      case 'slot': {
        const entry = this.#entry(part.list, part.name);
        if (part.silent) return '';
        const text = part.forms === null ? this.#field(entry, part) : agree(part.forms, entry.tag);
        return part.capital ? text.slice(0, 1).toUpperCase() + text.slice(1) : text;
      }
    }
  }

  #entry(list: string, name: string): Entry {
    const bound = name === '' ? undefined : this.#bound.get(name);
    if (bound !== undefined) return bound;
    const entries = this.grammar.lists.get(list);
    if (entries === undefined || entries.length === 0) throw noList(list === '' ? `#${name}` : list);
    let entry = entries[this.random.below(entries.length)] as Entry;
    // Two names for entries of one list stand for different ones.
    for (let tries = 0; name !== '' && tries < 20 && [...this.#bound.values()].includes(entry); tries++)
      entry = entries[this.random.below(entries.length)] as Entry;
    if (name !== '') this.#bound.set(name, entry);
    return entry;
  }

  /** A named entry's field is expanded once, so that choices inside it do not change on a second mention. */
  #field(entry: Entry, { name, field }: { name: string; field: number }): string {
    const key = `${name}.${field}`;
    const known = name === '' ? undefined : this.#texts.get(key);
    if (known !== undefined) return known;
    // What the later fields mention is chosen by the first.
    if (field > 0) this.#field(entry, { name, field: 0 });
    const text = this.expand(entry.fields[field] ?? []);
    if (name !== '') this.#texts.set(key, text);
    return text;
  }
}

/** The form for a tag: of two, the second is for f and p; of three, the third for p. */
export function agree(forms: readonly string[], tag: Tag | null): string {
  const index = INDEX[tag ?? 'm'][Math.min(forms.length, 3) - 1] ?? 0;
  return forms[index] ?? '';
}

function noList(name: string): Problem {
  return new Problem({
    code: 'grammar-fault',
    message: `No list or remembered entry called ${name}.`,
    next: 'Add the list or mend its name.',
  });
}
