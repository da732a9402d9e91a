import { describe, expect, it } from 'vitest';
import {
  MAX_ARRAY_DEPTH,
  MAX_ARRAY_ITEMS,
  MAX_STRING_BYTES,
  MoreBytesNeeded,
  VALUE_TYPE,
} from '../../../src/engine/formats/gguf-cursor.js';
import {
  MAX_ALIGNMENT,
  MAX_KEY_BYTES,
  MAX_METADATA_ENTRIES,
  MAX_TENSOR_DIMS,
  MAX_TENSOR_NAME_BYTES,
  MAX_TENSORS,
  parseGgufHeader,
} from '../../../src/engine/formats/gguf-header.js';
import { problemOf } from '../../support/problem-of.js';
import { array, ByteWriter, floatTensor, type GgufParts, ggufBytes, type TypedValue } from './gguf-bytes.js';

const parse = (bytes: Uint8Array) => parseGgufHeader(bytes, bytes.length, 'x.gguf');
const rejects = async (parts: GgufParts | Uint8Array, message: RegExp, code = 'malformed-gguf'): Promise<void> => {
  const problem = await problemOf(() => parse(parts instanceof Uint8Array ? parts : ggufBytes(parts)));
  expect(problem.message).toMatch(message);
  expect(problem.code).toBe(code);
  expect(problem.where).toBe('x.gguf');
};
const accepts = (parts: GgufParts) => parse(ggufBytes(parts));
const entry = (value: TypedValue): GgufParts => ({ metadata: [['k', value]] });

describe('the beginning of a GGUF file', () => {
  it('is refused with a wrong magic number, and accepted with the right one', async () => {
    await rejects({ magic: 'GGML' }, /letters GGUF/);
    await rejects({ magic: 'PK\u0003\u0004' }, /letters GGUF/);
    expect(accepts({}).tensors.size).toBe(0);
  });

  it('is refused in versions 1 and 4 and in big-endian order, and accepted in versions 2 and 3', async () => {
    await rejects({ version: 1 }, /version 1/, 'unsupported-gguf');
    await rejects({ version: 4 }, /version 4/, 'unsupported-gguf');
    await rejects({ version: 0x03000000 }, /big-endian/, 'unsupported-gguf');
    expect(accepts({ version: 2 }).version).toBe(2);
    expect(accepts({ version: 3 }).version).toBe(3);
  });

  it('is refused when the file is cut off at any byte', async () => {
    const whole = ggufBytes({
      metadata: [
        ['word', ['STRING', 'ek']],
        ['list', array('UINT32', [1, 2])],
      ],
      tensors: [floatTensor('w', [3, 2])],
    });
    expect(parse(whole).tensors.size).toBe(1);
    for (let length = 0; length < whole.length; length++) await rejects(whole.slice(0, length), /cut off/);
  });

  it('asks for more when only the beginning is at hand', () => {
    const whole = ggufBytes({ metadata: [['word', ['STRING', 'ek do teen']]], tensors: [floatTensor('w', [3, 2])] });
    expect(() => parseGgufHeader(whole.subarray(0, 40), whole.length, 'x')).toThrow(MoreBytesNeeded);
  });
});

describe('the counts of a GGUF file', () => {
  it('are refused above their limits', async () => {
    await rejects({ tensorCount: BigInt(MAX_TENSORS) + 1n }, /number of tensors is 65537/);
    await rejects({ entryCount: BigInt(MAX_METADATA_ENTRIES) + 1n }, /metadata entries is 65537/);
    await rejects({ tensorCount: 2n ** 64n - 1n }, /18446744073709551615/);
  });

  it('are refused when the file is too small to hold so many', async () => {
    await rejects({ tensorCount: BigInt(MAX_TENSORS) }, /cut off/);
    await rejects({ entryCount: 2n }, /cut off/);
  });

  it('are accepted at their limits', () => {
    const metadata = Array.from({ length: MAX_METADATA_ENTRIES }, (_, i) => [`k${i}`, ['UINT8', 1]] as const);
    expect(accepts({ metadata }).metadata.size).toBe(MAX_METADATA_ENTRIES);
    const tensors = Array.from({ length: MAX_TENSORS }, (_, i) => floatTensor(`t${i}`, [1]));
    expect(accepts({ tensors }).tensors.size).toBe(MAX_TENSORS);
  });
});

describe('the metadata of a GGUF file', () => {
  it('comes back with every type of value', () => {
    const values: [string, TypedValue, unknown][] = [
      ['u8', ['UINT8', 255], 255],
      ['i8', ['INT8', -128], -128],
      ['u16', ['UINT16', 65535], 65535],
      ['i16', ['INT16', -32768], -32768],
      ['u32', ['UINT32', 4294967295], 4294967295],
      ['i32', ['INT32', -2147483648], -2147483648],
      ['f32', ['FLOAT32', 0.5], 0.5],
      ['f64', ['FLOAT64', 0.1], 0.1],
      ['yes', ['BOOL', 1], true],
      ['text', ['STRING', 'नमस्ते'], 'नमस्ते'],
      ['u64', ['UINT64', 2 ** 40], 2 ** 40],
      ['huge', ['UINT64', 2n ** 63n], 2n ** 63n],
      ['i64', ['INT64', -5], -5],
      [
        'nested',
        array('ARRAY', [
          { of: 'UINT8', items: [1] },
          { of: 'STRING', items: ['a'] },
        ]),
        [[1], ['a']],
      ],
    ];
    const { metadata } = accepts({ metadata: values.map(([key, value]) => [key, value]) });
    for (const [key, , expected] of values) expect(metadata.get(key)).toEqual(expected);
  });

  it('is refused with a key given twice, and accepted with two keys', async () => {
    const one: TypedValue = ['UINT8', 1];
    await rejects(
      {
        metadata: [
          ['a', one],
          ['a', one],
        ],
      },
      /"a" appears twice/,
    );
    expect(
      accepts({
        metadata: [
          ['a', one],
          ['b', one],
        ],
      }).metadata.size,
    ).toBe(2);
  });

  it('is refused with an unknown type, of a value or of items', async () => {
    const head = (): ByteWriter => new ByteWriter().raw(Buffer.from('GGUF')).u32(3).u64(0n).u64(1n).string('k');
    await rejects(head().u32(13).u64(0n).bytes(), /unknown value type 13/);
    await rejects(head().u32(VALUE_TYPE.ARRAY).u32(13).u64(0n).bytes(), /items of the unknown type 13/);
  });

  it('is refused with a boolean that is neither, and with text that is not UTF-8', async () => {
    await rejects(entry(['BOOL', 2]), /boolean with the value 2/);
    const head = new ByteWriter().raw(Buffer.from('GGUF')).u32(3).u64(0n).u64(1n).string('k').u32(VALUE_TYPE.STRING);
    await rejects(head.string(Uint8Array.of(0xff, 0xfe)).bytes(), /not valid UTF-8/);
  });

  it('is refused with a string longer than the limit or the file, and accepted at the limit', async () => {
    const withLength = (length: bigint) =>
      new ByteWriter()
        .raw(Buffer.from('GGUF'))
        .u32(3)
        .u64(0n)
        .u64(1n)
        .string('k')
        .u32(VALUE_TYPE.STRING)
        .string('ab', length);
    await rejects(withLength(BigInt(MAX_STRING_BYTES) + 1n).bytes(), /at most 16777216/);
    await rejects(withLength(2n ** 63n).bytes(), /at most 16777216/);
    await rejects(withLength(3n).bytes(), /cut off/);
    expect(accepts(entry(['STRING', 'x'.repeat(MAX_STRING_BYTES)])).metadata.get('k')).toHaveLength(MAX_STRING_BYTES);
  });

  it('is refused with a key longer than the limit, and accepted at the limit', async () => {
    const value: TypedValue = ['UINT8', 1];
    await rejects({ metadata: [['k'.repeat(MAX_KEY_BYTES + 1), value]] }, /at most 65535/);
    expect(accepts({ metadata: [['k'.repeat(MAX_KEY_BYTES), value]] }).metadata.size).toBe(1);
  });

  it('is refused with an array that claims more than the limit or the file, and accepted at the limit', async () => {
    await rejects(entry(array('UINT8', [], BigInt(MAX_ARRAY_ITEMS) + 1n)), /at most 4194304/);
    await rejects(entry(array('UINT64', [], 2n ** 61n)), /at most 4194304/);
    await rejects(entry(array('UINT64', [1, 2], 100n)), /cut off/);
    const most = new Array<number>(MAX_ARRAY_ITEMS).fill(7);
    expect(accepts(entry(array('UINT8', most))).metadata.get('k')).toHaveLength(MAX_ARRAY_ITEMS);
  });

  it('is refused with arrays nested deeper than the limit, and accepted at the limit', async () => {
    const nest = (depth: number): TypedValue =>
      depth === 1 ? array('UINT8', [1]) : array('ARRAY', [(nest(depth - 1) as [string, unknown])[1]]);
    await rejects(entry(nest(MAX_ARRAY_DEPTH + 1)), /deeper than 4/);
    expect(accepts(entry(nest(MAX_ARRAY_DEPTH))).metadata.get('k')).toEqual([[[[1]]]]);
  });

  it.each([0, 4, 33, 2 ** 21])('is refused with an alignment of %i', async (alignment) => {
    await rejects({ metadata: [['general.alignment', ['UINT32', alignment]]] }, /power of two from 8/);
  });

  it('is refused with an alignment that is not a number, and accepted from 8 to the limit', async () => {
    await rejects({ metadata: [['general.alignment', ['STRING', '32']]] }, /power of two/);
    for (const alignment of [8, 64, MAX_ALIGNMENT]) {
      const metadata = [['general.alignment', ['UINT32', alignment]]] as const;
      const { tensors } = accepts({ metadata, tensors: [floatTensor('w', [1])], alignment });
      expect(tensors.get('w')!.begin % alignment).toBe(0);
    }
  });
});

describe('the tensor table of a GGUF file', () => {
  it('gives shape, type and place', () => {
    const bytes = ggufBytes({ tensors: [floatTensor('a', [3, 2]), floatTensor('b', [5])] });
    const { tensors } = parse(bytes);
    expect(tensors.get('a')).toMatchObject({ shape: [2, 3], bytes: 24 });
    expect(tensors.get('b')).toMatchObject({ shape: [5], bytes: 20, begin: bytes.length - 20 });
  });

  it('is refused with a name given twice or too long, and accepted with the longest name', async () => {
    await rejects({ tensors: [floatTensor('w', [1]), floatTensor('w', [1])] }, /"w" appears twice/);
    await rejects({ tensors: [floatTensor('w'.repeat(MAX_TENSOR_NAME_BYTES + 1), [1])] }, /at most 256/);
    expect(accepts({ tensors: [floatTensor('w'.repeat(MAX_TENSOR_NAME_BYTES), [1])] }).tensors.size).toBe(1);
  });

  it('is refused with no axis or too many, and accepted with the most', async () => {
    const ones = (count: number) => new Array<number>(count).fill(1);
    await rejects({ tensors: [{ ...floatTensor('w', [1]), dims: [] }] }, /0 axes|cut off/);
    await rejects({ tensors: [floatTensor('w', ones(MAX_TENSOR_DIMS + 1))] }, /5 axes/);
    expect(accepts({ tensors: [floatTensor('w', ones(MAX_TENSOR_DIMS))] }).tensors.size).toBe(1);
  });

  it('is refused with axes that overflow or are zero', async () => {
    const withDims = (dims: (number | bigint)[]) => ({ tensors: [{ ...floatTensor('w', [1]), dims }] });
    await rejects(withDims([2n ** 32n, 2n ** 32n]), /impossible axes/);
    await rejects(withDims([2n ** 40n, 2n ** 40n, 2n ** 40n, 2n ** 40n]), /impossible axes/);
    await rejects(withDims([2n ** 64n - 1n]), /at most 9007199254740991/);
    await rejects(withDims([0]), /impossible axes/);
  });

  it('is refused with an offset outside of the file or not aligned, and accepted at the last place that fits', async () => {
    const at = (offset: bigint) => ({ tensors: [{ ...floatTensor('w', [8]), offset }, floatTensor('x', [8])] });
    await rejects({ tensors: [{ ...floatTensor('w', [8]), offset: 32n }] }, /ends at byte/);
    await rejects(at(2n ** 60n), /at most 9007199254740991/);
    await rejects(at(2n ** 50n), /ends at byte/);
    await rejects(at(4n), /not a multiple of 32/);
    expect(accepts(at(0n)).tensors.size).toBe(2);
  });

  it('is refused when tensors overlap', async () => {
    await rejects({ tensors: [floatTensor('w', [16]), { ...floatTensor('x', [8]), offset: 32n }] }, /overlaps/);
  });

  it('is refused when rows are not whole blocks, and accepted when they are', async () => {
    const q8 = (columns: number) => ({ name: 'q', dims: [columns, 2], type: 8, data: new Uint8Array(68) });
    await rejects({ tensors: [q8(48)] }, /multiple of 32/);
    expect(accepts({ tensors: [q8(32)] }).tensors.get('q')).toMatchObject({ bytes: 68 });
  });

  it.each([
    [12, 'Q4_K'],
    [14, 'Q6_K'],
    [23, 'IQ4_XS'],
    [9999, 'type 9999'],
  ])('is refused with type %i, which it calls %s, and says what to take instead', async (type, name) => {
    const tensors = [{ name: 'w', dims: [256], type, data: new Uint8Array(256) }];
    const problem = await problemOf(() => parse(ggufBytes({ tensors })));
    expect(problem.code).toBe('unsupported-weight-type');
    expect(problem.message).toContain(name);
    expect(JSON.stringify(problem.next)).toContain('Q8_0');
  });
});
