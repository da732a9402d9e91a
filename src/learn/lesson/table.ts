/** A table as aligned columns that fit a width: a cell that is wider than its column goes on in the row below. Pure. */
import type { Tokens } from 'marked';
import stringWidth from 'string-width';
import { type Piece, piecesOf } from './pieces.js';

export interface TableLine {
  kind: 'head' | 'rule' | 'row';
  pieces: readonly Piece[];
}

/** What stands together between two spaces. */
type Word = readonly Piece[];
type Cell = readonly Word[];

const GAP = 2;
/** Tells a cell that goes on from the cell of a new row. */
const INDENT = 2;
/** Narrower columns have no room for it. */
const INDENT_FROM = 8;

/** Lines of at most `width` columns, so long as each column of the table has one. */
export function tableLines({ header, rows }: Tokens.Table, width: number): TableLine[] {
  const [head, ...body] = [header, ...rows].map((cells) => cells.map(({ tokens }) => wordsOf(piecesOf(tokens))));
  if (head === undefined) return [];
  const widths = columnWidths([head, ...body], width);
  const rule = widths.map((columns) => plain('-'.repeat(columns)));
  const kindOf = (kind: TableLine['kind'], cells: readonly Cell[]): TableLine[] =>
    rowLines(cells, widths).map((pieces) => ({ kind, pieces }));
  return [
    ...kindOf('head', head),
    { kind: 'rule', pieces: rule.flatMap((piece, at) => (at === 0 ? [piece] : [space(GAP), piece])) },
    ...body.flatMap((cells) => kindOf('row', cells)),
  ];
}

const plain = (text: string): Piece => ({ text, code: false });
const space = (columns: number): Piece => plain(' '.repeat(columns));
const widthOf = (pieces: readonly Piece[]): number => stringWidth(pieces.map(({ text }) => text).join(''));

function wordsOf(pieces: readonly Piece[]): Cell {
  const words: Piece[][] = [[]];
  for (const { text, code } of pieces)
    for (const [at, part] of text.split(/\s+/).entries()) {
      if (at > 0) words.push([]);
      if (part !== '') words.at(-1)?.push({ text: part, code });
    }
  return words.filter((word) => word.length > 0);
}

/** Columns of little text get what they need, the others share the rest alike; no word is cut while all can be kept whole. */
function columnWidths(rows: readonly (readonly Cell[])[], width: number): number[] {
  const columns = (rows[0] ?? []).map((_, at) => rows.map((row) => row[at] ?? []));
  const room = width - GAP * (columns.length - 1);
  const wanted = columns.map((cells) => Math.max(1, ...cells.map(wholeWidth)));
  const longest = columns.map((cells) => Math.max(1, ...cells.flatMap(wordWidths)));
  const least = sum(longest) <= room ? longest : columns.map(() => 1);
  const at = (level: number): number[] => wanted.map((want, i) => Math.min(want, Math.max(level, least[i] ?? 1)));
  let level = room;
  while (level > 1 && sum(at(level)) > room) level--;
  return withSpare(at(level), wanted, room);
}

/** What is left over goes where it is most likely to save a break: to the columns that lack least. */
function withSpare(widths: readonly number[], wanted: readonly number[], room: number): number[] {
  const given = [...widths];
  const lack = (at: number): number => (wanted[at] ?? 0) - (given[at] ?? 0);
  let spare = Math.max(0, room - sum(widths));
  for (const at of widths.map((_, column) => column).sort((a, b) => lack(a) - lack(b))) {
    const more = Math.min(spare, lack(at));
    given[at] = (given[at] ?? 0) + more;
    spare -= more;
  }
  return given;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const wholeWidth = (cell: Cell): number => sum(cell.map(widthOf)) + Math.max(0, cell.length - 1);
/** With the indent before those that may begin a line further down. */
const wordWidths = (cell: Cell): number[] => cell.map((word, at) => widthOf(word) + (at === 0 ? 0 : INDENT));

function rowLines(cells: readonly Cell[], widths: readonly number[]): Piece[][] {
  const wrapped = widths.map((width, at) => wrap(cells[at] ?? [], width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    trimmed(
      wrapped.flatMap((lines, at) => {
        const line = lines[row] ?? [];
        return [...(at === 0 ? [] : [space(GAP)]), ...line, space((widths[at] ?? 0) - widthOf(line))];
      }),
    ),
  );
}

/** Without spaces at the end. */
function trimmed(pieces: readonly Piece[]): Piece[] {
  const last = pieces.findLastIndex(({ text }) => text.trim() !== '');
  return pieces.slice(0, last + 1).filter(({ text }) => text !== '');
}

/** At least one line. */
function wrap(cell: Cell, width: number): Piece[][] {
  const indent = width >= INDENT_FROM ? INDENT : 0;
  const lines: Piece[][] = [[]];
  let used = 0;
  const next = (): void => {
    lines.push(indent === 0 ? [] : [space(indent)]);
    used = indent;
  };
  let begun = false;
  for (const word of cell) {
    const columns = widthOf(word) + (begun ? 1 : 0);
    if (begun && used + columns > width) {
      next();
      begun = false;
    } else if (begun) {
      const line = lines.at(-1);
      line?.push({ ...space(1), code: line.at(-1)?.code === true && word[0]?.code === true });
      used++;
    }
    for (const piece of signsOf(word)) {
      if (used + widthOf([piece]) > width && begun) next();
      lines.at(-1)?.push(piece);
      used += widthOf([piece]);
      begun = true;
    }
  }
  return lines.map(joined);
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

const signsOf = (word: Word): Piece[] =>
  word.flatMap(({ text, code }) => Array.from(segmenter.segment(text), ({ segment }) => ({ text: segment, code })));

/** Neighbours of one kind as one piece; the space between two words of code is code. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.code === piece.code) last.text += piece.text;
    else all.push({ ...piece });
  }
  return all;
}
