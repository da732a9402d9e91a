/** From what the teacher said to what may stand in the corpus; null says that it may not. */
import { parse } from 'acorn';

export type Rejection =
  | 'empty'
  | 'too-short'
  | 'cut-off'
  | 'not-ascii'
  | 'speaks-of-itself'
  | 'unfit'
  | 'repeats'
  | 'echo'
  | 'markup'
  | 'does-not-parse';

export type Cleaned = { text: string } | { rejected: Rejection };

export interface Spoken {
  text: string;
  /** False when it was cut at the limit of tokens. */
  ended: boolean;
  user: string;
  answer: 'prose' | 'code';
}

const MIN_LETTERS = 12;
/** What a model says of itself, refuses, or says about the prompt in place of an answer. */
const OF_ITSELF =
  /\b(as an? (ai|assistant|language model|chatbot)|\bAI\b|i am an? (assistant|chatbot|model|program)|i'm an? (assistant|chatbot|model|program)|(helpful|simple|quick|virtual|digital) assistant|smollm|hugging face|openai|my training|i (cannot|can't|can not|am unable to|'m unable to|do not have access|don't have access)|unable to assist|here's a (possible|short|polite|friendly|revised|rewritten)|here is a (possible|short|polite|friendly|revised|rewritten)|in (one|two|three) sentences?|a simple answer|the (answer|question|prompt|sentence|text) (is|to this)|rewritten|rewrite|possible response|customer writes|\[[^\]]*\]|your name|company name|as an? [a-z]+, i\b)/i;
/** Not for a small model that anybody may talk to. */
const UNFIT =
  /\b(sex\w*|porn\w*|naked|nude|rape\w*|suicid\w*|kill\w*|murder\w*|blood(y|shed)|terroris\w*|nazi\w*|drugs?|cocaine|alcohol\w*|weapons?|guns?|shoot(s|ing)?|bombs?|tortur\w*|slave\w*)\b/i;
/** "A spoon is a spoon." */
const EMPTY_SAYING = /^(?:an? |the )?([a-z ]+?) (?:is|are) (?:an? |the )?\1\b/i;
const LEAD_IN = /^(?:in (?:very )?simple (?:words|terms)|sure|of course|certainly)[,!.:]\s*/i;
const MARKUP = /\*\*|^#+ |^\s*[-*•] |^\s*\d+[.)] |https?:|www\.|```|<[a-z/]/im;
const NOT_PRINTABLE = /[^\n -~]/;

/** Typographic marks become the plain ones; white space is tidied. */
function plain(text: string): string {
  return text
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/\s*\u2014\s*/g, ' - ')
    .replace(/\u2013/g, '-')
    .replace(/\u2026/g, '...')
    .replace(/[\t\u00a0]/g, ' ')
    .replace(/ +$/gm, '')
    .trim();
}

export function cleanAnswer(spoken: Spoken): Cleaned {
  const text = plain(spoken.text);
  if (text === '') return { rejected: 'empty' };
  if (NOT_PRINTABLE.test(text)) return { rejected: 'not-ascii' };
  return spoken.answer === 'code' ? cleanCode(text) : cleanProse(text, spoken);
}

function cleanProse(whole: string, { ended, user }: Spoken): Cleaned {
  if (MARKUP.test(whole)) return { rejected: 'markup' };
  const spoken = unquoted(whole.replace(/\s*\n\s*/g, ' ')).replace(LEAD_IN, '');
  const text = untilLastSentence(spoken.charAt(0).toUpperCase() + spoken.slice(1));
  if (text === null) return { rejected: ended ? 'too-short' : 'cut-off' };
  if (text.replace(/[^a-z]/gi, '').length < MIN_LETTERS) return { rejected: 'too-short' };
  if (OF_ITSELF.test(text)) return { rejected: 'speaks-of-itself' };
  if (UNFIT.test(text)) return { rejected: 'unfit' };
  if (repeats(text)) return { rejected: 'repeats' };
  if (echoes(text, user) || EMPTY_SAYING.test(text)) return { rejected: 'echo' };
  return { text };
}

/** A text that stands in quotation marks as a whole loses them. */
function unquoted(text: string): string {
  const inner = /^"([^"]+)"?$/.exec(text)?.[1];
  return inner ?? text;
}

/** Up to the end of the last whole sentence, or null. A point after one letter or a title ends no sentence. */
function untilLastSentence(text: string): string | null {
  let end = 0;
  for (const match of text.matchAll(/[.!?]["')]?(?=\s|$)/g)) {
    if (/(^|\s)(Mr|Mrs|Ms|Dr|St|[A-Z])$/.test(text.slice(0, match.index))) continue;
    const after = match.index + match[0].length;
    // A quotation that was opened must be closed.
    if ((text.slice(0, after).match(/"/g)?.length ?? 0) % 2 === 0) end = after;
  }
  return end === 0 ? null : text.slice(0, end);
}

/** The same four words twice, one word three times in a row, or too few different words. */
export function repeats(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z0-9']+/g) ?? [];
  const seen = new Set<string>();
  for (let at = 0; at + 4 <= words.length; at++) {
    const four = words.slice(at, at + 4).join(' ');
    if (seen.has(four)) return true;
    seen.add(four);
  }
  if (words.some((word, at) => word === words[at + 1] && word === words[at + 2])) return true;
  return words.length >= 12 && new Set(words).size / words.length < 0.55;
}

/** The answer only says the prompt again. */
function echoes(text: string, user: string): boolean {
  const letters = (value: string): string =>
    value
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  return letters(user).includes(letters(text));
}

/** The first code of the answer, when it is JavaScript with one function or more. */
function cleanCode(text: string): Cleaned {
  const fenced = /```[a-z]*\n([\s\S]*?)(\n```|$)/i.exec(text)?.[1];
  const code = (fenced ?? text).trim();
  const whole = firstStatement(code);
  return whole !== null && /\bfunction\b|=>/.test(whole) ? { text: whole } : { rejected: 'does-not-parse' };
}

/** The first lines that parse together: a whole function, without the calls after it that show it at work. */
function firstStatement(code: string): string | null {
  const lines = code.split('\n').filter((line) => !/^\s*\/\//.test(line));
  const first = lines.findIndex((_, at) => parses(lines.slice(0, at + 1).join('\n')));
  if (first === -1) return null;
  const text = lines
    .slice(0, first + 1)
    .join('\n')
    .trim();
  return text === '' ? null : text;
}

function parses(code: string): boolean {
  try {
    parse(code, { ecmaVersion: 2023, sourceType: 'module' });
    return true;
  } catch {
    return false;
  }
}
