/**
 * A line chart in Braille dots (2 x 4 dots a cell; Unicode block U+2800), pure: series in, text rows out.
 * All series share one true x axis; a value that is not finite breaks its line. However many points there are, each column of dots
 * shows the lowest and the highest of its own.
 */
import type { Point, Window } from './series.js';

export interface Series {
  points: readonly Point[];
  /** ANSI colour number 30-37; `paint` overrules it. */
  ansi?: number;
  paint?: (text: string) => string;
  /** One character for the plain (ASCII) form. */
  mark: string;
}

export interface ChartOptions {
  width: number;
  height: number;
  log?: boolean;
  braille?: boolean;
  colored?: boolean;
  /** Steps of the x axis; those of the points when not given. */
  window?: Window;
}

interface Scale {
  x(step: number): number;
  y(value: number): number;
  low: number;
  high: number;
  first: number;
  last: number;
}

const LABEL = 8;

/** `height` rows of exactly `width` columns each: y labels, dots, and an x axis in the last row. */
export function chart(series: readonly Series[], options: ChartOptions): string[] {
  const columns = Math.max(4, options.width - LABEL);
  const rows = Math.max(2, options.height - 1);
  const perX = options.braille === false ? 1 : 2;
  const perY = options.braille === false ? 1 : 4;
  const log = options.log ?? false;
  const scale = makeScale(series, [columns * perX, rows * perY], log, options.window);
  if (!scale) return Array.from({ length: options.height }, () => ' '.repeat(options.width));
  const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ dots: 0, series: -1 })));
  series.forEach((one, index) => {
    for (const [x, y] of dotsOf(one, scale, log)) {
      const cell = cells[Math.floor(y / perY)]?.[Math.floor(x / perX)];
      if (!cell) continue;
      cell.dots |= DOT[(y % perY) * 2 + (x % perX)] ?? 0;
      cell.series = index;
    }
  });
  const lines = cells.map((row, r) => label(r, rows, scale, log) + drawn(row, series, options));
  const axis = `${' '.repeat(LABEL)}${String(scale.first).padEnd(columns - String(scale.last).length)}${scale.last}`;
  return [...lines, axis.slice(0, options.width).padEnd(options.width)];
}

// Bits of the Braille dots, row by row, left then right.
const DOT = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

interface Cell {
  dots: number;
  series: number;
}

/** Neighbours of one series share one pair of colour sequences: a chart is drawn many times. */
function drawn(row: readonly Cell[], series: readonly Series[], options: ChartOptions): string {
  let line = '';
  for (let start = 0; start < row.length; ) {
    const owner = row[start]?.series ?? -1;
    let end = start;
    while (end < row.length && row[end]?.series === owner) end++;
    const text = row.slice(start, end).map((cell) => character(cell, series[owner], options));
    line += painted(text.join(''), series[owner], options);
    start = end;
  }
  return line;
}

function character(cell: Cell, one: Series | undefined, { braille }: ChartOptions): string {
  if (!one) return ' ';
  return braille === false ? one.mark : String.fromCodePoint(0x2800 + cell.dots);
}

function painted(text: string, one: Series | undefined, { colored }: ChartOptions): string {
  if (!one || colored === false) return text;
  if (one.paint) return one.paint(text);
  return one.ansi === undefined ? text : `\u001b[${one.ansi}m${text}\u001b[39m`;
}

function label(row: number, rows: number, scale: Scale, log: boolean): string {
  if (row !== 0 && row !== rows - 1 && row !== Math.floor(rows / 2)) return ' '.repeat(LABEL);
  const share = rows === 1 ? 0 : row / (rows - 1);
  const raw = scale.high - share * (scale.high - scale.low);
  const value = log ? 10 ** raw : raw;
  return `${value.toPrecision(3).slice(0, LABEL - 1)} `.padStart(LABEL);
}

function makeScale(
  series: readonly Series[],
  [width, height]: readonly [number, number],
  log: boolean,
  window: Window | undefined,
): Scale | null {
  let [low, high, first, last] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { points } of series) {
    for (const { step, value: raw } of points) {
      if (!usable(raw, log) || (window && (step < window.first || step > window.last))) continue;
      const value = log ? Math.log10(raw) : raw;
      low = Math.min(low, value);
      high = Math.max(high, value);
      first = Math.min(first, step);
      last = Math.max(last, step);
    }
  }
  if (low > high) return null;
  if (window) ({ first, last } = window);
  const margin = (high - low || Math.abs(high) || 1) * 0.05;
  // A loss is never below zero, and neither is its axis.
  low = !log && low >= 0 ? Math.max(0, low - margin) : low - margin;
  high += margin;
  const spanX = last - first || 1;
  // The margin of the smallest numbers there are is 0, and so is then the span.
  const spanY = high - low || 1;
  return {
    low,
    high,
    first,
    last,
    x: (step) => Math.min(width - 1, Math.max(0, Math.round(((step - first) / spanX) * (width - 1)))),
    y: (value) => {
      const v = log ? Math.log10(value) : value;
      return Math.min(height - 1, Math.max(0, Math.round(((high - v) / spanY) * (height - 1))));
    },
  };
}

/** Beyond this the span of the axis would overflow; a loss that large is drawn like one that is not finite. */
const MAX_VALUE = 1e300;

function usable(value: number, log: boolean): boolean {
  return Math.abs(value) < MAX_VALUE && (!log || value > 0);
}

/** The points of one column of dots. */
interface Column {
  x: number;
  /** Heights of the first, the last, the highest and the lowest point. */
  y: number;
  end: number;
  top: number;
  bottom: number;
  /** A value before it was missing. */
  broken: boolean;
}

/** All dots of one series: the span of each column, and lines to the next by Bresenham's algorithm (1965). */
function* dotsOf(series: Series, scale: Scale, log: boolean): Generator<[number, number]> {
  let previous: Column | null = null;
  for (const column of columnsOf(series, scale, log)) {
    if (previous && !column.broken) yield* line([previous.x, previous.end], [column.x, column.y]);
    yield* line([column.x, column.top], [column.x, column.bottom]);
    previous = column;
  }
}

function columnsOf({ points }: Series, scale: Scale, log: boolean): Column[] {
  const columns: Column[] = [];
  let broken = false;
  for (const { step, value } of points) {
    if (step < scale.first || step > scale.last) continue;
    if (!usable(value, log)) {
      broken = true;
      continue;
    }
    const [x, y] = [scale.x(step), scale.y(value)];
    const last = columns.at(-1);
    if (last?.x === x && !broken) {
      last.end = y;
      last.top = Math.min(last.top, y);
      last.bottom = Math.max(last.bottom, y);
    } else columns.push({ x, y, end: y, top: y, bottom: y, broken });
    broken = false;
  }
  return columns;
}

function* line([x0, y0]: [number, number], [x1, y1]: [number, number]): Generator<[number, number]> {
  const dx = Math.abs(x1 - x0);
  const dy = -Math.abs(y1 - y0);
  const sx = x0 < x1 ? 1 : -1;
  const sy = y0 < y1 ? 1 : -1;
  let [x, y, error] = [x0, y0, dx + dy];
  for (;;) {
    yield [x, y];
    if (x === x1 && y === y1) return;
    const twice = 2 * error;
    if (twice >= dy) {
      error += dy;
      x += sx;
    }
    if (twice <= dx) {
      error += dx;
      y += sy;
    }
  }
}
