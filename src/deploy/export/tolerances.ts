/**
 * How far an export's logits may be from base plus adapter. The spread of logits (their standard deviation) is what a quantisation's error is
 * large or small beside. Measured on SmolLM2-135M-Instruct with a LoRA adapter: float32 9e-5 at most; mean over spread 0.0009 for float16,
 * 0.01 for bfloat16, 0.023 for Q8_0, 0.34 for Q4_0. Wrong weights (two layers' rows exchanged, say) give about 1.
 */
import type { GgufQuant, Tolerance } from './types.js';

/** Float32 sums in another order. */
export const SAME_LOGITS: Tolerance = { kind: 'max', limit: 1e-3 };

export const QUANT_TOLERANCES: { readonly [quant in GgufQuant]: Tolerance } = {
  f32: SAME_LOGITS,
  f16: { kind: 'mean-to-spread', limit: 0.01 },
  q8_0: { kind: 'mean-to-spread', limit: 0.1 },
  q4_0: { kind: 'mean-to-spread', limit: 0.6 },
};
