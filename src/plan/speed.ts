/** Work of one training step and a careful guess of its time, for use before the warm-up has measured the real machine. */
import { bodyParameters, headParameters, trainableParameters } from './parameters.js';
import type { Hardware, Hyperparameters, Method, ModelSize } from './types.js';

/** Sustained fp32 rate of one core of an ordinary machine (about half of what a quiet AVX-512 core was measured to give). */
const FLOPS_PER_CORE = 70e9;

/** More cores than this add little: memory is the limit then. */
const USEFUL_CORES = 16;

/** Optimizer and gradient traffic per trained parameter and step (AdamW alone measured 3.5 ns). */
const SECONDS_PER_TRAINED_PARAMETER = 7e-9;

/**
 * Useful floating-point operations of one step. T tokens, S supervised positions, P_b body and P_h head parameters:
 * full `6 P_b T + 6 P_h S`, LoRA `4 P_b T + 4 P_h S`, plus attention `12 layers heads headDim T length`.
 * Partial pays a forward pass (2) everywhere and gradients (4 more) in its last blocks.
 */
export function stepFlops(
  model: ModelSize,
  method: Method,
  h: Pick<Hyperparameters, 'partial'>,
  tokens: number,
  supervised: number,
  length: number,
): number {
  const body = bodyParameters(model) * tokens;
  const head = headParameters(model) * supervised;
  const attention = 12 * model.layers * model.heads * model.headDim * tokens * length;
  switch (method) {
    case 'full':
      return 6 * body + 6 * head + attention;
    case 'lora':
      return 4 * body + 4 * head + attention;
    case 'partial': {
      const share = Math.min(1, (h.partial?.lastBlocks ?? 1) / model.layers);
      return (2 + 4 * share) * body + 4 * head + attention * (1 / 3 + (2 / 3) * share);
    }
  }
}

/** Seconds of one step on this machine, calculated, not measured. */
export function guessSecondsPerStep(
  model: ModelSize,
  method: Method,
  h: Pick<Hyperparameters, 'lora' | 'partial'>,
  step: { tokens: number; supervised: number; length: number },
  hardware: Pick<Hardware, 'cores'>,
): number {
  const rate = FLOPS_PER_CORE * Math.max(1, Math.min(hardware.cores, USEFUL_CORES));
  const work = stepFlops(model, method, h, step.tokens, step.supervised, step.length) / rate;
  return work + trainableParameters(model, method, h) * SECONDS_PER_TRAINED_PARAMETER;
}
