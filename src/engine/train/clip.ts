/** Clipping by the global gradient norm (Pascanu et al., 2013; torch.nn.utils.clip_grad_norm_), and summing gradients. */
import { addInto } from './float-kernels.js';

export { gradientNorm } from './float-kernels.js';

/** What to multiply every gradient with so that its norm is at most `maxNorm`; the 1e-6 is PyTorch's. */
export function clipScale(norm: number, maxNorm: number): number {
  return Math.min(1, maxNorm / (norm + 1e-6));
}

/** target += source, elementwise, for every parameter. The first source's arrays become the target's. */
export function addGradients(target: Map<string, Float32Array>, source: ReadonlyMap<string, Float32Array>): void {
  for (const [name, values] of source) {
    const sum = target.get(name);
    if (sum === undefined) target.set(name, values);
    else addInto(sum, values);
  }
}
