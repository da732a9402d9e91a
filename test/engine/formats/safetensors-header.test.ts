import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/error.js';
import {
  MAX_AXES,
  MAX_HEADER_BYTES,
  parseHeaderLength,
  parseSafetensorsHeader,
} from '../../../src/engine/formats/safetensors-header.js';
import { problemOf } from '../../support/problem-of.js';
import { oneTensor, safetensorsBytes } from './safetensors-bytes.js';

const parse = (bytes: Uint8Array) => {
  const length = parseHeaderLength(bytes.subarray(0, 8), bytes.length, 'x.safetensors');
  return parseSafetensorsHeader(bytes.subarray(8, 8 + length), bytes.length, 'x.safetensors');
};
const rejects = async (bytes: Uint8Array, message: RegExp): Promise<void> => {
  const problem = await problemOf(() => parse(bytes));
  expect(problem.code).toBe('malformed-safetensors');
  expect(problem.message).toMatch(message);
  expect(problem.where).toBe('x.safetensors');
};

describe('the length of a safetensors header', () => {
  it('is refused when the file has fewer than 8 bytes, or none', async () => {
    await rejects(new Uint8Array(0), /0 bytes/);
    await rejects(new Uint8Array(7), /7 bytes/);
  });

  it('is refused when it points behind the end of the file, and accepted when it ends there', async () => {
    await rejects(safetensorsBytes('{}', 0, 3n), /cut off/);
    expect(parse(safetensorsBytes('{}')).tensors.size).toBe(0);
  });

  it('is refused above the limit, however large, and accepted at the limit', async () => {
    await rejects(safetensorsBytes('{}', 0, BigInt(MAX_HEADER_BYTES) + 1n), /at most 100000000/);
    await rejects(safetensorsBytes('{}', 0, 2n ** 64n - 1n), /at most 100000000/);
    const atLimit = safetensorsBytes('{}', 0, BigInt(MAX_HEADER_BYTES)).subarray(0, 8);
    expect(parseHeaderLength(atLimit, MAX_HEADER_BYTES + 8, 'x')).toBe(MAX_HEADER_BYTES);
  });
});

describe('the JSON of a safetensors header', () => {
  it('is refused when it is not an object of valid UTF-8, and accepted with trailing spaces', async () => {
    await rejects(safetensorsBytes('[]'), /does not start/);
    await rejects(safetensorsBytes(' {}'), /does not start/);
    await rejects(safetensorsBytes('{"w":'), /not valid UTF-8 JSON/);
    const bytes = safetensorsBytes('{"w": 1}');
    bytes[10] = 0xff;
    await rejects(bytes, /not valid UTF-8 JSON/);
    expect(parse(safetensorsBytes('{}      ')).tensors.size).toBe(0);
  });

  it('is refused when nested a million deep', async () => {
    await rejects(safetensorsBytes(`{"w":${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}}`), /w/);
  });

  it('is refused for a tensor named twice, however the name is spelt, and accepted for two names', async () => {
    const entry = JSON.stringify({ dtype: 'F32', shape: [], data_offsets: [0, 4] });
    await rejects(safetensorsBytes(`{"w":${entry},"w":${entry}}`, 4), /"w" appears twice/);
    await rejects(safetensorsBytes(`{"w":${entry},"\\u0077":${entry}}`, 4), /"w" appears twice/);
    const second = entry.replace('[0,4]', '[4,8]');
    expect(parse(safetensorsBytes(`{"w":${entry},"v":${second}}`, 8)).tensors.size).toBe(2);
  });

  it('is refused when a field is written twice inside a tensor', async () => {
    const twice = '{"w":{"dtype":"F32","dtype":"F32","shape":[],"data_offsets":[0,4]}}';
    await rejects(safetensorsBytes(twice, 4), /"dtype" appears twice/);
  });

  it('is refused when metadata is not text, and accepted when it is', async () => {
    await rejects(safetensorsBytes({ __metadata__: { format: 1 } }), /__metadata__/);
    expect(parse(safetensorsBytes({ __metadata__: { format: 'pt' } })).metadata).toEqual({ format: 'pt' });
  });
});

describe('a tensor of a safetensors header', () => {
  it('is accepted with its place in the file', () => {
    const bytes = safetensorsBytes(oneTensor(), 24);
    const dataStart = bytes.length - 24;
    expect(parse(bytes).tensors.get('w')).toEqual({ dtype: 'F32', shape: [2, 3], begin: dataStart, end: bytes.length });
  });

  it('is refused with an unknown type, field or value', async () => {
    await rejects(safetensorsBytes(oneTensor({ dtype: 'F31' }), 24), /dtype/);
    await rejects(safetensorsBytes({ w: { ...oneTensor().w, extra: 1 } }, 24), /extra/);
    await rejects(safetensorsBytes(oneTensor({ shape: [2.5, 2] }), 24), /shape/);
    await rejects(safetensorsBytes(oneTensor({ shape: [-2, -3] }), 24), /shape/);
    await rejects(safetensorsBytes(oneTensor({ shape: '23' }), 24), /shape/);
    await rejects(safetensorsBytes(oneTensor({ data_offsets: [0, 24, 48] }), 24), /data_offsets/);
    await rejects(safetensorsBytes(oneTensor({ data_offsets: [-24, 0] }), 24), /data_offsets/);
  });

  it('is refused when its bytes do not match its shape, and accepted when they do', async () => {
    await rejects(safetensorsBytes(oneTensor({ shape: [2, 4] }), 24), /needs 32/);
    await rejects(safetensorsBytes(oneTensor({ dtype: 'F16' }), 24), /needs 12/);
    await rejects(safetensorsBytes(oneTensor({ data_offsets: [24, 0] }), 24), /needs 24/);
    expect(parse(safetensorsBytes(oneTensor({ dtype: 'F16', shape: [12] }), 24)).tensors.size).toBe(1);
  });

  it('is refused when its shape overflows', async () => {
    await rejects(safetensorsBytes(oneTensor({ shape: [2 ** 32, 2 ** 32], data_offsets: [0, 0] })), /too large/);
    await rejects(safetensorsBytes(oneTensor({ shape: [2 ** 53 - 1], data_offsets: [0, 24] }), 24), /too large/);
  });

  it('is refused with too many axes, and accepted with the most that are allowed', async () => {
    const shape = (axes: number) => Array.from({ length: axes }, () => 1);
    await rejects(safetensorsBytes(oneTensor({ shape: shape(MAX_AXES + 1), data_offsets: [0, 4] }), 4), /shape/);
    const most = oneTensor({ shape: shape(MAX_AXES), data_offsets: [0, 4] });
    expect(parse(safetensorsBytes(most, 4)).tensors.size).toBe(1);
  });

  it('may be empty', () => {
    const header = { e: { dtype: 'F32', shape: [0, 3], data_offsets: [0, 0] }, ...oneTensor() };
    expect(parse(safetensorsBytes(header, 24)).tensors.size).toBe(2);
  });
});

describe('the data of a safetensors file', () => {
  const two = (begin: number, end: number) => ({
    a: { dtype: 'U8', shape: [4], data_offsets: [0, 4] },
    b: { dtype: 'U8', shape: [end - begin], data_offsets: [begin, end] },
  });

  it('is refused with a hole, an overlap or a late start, and accepted when tensors touch', async () => {
    await rejects(safetensorsBytes(two(5, 9), 9), /hole/);
    await rejects(safetensorsBytes(two(3, 7), 7), /overlap/);
    await rejects(safetensorsBytes(oneTensor({ data_offsets: [8, 32] }), 32), /hole/);
    expect(parse(safetensorsBytes(two(4, 8), 8)).tensors.size).toBe(2);
  });

  it('is refused when the file ends too early or too late, and accepted when it ends with the last tensor', async () => {
    await rejects(safetensorsBytes(oneTensor(), 23), /cut off/);
    await rejects(safetensorsBytes(oneTensor(), 25), /1 bytes are left over/);
    expect(parse(safetensorsBytes(oneTensor(), 24)).tensors.size).toBe(1);
  });
});

describe('any bytes as a safetensors file', () => {
  it('are parsed or refused with a Problem, never anything else', () => {
    const dtype = fc.constantFrom('F32', 'F16', 'U8', 'X');
    const number = fc.oneof(fc.nat(40), fc.integer(), fc.double(), fc.constant(2 ** 53));
    const entry = fc.record({ dtype, shape: fc.array(number), data_offsets: fc.array(number, { maxLength: 3 }) });
    const header = fc.oneof(
      fc.dictionary(fc.string(), entry).map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(header, fc.nat(64), fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n })), (json, data, length) => {
        try {
          parse(safetensorsBytes(json, data, length ?? undefined));
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
      }),
    );
  });
});
