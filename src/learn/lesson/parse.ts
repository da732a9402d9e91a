/**
 * Reads a lesson's Markdown. Front matter in YAML, `## id | Hinglish | English` headings, `<!-- hi -->` and `<!-- en -->` before the text of each
 * language, and fences whose first line says what they are (`ts cell id=…`, `output for=…`, `yaml quiz id=…`, `yaml explain id=…`,
 * `ts exercise id=… file=… check=…`, `yaml hints for=…`). Any other fence belongs to the text around it.
 */
import { marked, type Token } from 'marked';
import { parse as parseYaml, YAMLParseError } from 'yaml';
import type { Localized } from '../../base/localized.js';
import { explainSchema, faultsOf, frontSchema, hintsSchema, quizSchema } from './schemas.js';
import type { Block, Lesson, LessonFault, Section } from './types.js';

const DEFAULT_LIMIT_SECONDS = 30;

export interface ParsedLesson {
  /** Null when the front matter is unusable. */
  lesson: Lesson | null;
  faults: LessonFault[];
}

export function parseLesson(source: string, folder: string): ParsedLesson {
  const reader = new LessonReader(source);
  const front = reader.front();
  const sections = reader.sections();
  return { lesson: front === null ? null : { ...front, sections, folder }, faults: reader.faults };
}

class LessonReader {
  readonly faults: LessonFault[] = [];
  readonly #front: string;
  readonly #body: string;
  #line: number;
  #sections: Section[] = [];
  #text: { en: string; hi: string; line: number } | null = null;
  #lang: 'en' | 'hi' | null = null;

  constructor(source: string) {
    const match = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(source);
    this.#front = match?.[1] ?? '';
    this.#body = source.slice(match?.[0].length ?? 0);
    this.#line = 1 + lines(match?.[0] ?? '');
    if (match === null) this.#fault(1, 'there is no front matter between --- lines');
  }

  front(): Omit<Lesson, 'sections' | 'folder'> | null {
    return this.#yaml(this.#front, frontSchema, 2);
  }

  sections(): Section[] {
    for (const token of marked.lexer(this.#body)) {
      this.#take(token);
      this.#line += lines(token.raw);
    }
    this.#endText();
    return this.#sections;
  }

  #take(token: Token): void {
    if (token.type === 'heading' && token.depth === 2) {
      this.#heading(token.text);
      return;
    }
    const marker = token.type === 'html' ? /^<!--\s*(hi|en)\s*-->\s*$/.exec(token.raw.trim())?.[1] : undefined;
    if (marker === 'hi' || marker === 'en') {
      // Hinglish opens a new pair when the one before is complete.
      if (marker === 'hi' && this.#text !== null && this.#text.en !== '') this.#endText();
      this.#lang = marker;
      this.#text ??= { en: '', hi: '', line: this.#line };
      return;
    }
    if (token.type === 'code' && this.#fence(token.lang ?? '', token.text)) return;
    if (token.type === 'space' && this.#lang === null) return;
    if (this.#lang === null || this.#text === null) {
      if (token.raw.trim() !== '')
        this.#fault(this.#line, 'text that belongs to no language: put <!-- hi --> or <!-- en --> before it');
      return;
    }
    this.#text[this.#lang] += token.raw;
  }

  #heading(text: string): void {
    this.#endText();
    const [id = '', hi = '', en = ''] = text.split('|').map((part) => part.trim());
    if (en === '') this.#fault(this.#line, 'a heading is: ## id | Hinglish | English');
    this.#sections.push({ id, title: { hi, en }, blocks: [], line: this.#line });
  }

  /** Whether the fence is one of the lesson's own. */
  #fence(info: string, text: string): boolean {
    const [language = '', role = '', ...rest] = info.split(/\s+/);
    const given = new Map([language === 'output' ? role : '', ...rest].filter(Boolean).map((part) => pair(part)));
    if (language === 'output') {
      this.#output(given.get('for') ?? '', text);
      return true;
    }
    if (role === 'hints') {
      this.#hints(given.get('for') ?? '', text);
      return true;
    }
    if (!['cell', 'quiz', 'explain', 'exercise'].includes(role)) return false;
    this.#endText();
    const id = given.get('id') ?? '';
    const line = this.#line;
    if (id === '') this.#fault(line, `a ${role} needs an id`);
    if (role === 'cell')
      this.#add({
        kind: 'cell',
        id,
        code: text,
        output: null,
        limit: Number(given.get('limit') ?? DEFAULT_LIMIT_SECONDS),
        line,
      });
    else if (role === 'exercise')
      this.#add({
        kind: 'exercise',
        id,
        file: given.get('file') ?? 'exercise.ts',
        check: given.get('check') ?? 'check.ts',
        solution: given.get('solution') ?? 'solution.ts',
        stub: '',
        hints: [],
        line,
      });
    else if (role === 'quiz') {
      const quiz = this.#yaml(text, quizSchema, line + 1);
      if (quiz !== null) this.#add({ kind: 'quiz', id, ...quiz, line });
    } else {
      const explain = this.#yaml(text, explainSchema, line + 1);
      if (explain !== null) this.#add({ kind: 'explain', id, ...explain, line });
    }
    return true;
  }

  #output(id: string, text: string): void {
    this.#endText();
    const cell = this.#before('cell').find((block) => block.id === id);
    if (cell === undefined) this.#fault(this.#line, `output for ${id}: there is no such cell before it`);
    else cell.output = text;
  }

  #hints(id: string, text: string): void {
    this.#endText();
    const exercise = this.#before('exercise').find((block) => block.id === id);
    if (exercise === undefined) this.#fault(this.#line, `hints for ${id}: there is no such exercise before them`);
    else exercise.hints = this.#yaml(text, hintsSchema, this.#line + 1) ?? [];
  }

  #before<K extends Block['kind']>(kind: K): Extract<Block, { kind: K }>[] {
    return this.#sections
      .flatMap((section) => section.blocks)
      .filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
  }

  #add(block: Block): void {
    const section = this.#sections.at(-1);
    if (section === undefined) this.#fault(this.#line, 'it stands before the first ## heading');
    else section.blocks.push(block);
  }

  #endText(): void {
    const text = this.#text;
    this.#text = null;
    this.#lang = null;
    if (text === null) return;
    for (const lang of ['en', 'hi'] as const)
      if (text[lang].trim() === '') this.#fault(text.line, `the ${lang} text is missing`);
    this.#add({ kind: 'text', text: { en: text.en.trim(), hi: text.hi.trim() } satisfies Localized, line: text.line });
  }

  #yaml<T>(text: string, schema: { safeParse(value: unknown): Parsed<T> }, line: number): T | null {
    try {
      const parsed = schema.safeParse(parseYaml(text));
      if (parsed.success) return parsed.data;
      for (const fault of faultsOf(parsed.error)) this.#fault(line, fault);
    } catch (error) {
      if (!(error instanceof YAMLParseError)) throw error;
      this.#fault(line + (error.linePos?.[0].line ?? 1) - 1, error.message.split('\n')[0] ?? 'not YAML');
    }
    return null;
  }

  #fault(line: number, message: string): void {
    this.faults.push({ line, message });
  }
}

type Parsed<T> = { success: true; data: T } | { success: false; error: Parameters<typeof faultsOf>[0] };

const lines = (text: string): number => text.split('\n').length - 1;

function pair(text: string): [string, string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
