/** Texts from somebody's file, broken to the columns that they take on a terminal. Pure. */
import { cut, graphemes, widthOf } from './text-width.js';

/** Lines of at most `columns`: the text's own line ends and indents stay, a longer line is broken between words, a longer word is cut. */
export const wrappedText = (text: string, columns: number): string[] =>
  text
    .replaceAll('\t', '  ')
    .split(/\r?\n/)
    .flatMap((line) => wrappedLine(line, columns));

/** At most `most` of those lines; `more` at the end says that there are others. */
export function clippedText(text: string, columns: number, most: number, more: string): string[] {
  const lines = wrappedText(text, columns);
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), cut(lines.slice(most - 1).join(' '), columns - 1, more)];
}

function wrappedLine(text: string, columns: number): string[] {
  const indent = (/^ */.exec(text)?.[0] ?? '').slice(0, Math.floor(columns / 2));
  const room = columns - indent.length;
  const lines: string[] = [];
  let line: string | null = null;
  for (const word of text.slice(indent.length).split(' ')) {
    const joined: string = line === null ? word : `${line} ${word}`;
    if (widthOf(joined) <= room) {
      line = joined;
      continue;
    }
    if (line !== null) lines.push(line);
    const parts = cutUp(word, room);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
  }
  return [...lines, line ?? ''].map((one) => indent + one);
}

/** A word in parts that fit, cut between characters; one that is wider than that alone (an emoji under a heap of vowel signs), within it. */
function cutUp(word: string, columns: number): string[] {
  const parts: string[] = [];
  let part = '';
  const signs = graphemes(word).flatMap((sign) => (widthOf(sign) > columns ? [...sign] : [sign]));
  for (const sign of signs) {
    if (part !== '' && widthOf(part + sign) > columns) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return [...parts, part];
}
