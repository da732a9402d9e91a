/**
 * Low-rank adaptation (Hu et al., 2021): a frozen linear layer W learns W + scaling * B A. Names, scaling and initialisation are PEFT's.
 * One function makes the delta; the forward test, the merge and the exports all use it.
 */
import { Problem } from '../../base/error.js';
import { Random } from '../../base/random.js';
import type { TrainableSpec } from '../types.js';
import type { LlamaConfig, Weights } from './config.js';
import { rememberMerged } from './short-form.js';
import { blockLinears, type TensorShape } from './tensors.js';

export type LoraSpec = Extract<TrainableSpec, { method: 'lora' }>;

/** alpha / r, or alpha / sqrt(r) when rank-stabilised (Kalajdzievski, 2023). */
export const loraScaling = (spec: Pick<LoraSpec, 'rank' | 'alpha' | 'rsLora'>): number =>
  spec.alpha / (spec.rsLora ? Math.sqrt(spec.rank) : spec.rank);

export interface AdaptedLinear {
  /** Checkpoint name without `.weight`: `model.layers.0.self_attn.q_proj`. */
  module: string;
  a: TensorShape; // [R, in]
  b: TensorShape; // [out, R]
}

/** The linear layers that an adapter touches, block by block. A `Problem` names a target module that the architecture lacks. */
export function adaptedLinears(config: LlamaConfig, spec: Pick<LoraSpec, 'rank' | 'targetModules'>): AdaptedLinear[] {
  const linears = blockLinears(config);
  const shortName = (module: string) => module.slice(module.indexOf('.') + 1);
  const unknown = spec.targetModules.find((target) => !linears.some((l) => shortName(l.module) === target));
  if (unknown !== undefined || spec.targetModules.length === 0)
    throw noSuchModule(
      unknown,
      linears.map((l) => shortName(l.module)),
    );
  return Array.from({ length: config.num_hidden_layers }, (_, layer) =>
    linears
      .filter((l) => spec.targetModules.includes(shortName(l.module)))
      .map((l) => {
        const module = `model.layers.${layer}.${l.module}`;
        return {
          module,
          a: { name: `${module}.lora_A.weight`, shape: [spec.rank, l.inSize] },
          b: { name: `${module}.lora_B.weight`, shape: [l.outSize, spec.rank] },
        };
      }),
  ).flat();
}

/** A uniform in +-1/sqrt(in), B zero: the adapter begins as exactly the base model. */
export function initAdapter(config: LlamaConfig, spec: LoraSpec, seed: number): Map<string, Float32Array> {
  const adapter = new Map<string, Float32Array>();
  for (const { a, b } of adaptedLinears(config, spec)) {
    const [rank = 0, inSize = 1] = a.shape;
    const [outSize = 0] = b.shape;
    const random = Random.for(seed, 'lora', a.name);
    const bound = 1 / Math.sqrt(inSize);
    adapter.set(
      a.name,
      Float32Array.from({ length: rank * inSize }, () => (2 * random.next() - 1) * bound),
    );
    adapter.set(b.name, new Float32Array(outSize * rank));
  }
  return adapter;
}

/** scaling * B A: a [R, in], b [out, R] -> [out, in], summed in float64 and rounded once. */
export function loraDelta(a: Float32Array, b: Float32Array, rank: number, scaling: number): Float32Array {
  const [inSize, outSize] = [a.length / rank, b.length / rank];
  const delta = new Float32Array(outSize * inSize);
  const row = new Float64Array(inSize);
  for (let out = 0; out < outSize; out++) {
    row.fill(0);
    for (let r = 0; r < rank; r++) {
      const factor = scaling * (b[out * rank + r] ?? 0);
      if (factor === 0) continue;
      for (let i = 0; i < inSize; i++) row[i] = (row[i] ?? 0) + factor * (a[r * inSize + i] ?? 0);
    }
    delta.set(row, out * inSize);
  }
  return delta;
}

/**
 * The base with the adapter folded in: a new map in which only touched tensors are new arrays.
 * A `Problem` with code `non-finite` names a tensor whose merged values are not all finite.
 */
export function mergeAdapter(
  config: LlamaConfig,
  weights: Weights,
  spec: LoraSpec,
  adapter: ReadonlyMap<string, Float32Array>,
): Weights {
  const merged: Weights = new Map(weights);
  for (const { module, a, b } of adaptedLinears(config, spec)) {
    const name = `${module}.weight`;
    const [base, down, up] = [weights.get(name), adapter.get(a.name), adapter.get(b.name)];
    if (base === undefined || down === undefined || up === undefined) throw missing(base === undefined ? name : a.name);
    const sum = loraDelta(down, up, spec.rank, loraScaling(spec));
    let finite = true;
    for (let i = 0; i < sum.length; i++) {
      const value = (base[i] ?? 0) + (sum[i] ?? 0);
      sum[i] = value;
      finite &&= Number.isFinite(value);
    }
    if (!finite) throw notFinite(name);
    rememberMerged(sum, base, { a: down, b: up, rank: spec.rank, scaling: loraScaling(spec) });
    merged.set(name, sum);
  }
  return merged;
}

function noSuchModule(target: string | undefined, known: string[]): Problem {
  return new Problem({
    code: 'unknown-target-module',
    message: {
      en: target === undefined ? 'LoRA has no target modules.' : `The model has no linear layer named ${target}.`,
      hi:
        target === undefined
          ? 'LoRA ke liye koi target module nahin chuna gaya.'
          : `Model mein ${target} naam ki koi linear layer nahin hai.`,
    },
    next: { en: `Choose from ${known.join(', ')}.`, hi: `Inmein se chunein: ${known.join(', ')}.` },
  });
}

const missing = (name: string): Problem =>
  new Problem({
    code: 'missing-tensor',
    message: { en: 'A tensor needed for the merge is missing.', hi: 'Merge ke liye zaroori tensor nahin mila.' },
    where: name,
    next: { en: 'Use an adapter made for this base model.', hi: 'Isi base model ke liye bana adapter use karein.' },
  });

const notFinite = (name: string): Problem =>
  new Problem({
    code: 'non-finite',
    message: {
      en: 'Merged weights are not all finite numbers.',
      hi: 'Merge ke baad kuch weights NaN ya infinity ho gaye.',
    },
    where: name,
    next: { en: 'Use an earlier checkpoint of the adapter.', hi: 'Adapter ka pichhla checkpoint use karein.' },
    exitCode: 1,
  });
