/** Reverse-mode differentiation: expressions for d(output)/d(value), made by walking the output's expressions backwards once. */
import { add } from './ops/elementwise.js';
import { expand, sumTo } from './ops/shape.js';
import { scalar } from './ops/source.js';
import { applyRule } from './rules.js';
import { GraphError, type Tensor } from './tensor.js';

/** Every expression that the outputs need, inputs before users. Iterative: a deep model must not end the stack. */
export function topologicalOrder(outputs: readonly Tensor[]): Tensor[] {
  const order: Tensor[] = [];
  const state = new Map<Tensor, 'open' | 'done'>();
  const stack = [...outputs].reverse();
  for (let tensor = stack.at(-1); tensor !== undefined; tensor = stack.at(-1)) {
    if (!state.has(tensor)) {
      state.set(tensor, 'open');
      for (const input of [...tensor.inputs].reverse()) if (!state.has(input)) stack.push(input);
      continue;
    }
    stack.pop();
    if (state.get(tensor) === 'done') continue;
    state.set(tensor, 'done');
    order.push(tensor);
  }
  return order;
}

/**
 * d(sum(output * seed))/d(value) for every value, in its shape; null where the output does not depend on it.
 * `seed` defaults to ones. Throws GraphError when a rule breaks its promise, naming operation, shapes and layer.
 */
export function gradients(output: Tensor, values: readonly Tensor[], seed?: Tensor): (Tensor | null)[] {
  const order = topologicalOrder([output]);
  const onPath = new Set(values);
  for (const tensor of order) if (tensor.inputs.some((input) => onPath.has(input))) onPath.add(tensor);

  const douts = new Map<Tensor, Tensor>([[output, seed ?? expand(scalar(1, output.type), output.shape)]]);
  for (const tensor of order.reverse()) {
    const dout = douts.get(tensor);
    if (dout === undefined || !onPath.has(tensor) || tensor.inputs.length === 0) continue;
    const dinputs = applyRule(tensor, dout);
    if (dinputs.length !== tensor.inputs.length)
      throw new GraphError(tensor.kind, tensor.inputs, `its rule gave ${dinputs.length} gradients`, tensor.layer);
    for (const [i, input] of tensor.inputs.entries()) {
      const dinput = dinputs[i];
      if (dinput === undefined || dinput === null || !onPath.has(input)) continue;
      const summed = sumTo(dinput, input.shape);
      const before = douts.get(input);
      douts.set(input, before === undefined ? summed : add(before, summed));
    }
  }
  return values.map((value) => (onPath.has(value) ? (douts.get(value) ?? null) : null));
}
