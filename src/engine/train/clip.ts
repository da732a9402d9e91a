/** The global gradient norm and clipping by it (Pascanu et al., 2013; torch.nn.utils.clip_grad_norm_). */

/** sqrt of the sum of all squares, summed in float64. NaN or Infinity when any gradient is. */
export function gradientNorm(gradients: ReadonlyMap<string, Float32Array>): number {
  let total = 0;
  for (const gradient of gradients.values()) {
    let sum = 0;
    for (let i = 0; i < gradient.length; i++) {
      const g = gradient[i] as number;
      sum += g * g;
    }
    total += sum;
  }
  return Math.sqrt(total);
}

/** What to multiply every gradient with so that its norm is at most `maxNorm`; the 1e-6 is PyTorch's. */
export function clipScale(norm: number, maxNorm: number): number {
  return Math.min(1, maxNorm / (norm + 1e-6));
}

/** target += source, elementwise, for every parameter. */
export function addGradients(target: Map<string, Float32Array>, source: ReadonlyMap<string, Float32Array>): void {
  for (const [name, values] of source) {
    const sum = target.get(name);
    if (sum === undefined) target.set(name, values);
    else for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (values[i] as number);
  }
}
