/** How each weight is kept in the memory of a decoding step: as short as its values allow without losing a bit, since all of it is read per token. */
import { BLOCK, bitsOf } from '../formats/weight-blocks.js';
import { type Bfloat16Weight, type LowRank, type ShortForm, shortFormOf } from '../llama/short-form.js';
import type { TensorShape } from '../llama/tensors.js';
import { readRecords, writeRecords } from './block-records.js';
import type { Kept, Placed } from './step-layout.js';

/** One memory in all its readings. */
export interface StepMemory {
  floats: Float32Array;
  words: Uint32Array;
  halves: Uint16Array;
}

export const stepMemory = (buffer: SharedArrayBuffer): StepMemory => ({
  floats: new Float32Array(buffer),
  words: new Uint32Array(buffer),
  halves: new Uint16Array(buffer),
});

/** A low-rank part must leave its weight at most so much of the bytes that it has in float32; else the sum is kept. */
const MOST_OF_FLOAT32 = 0.6;

/** How to keep a tensor, and from what: its short form, or null for its float32 values. */
export function keptAs({ shape }: TensorShape, values: Float32Array): Kept & { form: ShortForm | null } {
  const form = shape.length > 1 ? shortFormOf(values) : undefined;
  if (form === undefined) return { storage: 'float32', rank: 0, form: null };
  const { stored, lowRank } = form;
  const rank = lowRank?.rank ?? 0;
  const [rows = 1, columns = 1] = shape;
  const bytes = (stored.type === 'BF16' ? 2 * rows * columns : stored.bytes.byteLength) + 4 * rank * (rows + columns);
  if (rank > 0 && bytes > MOST_OF_FLOAT32 * values.byteLength) return { storage: 'float32', rank: 0, form: null };
  if (stored.type === 'BF16') return { storage: 'bfloat16', rank, form };
  return { storage: bitsOf(stored) === 4 ? 'nibbles' : 'bytes', rank, form };
}

/** Copies a weight to its place. */
export function placeWeight(place: Placed, values: Float32Array, form: ShortForm | null, memory: StepMemory): void {
  if (form === null) {
    placeFloats(place, values, memory.floats);
    return;
  }
  const { stored, lowRank } = form;
  if (stored.type === 'BF16') placeHalves(place, stored, memory.halves);
  else writeRecords(stored, (place.rows * place.columns) / BLOCK, memory, place.at / 4);
  if (lowRank !== undefined) placeLowRank(place, lowRank, memory.floats);
}

/** One row of a weight as float32, written to word `to` of the memory. */
export function placeRowValues(place: Placed, row: number, { floats, words, halves }: StepMemory, to: number): void {
  const { at, columns, stride, storage } = place;
  const from = at + row * stride;
  switch (storage) {
    case 'float32':
      floats.copyWithin(to, from / 4, from / 4 + columns);
      return;
    case 'bfloat16':
      for (let c = 0; c < columns; c++) words[to + c] = (halves[from / 2 + c] ?? 0) << 16;
      return;
    case 'nibbles':
    case 'bytes':
      readRecords(storage === 'nibbles' ? 4 : 8, { floats, words }, from / 4, floats.subarray(to, to + columns));
  }
}

function placeFloats({ at, rows, columns, stride }: Placed, source: Float32Array, floats: Float32Array): void {
  for (let r = 0; r < rows; r++) floats.set(source.subarray(r * columns, (r + 1) * columns), (at + r * stride) / 4);
}

function placeHalves(
  { at, rows, columns, stride }: Placed,
  { halves: source, step }: Bfloat16Weight,
  halves: Uint16Array,
): void {
  for (let r = 0; r < rows; r++) {
    const to = (at + r * stride) / 2;
    for (let c = 0; c < columns; c++) halves[to + c] = source[step * (r * columns + c)] ?? 0;
  }
}

function placeLowRank({ lowRank: place }: Placed, { a, b, scaling }: LowRank, floats: Float32Array): void {
  if (place === null) throw new Error('step: no room for a low-rank part');
  placeFloats(place.a, a, floats);
  placeFloats(
    place.b,
    b.map((value) => scaling * value),
    floats,
  );
}
