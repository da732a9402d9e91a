/**
 * Draws whole frames at the top left of the alternate screen, only the lines that changed, in one write: nothing flickers and nothing
 * drifts. (Ink 6.8's own incremental mode loses a line per frame when the output ends in a line end.)
 */
const HOME = '\u001b[H';
const CLEAR = '\u001b[2J';
const ERASE_LINE = '\u001b[2K';
const NEXT_LINE = '\u001b[1E';
const ERASE_BELOW = '\u001b[0J';

/** The escape sequences that turn the frame `before` into `after`; null is a screen of unknown content. */
export function redraw(before: readonly string[] | null, after: readonly string[]): string {
  const start = before === null ? CLEAR + HOME : HOME;
  const lines = after.map((line, i) => (before?.[i] === line ? '' : ERASE_LINE + line));
  const end = before !== null && before.length > after.length ? NEXT_LINE + ERASE_BELOW : '';
  return start + lines.join(NEXT_LINE) + end;
}

const FRAME_MS = 33;

/** A stand-in for the terminal that Ink writes to: each text written to it is a whole frame (Ink's `debug` output). */
export function frameStream(stdout: NodeJS.WriteStream): { stream: NodeJS.WriteStream; stop: () => void } {
  let drawn: readonly string[] | null = null;
  let waiting: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  const draw = (): void => {
    timer = null;
    if (waiting === null) return;
    const lines = waiting.split('\n').slice(0, stdout.rows || undefined);
    waiting = null;
    stdout.write(redraw(drawn, lines));
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
