/** Which encoding a text file is in, and the same text as UTF-8 bytes. Pure: bytes in, bytes out. */

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';
export type ByteSource = AsyncIterable<Uint8Array>;

/**
 * The encoding that the first bytes show: a byte order mark, or (UTF-16 without one) zero bytes on one side of nearly every pair.
 * Everything else is taken for UTF-8, which includes ASCII; wrong bytes are found later, line by line.
 */
export function sniffEncoding(head: Uint8Array): { encoding: TextEncoding; bomBytes: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 };
  const pairs = Math.min(head.length >> 1, 2048);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < pairs; i++) {
    if (head[2 * i] === 0) evenZeros++;
    if (head[2 * i + 1] === 0) oddZeros++;
  }
  if (pairs >= 4 && oddZeros > 0.4 * pairs && evenZeros < 0.05 * pairs) return { encoding: 'utf-16le', bomBytes: 0 };
  if (pairs >= 4 && evenZeros > 0.4 * pairs && oddZeros < 0.05 * pairs) return { encoding: 'utf-16be', bomBytes: 0 };
  return { encoding: 'utf-8', bomBytes: 0 };
}

/** The text as UTF-8 without a byte order mark. Unpaired UTF-16 surrogates become U+FFFD. */
export async function* toUtf8(source: ByteSource, encoding: TextEncoding, bomBytes: number): ByteSource {
  const plain = skipBytes(source, bomBytes);
  if (encoding === 'utf-8') {
    yield* plain;
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of plain) yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}

async function* skipBytes(source: ByteSource, count: number): ByteSource {
  let left = count;
  for await (const chunk of source) {
    const cut = Math.min(left, chunk.length);
    left -= cut;
    if (cut < chunk.length) yield cut === 0 ? chunk : chunk.subarray(cut);
  }
}
