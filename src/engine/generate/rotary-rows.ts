/** Cosines and sines of the rotary position embedding (Su et al., 2021): angle of pair i at position p is p theta^(-2i / D). */
import { type Feed, feed } from '../graph/session.js';
import type { LlamaConfig } from '../llama/config.js';

/** [T, D / 2] each, for tokens at these positions. */
export function rotaryTable(config: LlamaConfig, positions: readonly number[]): Record<'cos' | 'sin', Float32Array> {
  const half = config.head_dim / 2;
  const cos = new Float32Array(positions.length * half);
  const sin = new Float32Array(positions.length * half);
  for (let pair = 0; pair < half; pair++) {
    const frequency = config.rope_theta ** ((-2 * pair) / config.head_dim);
    for (const [row, position] of positions.entries()) {
      cos[row * half + pair] = Math.cos(position * frequency);
      sin[row * half + pair] = Math.sin(position * frequency);
    }
  }
  return { cos, sin };
}

/** The graph's inputs `cos` and `sin` [T, D / 2] for tokens at these positions. */
export function rotaryRows(config: LlamaConfig, positions: readonly number[]): Record<'cos' | 'sin', Feed> {
  const { cos, sin } = rotaryTable(config, positions);
  const dims = [positions.length, config.head_dim / 2];
  return { cos: feed(cos, dims), sin: feed(sin, dims) };
}
