/**
 * Draws whole frames at the top left of the alternate screen, only the lines that changed, in one write: nothing flickers and nothing
 * drifts. (Ink 6.8's own incremental mode loses a line per frame when the output ends in a line end.)
 */
import { harmless } from '../base/harmless.js';

const CLEAR = '\u001b[2J';
const ERASE_BELOW = '\u001b[0J';
/** To the start of a row (0-based). Absolute, so that a line too long for a window just made narrower moves no other. */
const toRow = (row: number): string => `\u001b[${row + 1};1H`;
const ERASE_LINE = '\u001b[2K';

/** The escape sequences that turn the frame `before` into `after`; null is a screen of unknown content. */
export function redraw(before: readonly string[] | null, after: readonly string[]): string {
  const lines = after.map((line, row) => (before?.[row] === line ? '' : toRow(row) + ERASE_LINE + line));
  const shorter = before !== null && before.length > after.length;
  return (before === null ? CLEAR : '') + lines.join('') + (shorter ? toRow(after.length) + ERASE_BELOW : '');
}

/** Between two frames at least: short, because a key's own frame may have to wait for it. What changes by itself is slower (`live-frames.ts`). */
const FRAME_MS = 8;

/**
 * A stand-in for the terminal that Ink writes to: each text written to it is a whole frame (Ink's `debug` output). `filled` puts
 * what Ink only kept a place for into each line, and `encode` is applied to it, for terminals that know fewer characters.
 */
export function frameStream(
  stdout: NodeJS.WriteStream,
  encode: (line: string) => string = (line) => line,
  filled: (line: string) => string = (line) => line,
): { stream: NodeJS.WriteStream; stop: () => void } {
  let drawn: readonly string[] | null = null;
  let waiting: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  const draw = (): void => {
    timer = null;
    if (waiting === null) return;
    const lines = waiting
      .split('\n')
      .slice(0, stdout.rows || undefined)
      .map((line) => encode(filled(harmless(line))));
    waiting = null;
    const change = redraw(drawn, lines);
    if (change !== '') stdout.write(change);
    drawn = lines;
    timer = setTimeout(draw, FRAME_MS);
  };
  const write = (text: string, done?: () => void): boolean => {
    if (text !== '') waiting = text;
    if (text !== '' && timer === null) draw();
    done?.();
    return true;
  };
  const forget = (): void => {
    drawn = null;
  };
  stdout.prependListener('resize', forget);
  const stream = new Proxy(stdout, {
    get(target, key) {
      if (key === 'write') return write;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    stream,
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      stdout.off('resize', forget);
    },
  };
}
