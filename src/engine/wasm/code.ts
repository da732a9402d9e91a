/**
 * Words for writing WebAssembly by hand: code as nested expressions, flattened to the binary format of
 * https://webassembly.github.io/spec/core/binary and, for the 0xFD instructions, its SIMD chapter.
 */

export type Code = number[];

export const I32 = 0x7f;
export const F32 = 0x7d;
export const F64 = 0x7c;
export const V128 = 0x7b;

export interface Kernel {
  name: string;
  parameters: number[];
  results: number[];
  /** Types of the locals after the parameters. */
  locals: number[];
  code: Code;
}

/** Where a module's memory comes from: its own (exported), or one shared between threads (imported as `env.memory`); sizes in 64 KiB pages. */
export type ModuleMemory = { own: number } | { shared: { initial: number; maximum: number } };

/** The bytes of a module that exports these functions. */
export function moduleBytes(kernels: readonly Kernel[], memory: ModuleMemory): Uint8Array<ArrayBuffer> {
  const exported = kernels.map((kernel, index) => [...text(kernel.name), 0x00, index]);
  const own = 'own' in memory;
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(
      1,
      kernels.map((f) => [0x60, ...list(f.parameters.map((p) => [p])), ...list(f.results.map((r) => [r]))]),
    ),
    ...(own ? [] : section(2, [[...text('env'), ...text('memory'), 0x02, ...sharedLimits(memory.shared)]])),
    ...section(
      3,
      kernels.map((_, index) => [index]),
    ),
    ...(own ? section(5, [[0x00, ...unsigned(memory.own)]]) : []),
    ...section(7, own ? [[...text('memory'), 0x02, 0x00], ...exported] : exported),
    ...section(10, kernels.map(body)),
  ]);
}

export const local = (index: number): Code => [0x20, index];
export const set = (index: number, value: Code): Code => [...value, 0x21, index];
/** A SIMD instruction after its operands. */
export const simd = (opcode: number, ...operands: Code[]): Code => [...operands.flat(), 0xfd, ...unsigned(opcode)];
export const plus = (a: Code, b: Code): Code => simd(228, a, b);
export const minus = (a: Code, b: Code): Code => simd(229, a, b);
export const mul = (a: Code, b: Code): Code => simd(230, a, b);
export const and = (a: Code, b: Code): Code => simd(78, a, b);
/** Four 32-bit words, each moved by so many bits; zeros come in. */
export const shiftLeft = (words: Code, bits: number): Code => simd(171, words, constant(bits));
export const shiftRight = (words: Code, bits: number): Code => simd(173, words, constant(bits));
/** Four signed 32-bit integers to float32. */
export const toFloats = (integers: Code): Code => simd(250, integers);
/** Four float32 from 16 bytes at `offset + local index`; alignment 2^4. */
export const load = (index: number, offset: number): Code => [...local(index), 0xfd, 0, 4, ...unsigned(offset)];
export const store = (index: number, offset: number, value: Code): Code => [
  ...local(index),
  ...value,
  0xfd,
  11,
  4,
  ...unsigned(offset),
];
/** The 32-bit word at `offset + local index` in all four lanes; alignment 2^2. */
export const loadSpread = (index: number, offset: number): Code => [...local(index), 0xfd, 9, 2, ...unsigned(offset)];
/** One 32-bit integer in all four lanes. */
export const spread = (value: number): Code => simd(17, constant(value));
/** One float32 in all four lanes. */
export const spreadFloat = (value: number): Code => spread(new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0);
/** The sum of four float32 lanes, pairwise. */
export function laneSum(index: number): Code {
  const lane = (i: number): Code => [...local(index), 0xfd, 31, i];
  return [...lane(0), ...lane(1), 0x92, ...lane(2), ...lane(3), 0x92, 0x92];
}

/** A 32-bit integer. */
export const constant = (value: number): Code => [0x41, ...signed(value)];
export const addInts = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const storeFloat = (index: number, value: Code): Code => [...local(index), ...value, 0x38, 2, 0];

/** do { inside } while (condition) */
export const repeat = (inside: Code, condition: Code): Code => [0x03, 0x40, ...inside, ...condition, 0x0d, 0, 0x0b];
export const isLess = (a: Code, b: Code): Code => [...a, ...b, 0x49];

function body({ locals, code }: Kernel): Code {
  const bytes = [...list(locals.map((type) => [1, type])), ...code, 0x0b];
  return [...unsigned(bytes.length), ...bytes];
}

function section(id: number, items: Code[]): Code {
  const bytes = list(items);
  return [id, ...unsigned(bytes.length), ...bytes];
}

const sharedLimits = ({ initial, maximum }: { initial: number; maximum: number }): Code => [
  0x03,
  ...unsigned(initial),
  ...unsigned(maximum),
];
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

/** LEB128 of a signed 32-bit number. */
function signed(value: number): Code {
  const bytes: Code = [];
  let rest = value | 0;
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 127) | 128);
    rest >>= 7;
  }
  return [...bytes, rest & 127];
}
