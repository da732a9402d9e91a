/**
 * Whether a cell printed what its lesson says. Text must match line by line; what differs between machines is written as `{{number}}`,
 * `{{0.2 to 0.6}}` (a number in this range) or `{{text}}` (anything but a line's end). A line that is only `{{lines}}` stands for any number of lines.
 */

export interface OutputDifference {
  /** 1-based line of the expected output, or null where the printed text is longer. */
  line: number | null;
  expected: string;
  printed: string;
}

/** Null when it matches. */
export function outputDifference(expected: string, printed: string): OutputDifference | null {
  const wanted = linesOf(expected);
  const got = linesOf(printed);
  let at = 0;
  for (const [index, line] of wanted.entries()) {
    if (line.trim() === '{{lines}}') {
      const rest = wanted.length - index - 1;
      at = Math.max(at, got.length - rest);
      continue;
    }
    const text = got[at];
    if (text === undefined || !lineMatches(line, text)) return { line: index + 1, expected: line, printed: text ?? '' };
    at++;
  }
  const more = got[at];
  return more === undefined ? null : { line: null, expected: '', printed: more };
}

const NUMBER = String.raw`-?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?`;
const HOLE = /\{\{(number|text|-?[\d.]+ to -?[\d.]+)\}\}/;

function lineMatches(pattern: string, line: string): boolean {
  const ranges: [number, number][] = [];
  const source = pattern
    .split(new RegExp(HOLE, 'g'))
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ +/g, ' +');
      if (part === 'text') return '.*?';
      if (part === 'number') return NUMBER;
      const [low = 0, high = 0] = part.split(' to ').map(Number);
      ranges.push([low, high]);
      return `(${NUMBER})`;
    })
    .join('');
  const match = new RegExp(`^${source}$`).exec(line);
  if (match === null) return false;
  return ranges.every(([low, high], index) => {
    const value = Number((match[index + 1] ?? '').replaceAll(',', ''));
    return value >= low && value <= high;
  });
}

/** Expected output for a reader: what may vary is said in words. */
export const readableOutput = (expected: string): string =>
  expected.replace(/\{\{(number|text|lines)\}\}/g, '...').replace(/\{\{(-?[\d.]+) to (-?[\d.]+)\}\}/g, '($1 .. $2)');

const linesOf = (text: string): string[] =>
  text
    .replace(/\r/g, '')
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
