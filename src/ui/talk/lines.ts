/** A conversation as lines of a screen, in pieces that have a meaning each. Pure. */
import { wrapWords } from '../../base/wrap-words.js';
import { fileName } from '../file-name.js';
import { padded } from '../text-width.js';
import type { Answer, Exchange } from './conversation.js';

export interface Piece {
  text: string;
  token: 'you' | 'base' | 'tuned' | 'failed' | 'muted' | 'plain';
}
export type Line = readonly Piece[];

export interface LineWords {
  you: string;
  base: string;
  tuned: string;
  waiting: string;
}

const GAP = 2;

/** `columns` wide at most; two answers stand side by side. */
export function linesOf(exchanges: readonly Exchange[], columns: number, words: LineWords): Line[] {
  return exchanges.flatMap(({ question, answers }): Line[] => {
    const [first, second] = answers;
    const asked = titled({ text: words.you, token: 'you' }, { text: question, token: 'plain' }, columns);
    if (first === undefined) return asked;
    if (second === undefined) return [...asked, ...answerLines(first, columns, words), []];
    const width = Math.floor((columns - GAP) / 2);
    return [...asked, ...beside(answerLines(first, width, words), answerLines(second, width, words), width), []];
  });
}

function answerLines({ who, model, text: whole, status }: Answer, columns: number, words: LineWords): Line[] {
  // A model that has nothing to say may say it in many empty lines.
  const text = whole.trim().replaceAll(/\n\s*\n\s*/g, '\n\n');
  const said = text === '' && status === 'waiting' ? `${words.waiting} …` : status === 'stopped' ? `${text} …` : text;
  const token = status === 'failed' ? 'failed' : status === 'waiting' ? 'muted' : 'plain';
  return titled({ text: `${fileName(model)} (${words[who]})`, token: who }, { text: said, token }, columns);
}

/** `name: text`, the lines after the first beneath the name. */
function titled(name: Piece, said: Piece, columns: number): Line[] {
  const head = `${name.text}: `;
  const lines = said.text.split('\n').flatMap((part, i) => {
    const wrapped = wrapWords(i === 0 ? head + part : part, columns);
    return wrapped.length > 0 ? wrapped : [''];
  });
  return lines.map((line, i) =>
    i === 0 && line.startsWith(head.trimEnd())
      ? [
          { text: head, token: name.token },
          { text: line.slice(head.length), token: said.token },
        ]
      : [{ text: line, token: said.token }],
  );
}

function beside(left: readonly Line[], right: readonly Line[], width: number): Line[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) => {
    const one = left[i] ?? [];
    const taken = one.map(({ text }) => text).join('');
    const fill: Piece = { text: padded(taken, width + GAP).slice(taken.length), token: 'plain' };
    return [...one, fill, ...(right[i] ?? [])];
  });
}
