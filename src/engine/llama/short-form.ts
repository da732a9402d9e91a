/**
 * Shorter forms of weights. Every weight is there as float32; decoding, which reads all of them for every token and is as fast as memory,
 * reads a shorter form where one is known. It belongs to the very array it was made with: another array under the same name (a trained
 * tensor) has none, and it goes when the array goes.
 */
import type { BlockWeight } from '../formats/weight-blocks.js';

/** Float32 values whose lower halves are empty: every `step`-th of `halves` is one's upper half. */
export interface Bfloat16Weight {
  type: 'BF16';
  halves: Uint16Array;
  step: 1 | 2;
}

/** The same values in fewer bytes, and not a bit lost. */
export type StoredWeight = BlockWeight | Bfloat16Weight;

/** What an adapter adds to a weight: `scaling * B A`. */
export interface LowRank {
  a: Float32Array; // [R, in]
  b: Float32Array; // [out, R]
  rank: number;
  scaling: number;
}

export interface ShortForm {
  /** The weight, or the base's where an adapter is folded in. */
  stored: StoredWeight;
  lowRank?: LowRank;
}

const forms = new WeakMap<Float32Array, ShortForm>();

/** `form` has the values of `values`, but for rounding where there is a low-rank part. */
export function rememberShortForm(values: Float32Array, form: ShortForm): void {
  forms.set(values, form);
}

/** The form that was remembered, else bfloat16 if the values are, as those of most checkpoints. */
export function shortFormOf(values: Float32Array): ShortForm | undefined {
  const known = forms.get(values);
  if (known !== undefined) return known;
  if (!isBfloat16(values)) return undefined;
  // Little-endian: the upper half comes second.
  const halves = new Uint16Array(values.buffer, values.byteOffset, 2 * values.length).subarray(1);
  return { stored: { type: 'BF16', halves, step: 2 } };
}

/** For an array that may be changed from now on. */
export function forgetShortForm(values: Float32Array): void {
  forms.delete(values);
}

/** `merged` is what `base` and the low-rank part come to; its short form is theirs. Does not keep `base` in memory. */
export function rememberMerged(merged: Float32Array, base: Float32Array, lowRank: LowRank): void {
  const form = shortFormOf(base);
  if (form === undefined || form.lowRank !== undefined) return;
  const stored = form.stored.type === 'BF16' ? compact(form.stored) : form.stored;
  rememberShortForm(merged, { stored, lowRank });
}

function compact({ halves, step }: Bfloat16Weight): Bfloat16Weight {
  const copy = new Uint16Array(Math.ceil(halves.length / step));
  for (let index = 0; index < copy.length; index++) copy[index] = halves[index * step] ?? 0;
  return { type: 'BF16', halves: copy, step: 1 };
}

function isBfloat16(values: Float32Array): boolean {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  for (const word of bits) if ((word & 0xffff) !== 0) return false;
  return true;
}
