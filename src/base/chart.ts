/**
 * A line chart in Braille dots (2 x 4 dots a cell; Unicode block U+2800), pure: series in, text rows out.
 * All series share one true x axis; a value that is not finite breaks its line.
 */
export interface Series {
  points: readonly { step: number; value: number }[];
  /** ANSI colour number 30-37. */
  ansi: number;
  /** Colours one piece of the line, instead of `ansi`. */
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
  const scale = makeScale(series, columns * perX, rows * perY, options.log ?? false);
  if (!scale) return Array.from({ length: options.height }, () => ' '.repeat(options.width));
  const cells = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ dots: 0, series: -1 })));
  series.forEach((one, index) => {
    for (const [x, y] of dotsOf(one, scale, options.log ?? false)) {
      const cell = cells[Math.floor(y / perY)]?.[Math.floor(x / perX)];
      if (!cell) continue;
      cell.dots |= DOT[(y % perY) * 2 + (x % perX)] ?? 0;
      cell.series = index;
    }
  });
  const lines = cells.map(
    (row, r) => label(r, rows, scale, options.log ?? false) + row.map((cell) => draw(cell, series, options)).join(''),
  );
  const axis = `${' '.repeat(LABEL)}${String(scale.first).padEnd(columns - String(scale.last).length)}${scale.last}`;
  return [...lines, axis.slice(0, options.width).padEnd(options.width)];
}

// Bits of the Braille dots, row by row, left then right.
const DOT = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

function draw(cell: { dots: number; series: number }, series: readonly Series[], options: ChartOptions): string {
  const one = series[cell.series];
  if (!one) return ' ';
  const character = options.braille === false ? one.mark : String.fromCodePoint(0x2800 + cell.dots);
  if (options.colored === false) return character;
  return one.paint?.(character) ?? `\u001b[${one.ansi}m${character}\u001b[39m`;
}

function label(row: number, rows: number, scale: Scale, log: boolean): string {
  if (row !== 0 && row !== rows - 1 && row !== Math.floor(rows / 2)) return ' '.repeat(LABEL);
  const share = rows === 1 ? 0 : row / (rows - 1);
  const raw = scale.high - share * (scale.high - scale.low);
  const value = log ? 10 ** raw : raw;
  return `${value.toPrecision(3).slice(0, LABEL - 1)} `.padStart(LABEL);
}

function makeScale(series: readonly Series[], width: number, height: number, log: boolean): Scale | null {
  const points = series.flatMap((one) => one.points).filter((point) => usable(point.value, log));
  if (points.length === 0) return null;
  let [low, high, first, last] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const point of points) {
    const value = log ? Math.log10(point.value) : point.value;
    low = Math.min(low, value);
    high = Math.max(high, value);
    first = Math.min(first, point.step);
    last = Math.max(last, point.step);
  }
  const margin = (high - low || Math.abs(high) || 1) * 0.05;
  // A loss is never below zero, and neither is its axis.
  low = !log && low >= 0 ? Math.max(0, low - margin) : low - margin;
  high += margin;
  const spanX = last - first || 1;
  return {
    low,
    high,
    first,
    last,
    x: (step) => Math.min(width - 1, Math.round(((step - first) / spanX) * (width - 1))),
    y: (value) => {
      const v = log ? Math.log10(value) : value;
      return Math.min(height - 1, Math.max(0, Math.round(((high - v) / (high - low)) * (height - 1))));
    },
  };
}

/** Beyond this the span of the axis would overflow; a loss that large is drawn like one that is not finite. */
const MAX_VALUE = 1e300;

function usable(value: number, log: boolean): boolean {
  return Math.abs(value) < MAX_VALUE && (!log || value > 0);
}

/** All dots of one series: lines between neighbours by Bresenham's algorithm (1965). */
function* dotsOf(series: Series, scale: Scale, log: boolean): Generator<[number, number]> {
  let previous: [number, number] | null = null;
  for (const point of series.points) {
    if (!usable(point.value, log)) {
      previous = null;
      continue;
    }
    const here: [number, number] = [scale.x(point.step), scale.y(point.value)];
    if (previous) yield* line(previous, here);
    else yield here;
    previous = here;
  }
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
