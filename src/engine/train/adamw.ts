/**
 * AdamW (Loshchilov and Hutter, 2019) with PyTorch's order of operations. Norms (tensors of one axis) do not decay. The moments live
 * here; parameters are updated in place. Arithmetic is float32, operation by operation, so that results do not depend on who computes
 * them: `adamwReference` is the readable definition, and the kernel that really runs gives the same bits.
 */
import { ELEMENTS_PER_BLOCK, type FloatKernels, floatKernels } from './float-kernels.js';
import type { Optimizer, OptimizerState } from './types.js';

export interface AdamWConfig {
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Per unit of learning rate, decoupled from the gradient. */
  weightDecay: number;
}

export const ADAMW_DEFAULTS: AdamWConfig = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };

/** One parameter tensor with all that its update needs; arrays have one length. */
export interface AdamWTensors {
  parameter: Float32Array;
  gradient: Float32Array;
  first: Float32Array;
  second: Float32Array;
}

/** The numbers of one update, each rounded to float32. */
export interface AdamWScalars {
  gradientScale: number;
  beta1: number;
  oneMinusBeta1: number;
  beta2: number;
  oneMinusBeta2: number;
  /** 1 - learningRate * weightDecay. */
  decay: number;
  /** learningRate / (1 - beta1^t). */
  stepSize: number;
  /** 1 / sqrt(1 - beta2^t). */
  secondScale: number;
  epsilon: number;
}

/** Scalars of update `t` (from 1). `decays` is false for norms. */
export function adamwScalars(
  config: AdamWConfig,
  t: number,
  learningRate: number,
  gradientScale: number,
  decays: boolean,
): AdamWScalars {
  const { beta1, beta2, epsilon, weightDecay } = config;
  const round = Math.fround;
  return {
    gradientScale: round(gradientScale),
    beta1: round(beta1),
    oneMinusBeta1: round(1 - beta1),
    beta2: round(beta2),
    oneMinusBeta2: round(1 - beta2),
    decay: round(decays ? 1 - learningRate * weightDecay : 1),
    stepSize: round(learningRate / (1 - beta1 ** t)),
    secondScale: round(1 / Math.sqrt(1 - beta2 ** t)),
    epsilon: round(epsilon),
  };
}

/**
 * The update as the paper writes it (its algorithm 2), in float32:
 * m = b1 m + (1 - b1) g;  v = b2 v + (1 - b2) g^2;  p = decay p - stepSize m / (sqrt(v) secondScale + epsilon).
 */
export function adamwReference({ parameter, gradient, first, second }: AdamWTensors, s: AdamWScalars): void {
  const round = Math.fround;
  for (let i = 0; i < parameter.length; i++) {
    const g = round(at(gradient, i) * s.gradientScale);
    const m = round(round(s.beta1 * at(first, i)) + round(s.oneMinusBeta1 * g));
    const v = round(round(s.beta2 * at(second, i)) + round(s.oneMinusBeta2 * round(g * g)));
    const denominator = round(round(round(Math.sqrt(v)) * s.secondScale) + s.epsilon);
    first[i] = m;
    second[i] = v;
    parameter[i] = round(round(s.decay * at(parameter, i)) - round(s.stepSize * round(m / denominator)));
  }
}

const at = (values: Float32Array, i: number): number => values[i] ?? 0;

/** The same update by the SIMD kernel, block by block through its own small memory. */
export function adamwKernel(kernels: FloatKernels, tensors: AdamWTensors, s: AdamWScalars): void {
  const { parameter, gradient, first, second } = tensors;
  for (let from = 0; from < parameter.length; from += ELEMENTS_PER_BLOCK) {
    const to = Math.min(parameter.length, from + ELEMENTS_PER_BLOCK);
    kernels.put(0, parameter, from, to);
    kernels.put(1, gradient, from, to);
    kernels.put(2, first, from, to);
    kernels.put(3, second, from, to);
    kernels.adamw(to - from, s);
    kernels.take(0, parameter, from, to);
    kernels.take(2, first, from, to);
    kernels.take(3, second, from, to);
  }
}

export interface OptimizerOptions {
  /** The parameters, updated in place. */
  trainable: ReadonlyMap<string, Float32Array>;
  shapes: ReadonlyMap<string, readonly number[]>;
  config: AdamWConfig;
}

/** An optimizer whose moments begin at zero. */
export function createOptimizer({ trainable, shapes, config }: OptimizerOptions): Optimizer {
  const kernels = floatKernels();
  const state: OptimizerState = { steps: 0, first: zerosLike(trainable), second: zerosLike(trainable) };
  return {
    step(gradients, learningRate, gradientScale) {
      state.steps += 1;
      const scalars = (decays: boolean) => adamwScalars(config, state.steps, learningRate, gradientScale, decays);
      const [matrix, norm] = [scalars(true), scalars(false)];
      for (const [name, parameter] of trainable) {
        const gradient = sized(gradients, name, parameter.length);
        const [first, second] = [
          sized(state.first, name, parameter.length),
          sized(state.second, name, parameter.length),
        ];
        const isNorm = (shapes.get(name)?.length ?? 2) < 2;
        adamwKernel(kernels, { parameter, gradient, first, second }, isNorm ? norm : matrix);
      }
    },
    state: () => state,
    restore(saved) {
      for (const [name, { length }] of trainable) {
        sized(state.first, name, length).set(sized(saved.first, name, length));
        sized(state.second, name, length).set(sized(saved.second, name, length));
      }
      state.steps = saved.steps;
    },
  };
}

const zerosLike = (arrays: ReadonlyMap<string, Float32Array>): Map<string, Float32Array> =>
  new Map([...arrays].map(([name, values]) => [name, new Float32Array(values.length)]));

function sized(arrays: ReadonlyMap<string, Float32Array>, name: string, length: number): Float32Array {
  const values = arrays.get(name);
  if (values?.length !== length)
    throw new RangeError(`${name}: ${values?.length ?? 'no'} values where ${length} are needed`);
  return values;
}
