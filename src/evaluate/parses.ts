/** Whether an answer that should be code is valid syntax. Judges JSON, JavaScript, JSX and TypeScript; says which rows it cannot judge. */
import { tsPlugin } from '@sveltejs/acorn-typescript';
import { type Options, Parser, type Program } from 'acorn';

export type CodeLanguage = 'json' | 'javascript' | 'typescript';

const OPTIONS: Omit<Options, 'sourceType'> = {
  ecmaVersion: 'latest',
  // Snippets are cut out of functions: a bare `return` or `await` is no fault of theirs.
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowHashBang: true,
};

const TypeScriptParser = Parser.extend(tsPlugin({ jsx: true }));

/** The language of a reference answer, or null when it is none that can be judged here (Python, SQL, prose, nothing). */
export function codeLanguage(text: string): CodeLanguage | null {
  const code = stripFence(text);
  if (isJson(code)) return 'json';
  if (parsesWith(Parser, code)) return 'javascript';
  return parsesWith(TypeScriptParser, code) ? 'typescript' : null;
}

/** Whether an answer is valid in this language. Nothing at all, or a few bare words, is not code. One Markdown fence around it is allowed. */
export function parsesAs(text: string, language: CodeLanguage): boolean {
  const code = stripFence(text);
  if (language === 'json') return isJson(code);
  if (parsesWith(Parser, code)) return true;
  return parsesWith(TypeScriptParser, code);
}

export interface ParseCount {
  /** Rows whose reference is in a language that can be judged. */
  judged: number;
  /** Rows left out. */
  unjudged: number;
  parsing: number;
}

/**
 * One entry per row: 1 parses, 0 does not, null cannot be judged because the expected answer is itself in no known language.
 * An answer to a JavaScript row may use TypeScript and the other way round.
 */
export function parseVerdicts(expected: readonly string[], answers: readonly string[]): (0 | 1 | null)[] {
  return expected.map((reference, i) => {
    const language = codeLanguage(reference);
    if (language === null) return null;
    return parsesAs(answers[i] ?? '', language) ? 1 : 0;
  });
}

/** How many rows could be judged and how many of these parse. */
export function countParsing(expected: readonly string[], answers: readonly string[]): ParseCount {
  const judged = parseVerdicts(expected, answers).filter((verdict) => verdict !== null);
  return {
    judged: judged.length,
    unjudged: expected.length - judged.length,
    parsing: judged.filter((verdict) => verdict === 1).length,
  };
}

function stripFence(text: string): string {
  const fenced = /^\s*```[^\n`]*\n([\s\S]*?)\n?```\s*$/u.exec(text);
  return (fenced?.[1] ?? text).trim();
}

function isJson(code: string): boolean {
  if (!/^[[{]/u.test(code)) return false;
  try {
    JSON.parse(code);
    return true;
  } catch {
    return false;
  }
}

function parsesWith(parser: typeof Parser, code: string): boolean {
  if (code === '') return false;
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return !isBareWords(parser.parse(code, { ...OPTIONS, sourceType, locations: true }));
    } catch {
      // A syntax error here is an answer, not a failure: the other source type, then the other parser, is tried.
    }
  }
  return false;
}

/** "Hello" alone is a valid program, a lone name, but nobody means code by it. */
function isBareWords(program: Program): boolean {
  return program.body.every(
    (statement) =>
      statement.type === 'EmptyStatement' ||
      (statement.type === 'ExpressionStatement' && statement.expression.type === 'Identifier'),
  );
}
