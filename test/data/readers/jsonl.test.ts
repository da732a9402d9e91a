import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { say } from '../../../src/base/localized.js';
import { readJsonl } from '../../../src/data/readers/jsonl.js';
import { brief, collect, portions } from './support.js';

const read = async (content: string | Uint8Array, size?: number) =>
  brief(await collect(readJsonl(portions(content, size))));

describe('JSON lines', () => {
  it('numbers every line of the file, blank ones included, and takes CRLF as a line end', async () => {
    expect(await read('{"a":1}\r\n\r\n{"a":2}\n')).toEqual([
      [1, { a: 1 }],
      [3, { a: 2 }],
    ]);
  });

  it('reports a broken line in the middle and goes on after it', async () => {
    expect(await read('{"a":1}\n{"a":\n{"a":3}\n')).toEqual([
      [1, { a: 1 }],
      [2, 'not-json'],
      [3, { a: 3 }],
    ]);
  });

  it('calls a last line without an end "truncated" when it breaks off inside a record', async () => {
    expect(await read('{"a":1}\n{"a":"hel')).toEqual([
      [1, { a: 1 }],
      [2, 'truncated'],
    ]);
    expect(await read('{"a":1}\n{"a":2}')).toEqual([
      [1, { a: 1 }],
      [2, { a: 2 }],
    ]);
  });

  it('refuses values that are not objects', async () => {
    expect(await read('[1]\n"text"\n5\nnull\n')).toEqual([
      [1, 'not-an-object'],
      [2, 'not-an-object'],
      [3, 'not-an-object'],
      [4, 'not-an-object'],
    ]);
  });

  it('refuses NaN and Infinity by name', async () => {
    const rows = await collect(readJsonl(portions('{"a": NaN}\n{"a": -Infinity}\n')));
    expect(rows.map((row) => 'fault' in row && row.fault.kind)).toEqual(['not-json', 'not-json']);
    expect('fault' in rows[0]! && say(rows[0].fault.detail, 'en')).toContain('NaN is not JSON');
    expect('fault' in rows[0]! && say(rows[0].fault.detail, 'hi')).toMatch(
      /^NaN JSON nahi hai\. 'N' yahan nahi aa sakta$/,
    );
    expect('fault' in rows[1]! && say(rows[1].fault.detail, 'en')).toContain('-Infinity is not JSON');
  });

  it('keeps numbers that a double would change as the text in the file, and leaves text alone', async () => {
    const line =
      '{"id":12345678901234567890,"big":1e999,"pi":3.141592653589793238,"n":12,"x":1.5e3,"s":"12345678901234567890 \\" 1e999"}';
    expect(await read(line)).toEqual([
      [
        1,
        {
          id: '12345678901234567890',
          big: '1e999',
          pi: '3.141592653589793238',
          n: 12,
          x: 1500,
          s: '12345678901234567890 " 1e999',
        },
      ],
    ]);
  });

  it('refuses a record nested deeper than the limit, however deep', async () => {
    for (const depth of [70, 100_000]) {
      const deep = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
      expect(await read(`${deep}\n{"a":1}\n`, 65_536)).toEqual([
        [1, 'too-deep'],
        [2, { a: 1 }],
      ]);
    }
  });

  it('reports a line with invalid UTF-8 and reads the lines around it', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"é"}\n{"a":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}\n{"a":"ठ"}\n'),
    ]);
    for (const size of [1, 5, 1000])
      expect(await read(bytes, size)).toEqual([
        [1, { a: 'é' }],
        [2, 'bad-encoding'],
        [3, { a: 'ठ' }],
      ]);
  });

  it('passes over a line above the limit without holding it, and keeps the numbering', async () => {
    for (const size of [10, 10_000]) {
      const content = `{"a":1}\n{"a":"${'x'.repeat(2000)}"}\n{"a":3}\n`;
      const rows = brief(await collect(readJsonl(portions(content, size), { maxBytes: 1000 })));
      expect(rows).toEqual([
        [1, { a: 1 }],
        [2, 'too-long'],
        [3, { a: 3 }],
      ]);
    }
  });

  it('keeps the key __proto__ as data', async () => {
    const [row] = await collect(readJsonl(portions('{"__proto__":"x","a":"y"}')));
    expect('record' in row! && Object.keys(row.record)).toEqual(['__proto__', 'a']);
  });

  it('gives back any records that were written, in any portions, with their lines', async () => {
    const records = fc.array(
      fc.dictionary(fc.string(), fc.oneof(fc.string({ unit: 'binary' }), fc.boolean(), fc.integer())),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom('\n', '\r\n'),
        async (list, size, end) => {
          const wanted = list.map((record) => JSON.parse(JSON.stringify(record)));
          const rows = await read(list.map((record) => JSON.stringify(record) + end).join(''), size);
          expect(rows).toEqual(wanted.map((record, index) => [index + 1, record]));
        },
      ),
    );
  });

  it('never fails on random bytes and never passes the number of lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 64 }), async (bytes, size) => {
        const lines = Buffer.from(bytes).toString('latin1').split('\n').length;
        for (const row of await collect(readJsonl(portions(bytes, size)))) expect(row.line).toBeLessThanOrEqual(lines);
      }),
    );
  });
});
