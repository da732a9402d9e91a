/** The WebAssembly module behind `float-kernels.ts`. */

import {
  type Code,
  F32,
  F64,
  I32,
  type Kernel,
  load,
  local,
  minus,
  moduleBytes,
  mul,
  plus,
  set,
  simd,
  store,
  V128,
} from '../wasm/code.js';

/** Four blocks of `blockBytes` stand one behind the other in the exported memory; functions take a length in bytes (a multiple of 16). */
export function kernelModule(blockBytes: number): Uint8Array<ArrayBuffer> {
  return moduleBytes([adamw(blockBytes), sumSquares(blockBytes), add(blockBytes)], {
    own: Math.ceil((4 * blockBytes) / 65_536),
  });
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

/** for (counter = 0; counter < length; counter += 16) */
const loop = (counter: number, length: number, inside: Code): Code => [
  ...[0x02, 0x40, ...local(length), 0x45, 0x0d, 0], // leave the block when the length is zero
  ...[0x03, 0x40, ...inside],
  ...[...local(counter), 0x41, 16, 0x6a, 0x22, counter, ...local(length), 0x49, 0x0d, 0],
  ...[0x0b, 0x0b],
];
