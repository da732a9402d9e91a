/** Compares the gradients of a graph with central differences of sum(y * dout), in float64. */
import { expect } from 'vitest';
import { Random } from '../../../src/base/random.js';
import { gradients } from '../../../src/engine/graph/gradient.js';
import { toOnnx } from '../../../src/engine/graph/onnx.js';
import { input } from '../../../src/engine/graph/ops/source.js';
import { type Feed, feed, openSession } from '../../../src/engine/graph/session.js';
import { elementCount, type Tensor } from '../../../src/engine/graph/tensor.js';

export type Build = (a: Tensor, b: Tensor, c: Tensor, ...more: Tensor[]) => Tensor;

const STEP = 1e-5;
export const TOLERANCE = 1e-6;

/**
 * Values are random normal numbers of the given shapes. Every element of every value is checked.
 * `feeds` are for inputs that `build` makes itself (indices). A value that the output does not depend on must have a null gradient.
 */
export async function expectGradients(
  shapes: number[][],
  build: Build,
  feeds: Record<string, Feed> = {},
): Promise<void> {
  const random = new Random(7);
  const normal = (n: number) => Float64Array.from({ length: n }, () => random.normal());
  const arrays = shapes.map((shape) => normal(elementCount(shape)));
  const values = shapes.map((shape, i) => input(`x${i}`, shape, 'float64'));
  const y = build(...(values as [Tensor, Tensor, Tensor]));
  const dout = normal(elementCount(y.shape));
  const results = gradients(y, values, input('dout', y.shape, 'float64'));

  const all: Record<string, Feed> = { ...feeds };
  for (const [i, array] of arrays.entries()) all[`x${i}`] = feed(array, shapes[i]!);
  const forward = await openSession(toOnnx(new Map([['y', y]])), { threads: 1, fusions: false });
  const used = new Set(topFeeds(y));
  const needed = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  const weighted = async () => {
    const result = (await forward.run(needed)).get('y')!;
    return dout.reduce((sum, weight, i) => sum + weight * result[i]!, 0);
  };
  const outputs = new Map(results.flatMap((g, i) => (g === null ? [] : [[`g${i}`, g] as const])));
  expect(outputs.size, 'no value has a gradient').toBeGreaterThan(0);
  const backward = await openSession(toOnnx(outputs), { threads: 2, fusions: false });
  const backNeeds = new Set([...outputs.values()].flatMap(topFeeds));
  const backFeeds = Object.fromEntries(
    Object.entries({ ...all, dout: feed(dout, [...y.shape]) }).filter(([name]) => backNeeds.has(name)),
  );
  const computed = await backward.run(backFeeds);

  for (const [i, array] of arrays.entries()) {
    const gradient = computed.get(`g${i}`);
    if (gradient) expect(gradient.length).toBe(array.length);
    for (let j = 0; j < array.length; j++) {
      const kept = array[j]!;
      array[j] = kept + STEP;
      const above = used.has(`x${i}`) ? await weighted() : 0;
      array[j] = kept - STEP;
      const below = used.has(`x${i}`) ? await weighted() : 0;
      array[j] = kept;
      const expected = (above - below) / (2 * STEP);
      const found = gradient?.[j] ?? 0;
      const error = Math.abs(found - expected) / Math.max(1, Math.abs(expected));
      expect(error, `value ${i}, element ${j}: rule ${found}, differences ${expected}`).toBeLessThan(TOLERANCE);
    }
  }
  await forward.release();
  await backward.release();
}

function topFeeds(tensor: Tensor): string[] {
  const names: string[] = [];
  const seen = new Set<Tensor>();
  const stack = [tensor];
  for (let t = stack.pop(); t !== undefined; t = stack.pop()) {
    if (seen.has(t)) continue;
    seen.add(t);
    if (t.kind === 'input' && 'name' in t.attributes) names.push(t.attributes.name);
    stack.push(...t.inputs);
  }
  return names;
}
