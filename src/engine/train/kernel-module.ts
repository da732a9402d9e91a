/**
 * The bytes of the WebAssembly module behind `float-kernels.ts`. The code is written as nested expressions and flattened to the binary format:
 * https://webassembly.github.io/spec/core/binary and, for the 0xFD instructions, its SIMD chapter.
 */

type Code = number[];

const I32 = 0x7f;
const F32 = 0x7d;
const F64 = 0x7c;
const V128 = 0x7b;

/** Four blocks of `blockBytes` stand one behind the other in the exported memory; functions take a length in bytes (a multiple of 16). */
export function kernelModule(blockBytes: number): Uint8Array<ArrayBuffer> {
  const functions = [adamw(blockBytes), sumSquares(blockBytes), add(blockBytes)];
  const pages = Math.ceil((4 * blockBytes) / 65_536);
  const exported = functions.map((f, i) => [...text(f.name), 0x00, i]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      functions.map((f) => [0x60, ...list(f.parameters.map((p) => [p])), ...list(f.results.map((r) => [r]))]),
    ),
    ...section(
      3,
      functions.map((_, i) => [i]),
    ),
    ...section(5, [[0x00, ...unsigned(pages)]]),
    ...section(7, [[...text('memory'), 0x02, 0x00], ...exported]),
    ...section(10, functions.map(body)),
  ]);
}

interface Kernel {
  name: string;
  parameters: number[];
  results: number[];
  locals: number[];
  code: Code;
}

/** See `adamwReference` for the formula; scalars are spread over four lanes once, before the loop. */
function adamw(block: number): Kernel {
  const scalars = 9;
  const i = 1 + scalars;
  // Spread scalars by their place in `AdamWScalars`, from 1.
  const lanes = (scalar: number) => local(i + scalar);
  const [g, m, v] = [i + 10, i + 11, i + 12];
  const [P, G, M, V] = [0, block, 2 * block, 3 * block];
  const code = [
    ...Array.from({ length: scalars }, (_, k) => set(i + 1 + k, simd(19, local(1 + k)))).flat(),
    ...loop(i, 0, [
      ...set(g, mul(load(i, G), lanes(1))),
      ...set(m, plus(mul(lanes(2), load(i, M)), mul(lanes(3), local(g)))),
      ...set(v, plus(mul(lanes(4), load(i, V)), mul(lanes(5), mul(local(g), local(g))))),
      ...store(i, M, local(m)),
      ...store(i, V, local(v)),
      ...store(
        i,
        P,
        minus(
          mul(lanes(6), load(i, P)),
          mul(lanes(7), simd(231, local(m), plus(mul(simd(227, local(v)), lanes(8)), lanes(9)))),
        ),
      ),
    ]),
  ];
  const locals = [I32, ...Array.from({ length: 12 }, () => V128)];
  return { name: 'adamw', parameters: [I32, ...Array.from({ length: scalars }, () => F32)], results: [], locals, code };
}

/** Squares are summed in float64, in four lanes. */
function sumSquares(block: number): Kernel {
  const [i, x, low, high] = [1, 2, 3, 4];
  const squared = (y: Code) => simd(242, y, y); // float64 product
  const upperHalf = [...local(x), ...local(x), 0xfd, 13, ...[8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7]];
  const total = simd(240, local(low), local(high));
  const code = [
    ...loop(i, 0, [
      ...set(x, load(i, block)),
      ...set(low, simd(240, local(low), squared(simd(95, local(x))))),
      ...set(high, simd(240, local(high), squared(simd(95, upperHalf)))),
    ]),
    ...[...total, 0xfd, 33, 0, ...total, 0xfd, 33, 1, 0xa0],
  ];
  return { name: 'sumSquares', parameters: [I32], results: [F64], locals: [I32, V128, V128, V128], code };
}

function add(block: number): Kernel {
  const code = loop(1, 0, store(1, 0, plus(load(1, 0), load(1, block))));
  return { name: 'add', parameters: [I32], results: [], locals: [I32], code };
}

const local = (index: number): Code => [0x20, index];
const set = (index: number, value: Code): Code => [...value, 0x21, index];
/** A SIMD instruction after its operands. */
const simd = (opcode: number, ...operands: Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(opcode)];
const plus = (a: Code, b: Code): Code => simd(228, a, b);
const minus = (a: Code, b: Code): Code => simd(229, a, b);
const mul = (a: Code, b: Code): Code => simd(230, a, b);
/** 16 bytes at `offset + local index`; alignment 2^4. */
const load = (index: number, offset: number): Code => [...local(index), 0xfd, 0, 4, ...unsigned(offset)];
const store = (index: number, offset: number, value: Code): Code => [
  ...local(index),
  ...value,
  0xfd,
  11,
  4,
  ...unsigned(offset),
];

/** for (counter = 0; counter < length; counter += 16) */
const loop = (counter: number, length: number, inside: Code): Code => [
  ...[0x02, 0x40, ...local(length), 0x45, 0x0d, 0], // leave the block when the length is zero
  ...[0x03, 0x40, ...inside],
  ...[...local(counter), 0x41, 16, 0x6a, 0x22, counter, ...local(length), 0x49, 0x0d, 0],
  ...[0x0b, 0x0b],
];

function body({ locals, code }: Kernel): Code {
  const bytes = [...list(locals.map((type) => [1, type])), ...code, 0x0b];
  return [...unsigned(bytes.length), ...bytes];
}

function section(id: number, items: Code[]): Code {
  const bytes = list(items);
  return [id, ...unsigned(bytes.length), ...bytes];
}

const list = (items: Code[]): Code => [...unsigned(items.length), ...items.flat()];
const text = (value: string): Code => list([...value].map((c) => [c.charCodeAt(0)]));

/** LEB128: seven bits a byte, least significant first. */
function unsigned(value: number): Code {
  const bytes: Code = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return [...bytes, rest];
}
