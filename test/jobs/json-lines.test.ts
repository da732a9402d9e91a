import fc from 'fast-check';
import { expect, it } from 'vitest';
import { jsonLines, linesOf } from '../../src/jobs/json-lines.js';

async function collect(pieces: Uint8Array[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(
    (async function* () {
      yield* pieces;
    })(),
  ))
    lines.push(line);
  return lines;
}

it('gives back any values, however the bytes are cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' })), fc.integer({ min: 1, max: 7 }), async (values, size) => {
      const bytes = Buffer.from([...jsonLines(values)].join(''));
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect((await collect(pieces)).map((line) => JSON.parse(line))).toEqual(values);
    }),
  );
});

it('does not take the line separators of Unicode for the end of a line', async () => {
  expect(await collect([Buffer.from('"a\u2028b"\r\n"c\u2029"')])).toEqual(['"a\u2028b"\r', '"c\u2029"']);
});

it('writes many rows in pieces', () => {
  const pieces = [...jsonLines(Array.from({ length: 2_500 }, (_, i) => i))];
  expect(pieces).toHaveLength(3);
  expect(pieces.join('').split('\n')).toHaveLength(2_501);
});
