/** AdamW over a model's trainable parameters. */
import type { Optimizer, OptimizerState } from '../../engine/train/types.js';
import type { TrainableModel } from '../../engine/types.js';

interface AdamSettings {
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
}

export function optimizerFor({ trainable, shapes }: TrainableModel, settings: AdamSettings): Optimizer {
  const { beta1, beta2, epsilon, weightDecay } = settings;
  const zeros = (): Map<string, Float32Array> =>
    new Map([...trainable].map(([name, values]) => [name, new Float32Array(values.length)]));
  let state: OptimizerState = { steps: 0, first: zeros(), second: zeros() };
  return {
    step(gradients, rate, scale) {
      state.steps++;
      const [c1, c2] = [1 - beta1 ** state.steps, 1 - beta2 ** state.steps];
      for (const [name, p] of trainable) {
        const [g, m, v] = [gradients.get(name), state.first.get(name), state.second.get(name)];
        if (g === undefined || m === undefined || v === undefined) continue;
        const decay = (shapes.get(name)?.length ?? 1) > 1 ? weightDecay : 0;
        for (let i = 0; i < p.length; i++) {
          const gi = (g[i] as number) * scale;
          const mi = beta1 * (m[i] as number) + (1 - beta1) * gi;
          const vi = beta2 * (v[i] as number) + (1 - beta2) * gi * gi;
          m[i] = mi;
          v[i] = vi;
          p[i] = (p[i] as number) * (1 - rate * decay) - (rate * (mi / c1)) / (Math.sqrt(vi / c2) + epsilon);
        }
      }
    },
    state: () => state,
    restore(saved) {
      state = saved;
    },
  };
}
