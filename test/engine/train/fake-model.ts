/** A model whose loss is a parabola around each row's target, with exact gradients, and an AdamW written straight from the paper. */
import type { Optimizer, OptimizerState } from '../../../src/engine/train/types.js';
import type { Batch, TokenizedExample, TrainableModel } from '../../../src/engine/types.js';

/** A row of `length` tokens; the last `supervised` are trained. Its first token is its target value. */
export function row(line: number, length: number, supervised = 1, target = line): TokenizedExample {
  const ids = new Int32Array(length).fill(target);
  const trained = new Uint8Array(length);
  trained.fill(1, length - supervised);
  return { line, ids, trained };
}

export function makeBatch(rows: TokenizedExample[]): Batch {
  const supervisedOf = (r: TokenizedExample): number => r.trained.reduce((n, t) => n + t, 0);
  return {
    rows,
    length: Math.max(...rows.map((r) => r.ids.length)),
    tokens: rows.reduce((n, r) => n + r.ids.length, 0),
    supervised: rows.reduce((n, r) => n + supervisedOf(r), 0),
  };
}

export interface FakeModel extends TrainableModel {
  /** Lines of every batch that was trained, and the dropout seeds. */
  seen: number[][];
  dropoutSeeds: number[];
}

/**
 * Loss per supervised token: 0.5 * (w0 - target/10)^2 + noise(dropoutSeed) * w1; the noise makes results depend on the seed.
 * `spoil(call)` may replace the loss of one call.
 */
export function fakeModel(spoil: (call: number) => number | undefined = () => undefined): FakeModel {
  const w = new Float32Array([3, 0.5]);
  const seen: number[][] = [];
  const dropoutSeeds: number[] = [];
  const evaluate = (batch: Batch, noise: number) => {
    const rowLossSums = new Float64Array(batch.rows.length);
    const rowSupervised = new Int32Array(batch.rows.length);
    const gradient = new Float32Array(2);
    for (const [i, r] of batch.rows.entries()) {
      const n = r.trained.reduce((sum, t) => sum + t, 0);
      const distance = w[0]! - r.ids[0]! / 10;
      rowLossSums[i] = n * (0.5 * distance * distance + noise * w[1]!);
      rowSupervised[i] = n;
      gradient[0]! += n * distance;
      gradient[1]! += n * noise;
    }
    const lossSum = rowLossSums.reduce((sum, x) => sum + x, 0);
    return { lossSum, supervised: batch.supervised, rowLossSums, rowSupervised, gradient };
  };
  return {
    spec: { method: 'full' },
    trainable: new Map([['w', w]]),
    shapes: new Map([['w', [2]]]),
    trainableParameters: 2,
    totalParameters: 2,
    seen,
    dropoutSeeds,
    async lossAndGradients(batch, dropoutSeed) {
      seen.push(batch.rows.map((r) => r.line));
      dropoutSeeds.push(dropoutSeed);
      const { gradient, ...loss } = evaluate(batch, (dropoutSeed % 1000) / 10000);
      const spoiled = spoil(seen.length);
      return { ...loss, lossSum: spoiled ?? loss.lossSum, gradients: new Map([['w', gradient]]) };
    },
    async loss(batch) {
      const { gradient: _, ...loss } = evaluate(batch, 0);
      return loss;
    },
    async predict(batch) {
      return new Int32Array(batch.supervised);
    },
    async release() {},
  };
}

/** AdamW without decay (Kingma and Ba, 2015, algorithm 1), in the simplest form. */
export function plainAdam(
  parameters: Map<string, Float32Array>,
  beta1 = 0.9,
  beta2 = 0.999,
  epsilon = 1e-8,
): Optimizer {
  const zeros = (): Map<string, Float32Array> =>
    new Map([...parameters].map(([name, p]) => [name, new Float32Array(p.length)]));
  let state: OptimizerState = { steps: 0, first: zeros(), second: zeros() };
  return {
    step(gradients, rate, scale) {
      state.steps++;
      for (const [name, p] of parameters) {
        const m = state.first.get(name)!;
        const v = state.second.get(name)!;
        const g = gradients.get(name)!;
        for (let i = 0; i < p.length; i++) {
          const gi = g[i]! * scale;
          m[i] = beta1 * m[i]! + (1 - beta1) * gi;
          v[i] = beta2 * v[i]! + (1 - beta2) * gi * gi;
          const mHat = m[i]! / (1 - beta1 ** state.steps);
          const vHat = v[i]! / (1 - beta2 ** state.steps);
          p[i] = p[i]! - (rate * mHat) / (Math.sqrt(vHat) + epsilon);
        }
      }
    },
    state: () => state,
    restore(saved) {
      state = structuredClone(saved);
    },
  };
}
