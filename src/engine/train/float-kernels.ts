/**
 * Loops over float32 arrays as WebAssembly SIMD: AdamW's update, sums of squares, and sums. JavaScript has no vector instructions, and
 * full fine-tuning touches half a gigabyte per loop. Arrays pass block by block through a small memory that stays in the processor's cache.
 */
import type { AdamWScalars } from './adamw.js';
import { kernelModule } from './kernel-module.js';

export const ELEMENTS_PER_BLOCK = 8192;
const BYTES_PER_BLOCK = ELEMENTS_PER_BLOCK * Float32Array.BYTES_PER_ELEMENT;

export interface FloatKernels {
  /** Copies values[from..to) into block 0 to 3. */
  put(block: number, values: Float32Array, from: number, to: number): void;
  take(block: number, values: Float32Array, from: number, to: number): void;
  /** Blocks: parameter, gradient, first moment, second moment. */
  adamw(elements: number, s: AdamWScalars): void;
  /** Sum of squares of block 1, in float64, always added in the same order. */
  sumSquares(elements: number): number;
  /** Block 0 += block 1. */
  add(elements: number): void;
}

interface KernelExports {
  memory: { readonly buffer: ArrayBuffer };
  adamw(bytes: number, ...scalars: number[]): void;
  sumSquares(bytes: number): number;
  add(bytes: number): void;
}

function areKernels(exports: object): exports is KernelExports {
  return (
    'memory' in exports &&
    ['adamw', 'sumSquares', 'add'].every((name) => typeof Reflect.get(exports, name) === 'function')
  );
}

let compiled: WebAssembly.Module | undefined;

/** A set of kernels with their own memory. */
export function floatKernels(): FloatKernels {
  compiled ??= new WebAssembly.Module(kernelModule(BYTES_PER_BLOCK));
  const { exports } = new WebAssembly.Instance(compiled);
  if (!areKernels(exports)) throw new Error('float kernels: the module lacks an export');
  const { memory, adamw, sumSquares, add } = exports;
  const blocks = [0, 1, 2, 3].map((i) => new Float32Array(memory.buffer, i * BYTES_PER_BLOCK, ELEMENTS_PER_BLOCK));
  const block = (i: number) => blocks[i] ?? new Float32Array(0);
  // Kernels work on 16 bytes at a time; what stands behind the last element is written or zero, never used.
  const bytes = (elements: number) => Math.ceil(elements / 4) * 16;
  return {
    put(i, values, from, to) {
      block(i).set(values.subarray(from, to));
    },
    take(i, values, from, to) {
      values.set(block(i).subarray(0, to - from), from);
    },
    adamw(n, s) {
      adamw(
        bytes(n),
        s.gradientScale,
        s.beta1,
        s.oneMinusBeta1,
        s.beta2,
        s.oneMinusBeta2,
        s.decay,
        s.stepSize,
        s.secondScale,
        s.epsilon,
      );
    },
    sumSquares(n) {
      block(1).fill(0, n, bytes(n) / 4);
      return sumSquares(bytes(n));
    },
    add: (n) => add(bytes(n)),
  };
}

let shared: FloatKernels | undefined;

/** sqrt of the sum of all squares, in float64. NaN or infinite when any gradient is. */
export function gradientNorm(gradients: ReadonlyMap<string, Float32Array>): number {
  shared ??= floatKernels();
  let total = 0;
  for (const gradient of gradients.values())
    for (let from = 0; from < gradient.length; from += ELEMENTS_PER_BLOCK) {
      const to = Math.min(gradient.length, from + ELEMENTS_PER_BLOCK);
      shared.put(1, gradient, from, to);
      total += shared.sumSquares(to - from);
    }
  return Math.sqrt(total);
}

/** target += source. */
export function addInto(target: Float32Array, source: Float32Array): void {
  shared ??= floatKernels();
  for (let from = 0; from < target.length; from += ELEMENTS_PER_BLOCK) {
    const to = Math.min(target.length, from + ELEMENTS_PER_BLOCK);
    shared.put(0, target, from, to);
    shared.put(1, source, from, to);
    shared.add(to - from);
    shared.take(0, target, from, to);
  }
}
