import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/base/error.js';
import {
  MAX_ARRAY_ITEMS,
  MAX_STRING_BYTES,
  MoreBytesNeeded,
  VALUE_TYPE,
} from '../../../src/engine/formats/gguf-cursor.js';
import {
  MAX_KEY_BYTES,
  MAX_METADATA_ENTRIES,
  MAX_TENSORS,
  parseGgufHeader,
} from '../../../src/engine/formats/gguf-header.js';
import { array, ByteWriter, floatTensor, ggufBytes } from './gguf-bytes.js';

describe('any bytes as a GGUF file', () => {
  const parsedOrRefused = (bytes: Uint8Array, fileBytes = bytes.length): void => {
    try {
      parseGgufHeader(bytes, fileBytes, 'x');
    } catch (error) {
      if (!(error instanceof Problem || error instanceof MoreBytesNeeded)) throw error;
    }
  };

  it('are parsed or refused with a Problem, never anything else', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => parsedOrRefused(bytes)));
    const afterHead = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(afterHead, fc.nat(3), fc.nat(3), (rest, tensorCount, entryCount) =>
        parsedOrRefused(
          new ByteWriter()
            .raw(Buffer.from('GGUF'))
            .u32(3)
            .u64(BigInt(tensorCount))
            .u64(BigInt(entryCount))
            .raw(rest)
            .bytes(),
        ),
      ),
    );
  });

  it('are parsed or refused when one byte of a good file changes, even when a huge file is claimed', () => {
    const good = ggufBytes({
      metadata: [
        ['general.architecture', ['STRING', 'llama']],
        ['list', array('STRING', ['a', 'b', 'c'])],
        ['numbers', array('UINT32', [1, 2, 3])],
      ],
      tensors: [floatTensor('a', [4, 2]), { name: 'q', dims: [32, 2], type: 8, data: new Uint8Array(68) }],
    });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.boolean(), (at, byte, huge) => {
        const bytes = good.slice();
        bytes[at] = byte;
        parsedOrRefused(bytes, huge ? 2 ** 40 : bytes.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('never cost more memory than a small multiple of their length, whatever they claim', () => {
    // Every count of the header claims its most; only 2 kB exist, and the claimed file is a terabyte.
    const head = (): ByteWriter => new ByteWriter().raw(Buffer.from('GGUF')).u32(3);
    const claims = [
      head().u64(BigInt(MAX_TENSORS)).u64(0n),
      head().u64(0n).u64(BigInt(MAX_METADATA_ENTRIES)),
      head().u64(0n).u64(1n).u64(BigInt(MAX_KEY_BYTES)),
      head().u64(0n).u64(1n).string('k').u32(VALUE_TYPE.STRING).u64(BigInt(MAX_STRING_BYTES)),
      head().u64(0n).u64(1n).string('k').u32(VALUE_TYPE.ARRAY).u32(VALUE_TYPE.FLOAT64).u64(BigInt(MAX_ARRAY_ITEMS)),
    ].map((writer) => writer.raw(new Uint8Array(2000)).bytes());
    const used = (): number => {
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    for (const bytes of claims) {
      const before = used();
      expect(() => parseGgufHeader(bytes, 2 ** 40, 'x')).toThrow();
      // A few MB for the test runner's own work beside it; the claims are 16 to 32 MB each.
      expect(used() - before).toBeLessThan(4_000_000);
    }
  });
});
