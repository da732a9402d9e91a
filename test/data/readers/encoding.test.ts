import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffEncoding, toUtf8 } from '../../../src/data/readers/encoding.js';
import { portions } from './support.js';

const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

async function decoded(bytes: Uint8Array, size: number): Promise<string> {
  const { encoding, bomBytes } = sniffEncoding(bytes);
  const chunks: Uint8Array[] = [];
  for await (const chunk of toUtf8(portions(bytes, size), encoding, bomBytes)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

describe('encodings', () => {
  it('drops the byte order mark of UTF-8 and leaves the rest', async () => {
    expect(await decoded(Buffer.from('\ufeffhé'), 1)).toBe('hé');
  });

  it.each([true, false])('recognises UTF-16 without a byte order mark (big-endian: %s)', async (bigEndian) => {
    expect(await decoded(utf16('text,label\nhello,x\n', bigEndian), 3)).toBe('text,label\nhello,x\n');
  });

  it('decodes UTF-16 with a byte order mark whatever the portions cut', async () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 40 })
      .map((value) => Buffer.from(value, 'utf8').toString('utf8'));
    await fc.assert(
      fc.asyncProperty(text, fc.boolean(), fc.integer({ min: 1, max: 9 }), async (value, bigEndian, size) => {
        expect(await decoded(utf16(`\ufeff${value}`, bigEndian), size)).toBe(value);
      }),
    );
  });

  it('takes Devanagari in UTF-8 for UTF-8', () => {
    expect(sniffEncoding(Buffer.from('नमस्ते दुनिया')).encoding).toBe('utf-8');
  });
});
