/**
 * Everyday talk, each exchange written on its own: exchanges with several wordings of what a person says and of what fits as an answer. Every wording comes up,
 * alone or in a conversation that goes from one matter to the next, as people do.
 */
import type { Random } from '../../base/random.js';
import type { CorpusDocument } from '../corpus/types.js';
import { casual } from './polish.js';

/** Turns that belong together, from the user's first on; each with the wordings that may stand for it. */
export interface Exchange {
  lang: 'en' | 'hi-Latn';
  turns: readonly { role: 'user' | 'assistant'; wordings: readonly string[] }[];
}

const ROLES = { U: 'user', A: 'assistant' } as const;
const PASSES = 8;
/** How many exchanges a conversation has: mostly one. */
const EXCHANGES = [1, 1, 1, 2, 3] as const;

/**
 * Blocks of lines `U: wording | wording` and `A: wording | wording`, an empty line between blocks. `where` names the file in errors.
 * Throws a `RangeError` for a line that is neither, and for a block that does not go from the user to the assistant in turn.
 */
export function parseTalk(lang: Exchange['lang'], content: string, where: string): Exchange[] {
  return parseBlocks(lang, content, where, (text) => text.split('|'));
}

/** The same blocks with one answer of code to each request, in which `⏎` stands for a new line. */
export function parseCode(lang: Exchange['lang'], content: string, where: string): Exchange[] {
  return parseBlocks(lang, content, where, (text) => [text.replaceAll('⏎', '\n')]);
}

function parseBlocks(
  lang: Exchange['lang'],
  content: string,
  where: string,
  answers: (text: string) => readonly string[],
): Exchange[] {
  return content
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => ({
      lang,
      turns: block
        .trim()
        .split('\n')
        .map((line, i) => turnOf(line, i, where, answers)),
    }))
    .map((exchange) => {
      if (exchange.turns.length % 2 === 0) return exchange;
      throw new RangeError(`${where}: no answer to: ${exchange.turns.at(-1)?.wordings[0]}`);
    });
}

function turnOf(
  line: string,
  index: number,
  where: string,
  answers: (text: string) => readonly string[],
): Exchange['turns'][number] {
  const [, sign, text = ''] = /^([UA]): (.+)$/.exec(line.trim()) ?? [];
  if (sign !== (index % 2 === 0 ? 'U' : 'A')) throw new RangeError(`${where}: out of turn: ${line}`);
  const wordings = (sign === 'U' ? text.split('|') : answers(text)).map((wording) => wording.trim());
  return { role: ROLES[sign as keyof typeof ROLES], wordings: wordings.filter((wording) => wording !== '') };
}

/** Every wording of every exchange at least once, in several orders; what users say is written as casually as they type. */
export function* talk(exchanges: readonly Exchange[], random: Random): Generator<CorpusDocument> {
  for (let pass = 0; pass < PASSES; pass++) {
    const waiting = random.shuffle(exchanges.map((exchange) => ({ exchange, pass })));
    while (waiting.length > 0) {
      const size = EXCHANGES[random.below(EXCHANGES.length)] ?? 1;
      const taken = waiting.splice(0, size);
      const messages = taken.flatMap(({ exchange }) => said(exchange, pass, random));
      yield { messages, lang: taken[0]?.exchange.lang ?? 'en' };
    }
  }
}

/** An exchange in the first wording of every turn. */
export const asWritten = ({ turns }: Exchange): { role: 'user' | 'assistant'; content: string }[] =>
  turns.map(({ role, wordings }) => ({ role, content: wordings[0] ?? '' }));

/** The user's wordings in turn, pass after pass, so that none is left out; an answer is any of its own. */
function said(
  { turns, lang }: Exchange,
  pass: number,
  random: Random,
): { role: 'user' | 'assistant'; content: string }[] {
  return turns.map(({ role, wordings }) => ({
    role,
    content:
      role === 'user'
        ? casual(wordings[pass % wordings.length] ?? '', lang, random)
        : (wordings[random.below(wordings.length)] ?? ''),
  }));
}
