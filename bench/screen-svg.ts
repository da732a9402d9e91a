/** A terminal's screen as SVG text: colours, bold and dim as they are, no font or picture embedded. */
import type xterm from '@xterm/headless';

const CELL = { width: 8.4, height: 18 };
const PAD = 14;
const BAR = 30;
/** The 16 colours of a terminal on a dark ground. */
const PALETTE = ['#3b4252', '#f38b8b', '#a3d977', '#f5d76e', '#7aa7f7', '#d59bf6', '#6fd3e0', '#e5e9f0'];
const GROUND = '#14171c';
const INK = '#d8dee9';

interface Run {
  column: number;
  text: string;
  style: string;
}

/** The visible screen, under a title bar. */
export function screenSvg(terminal: xterm.Terminal, title: string): string {
  const width = Math.ceil(terminal.cols * CELL.width + 2 * PAD);
  const height = Math.ceil(terminal.rows * CELL.height + 2 * PAD + BAR);
  const lines: string[] = [];
  for (let row = 0; row < terminal.rows; row++) {
    const y = BAR + PAD + row * CELL.height + 13;
    for (const { column, text, style } of runsOf(terminal, row)) {
      const x = (PAD + column * CELL.width).toFixed(1);
      const length = ([...text].length * CELL.width).toFixed(1);
      lines.push(`<text x="${x}" y="${y}" textLength="${length}"${style}>${escaped(text)}</text>`);
    }
  }
  const dots = ['#f38b8b', '#f5d76e', '#a3d977'].map(
    (fill, i) => `<circle cx="${18 + 18 * i}" cy="16" r="5.5" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="vishesh: ${title}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${GROUND}"/>`,
    ...dots,
    `<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="14" fill="${INK}" xml:space="preserve" lengthAdjust="spacingAndGlyphs">`,
    ...lines,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

/** Neighbours of one look in one piece; blank runs are left out. */
function runsOf(terminal: xterm.Terminal, row: number): Run[] {
  const line = terminal.buffer.active.getLine(row);
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column++) {
    const cell = line?.getCell(column);
    if (!cell) continue;
    const text = cell.getChars() || ' ';
    const style = styleOf(cell);
    const last = runs.at(-1);
    if (last && last.style === style && last.column + [...last.text].length === column) last.text += text;
    else runs.push({ column, text, style });
  }
  return runs.flatMap((run) => {
    const text = run.text.trimEnd();
    const lead = text.length - text.trimStart().length;
    return text === '' ? [] : [{ ...run, column: run.column + lead, text: text.trimStart() }];
  });
}

function styleOf(cell: xterm.IBufferCell): string {
  const fill = cell.isInverse() ? INK : cell.isFgPalette() ? PALETTE[cell.getFgColor() % 8] : undefined;
  return [
    fill === undefined ? '' : ` fill="${fill}"`,
    cell.isBold() ? ' font-weight="bold"' : '',
    cell.isDim() ? ' opacity="0.6"' : '',
  ].join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
