/**
 * JSON lines as streams, for files larger than the longest string. Lines end at line feeds only: JSON may hold U+2028 unescaped,
 * where Node's readline would break a line.
 */

const ROWS_PER_CHUNK = 1_000;

/** The text of a file with one value per line, in pieces. */
export function* jsonLines(values: readonly unknown[]): Generator<string> {
  for (let start = 0; start < values.length; start += ROWS_PER_CHUNK)
    yield values
      .slice(start, start + ROWS_PER_CHUNK)
      .map((value) => `${JSON.stringify(value)}\n`)
      .join('');
}

/** The lines of UTF-8 text that comes in pieces, the last one also without a line feed. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
