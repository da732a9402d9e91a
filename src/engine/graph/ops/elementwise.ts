/** Operations on every element, with NumPy's broadcasting. Gradients keep the broadcast shape; the walk sums them back. */
import { type FormTable, MICROSOFT, type OnnxForm, type RuleTable } from '../rule.js';
import { GraphError, makeTensor, type OpKind, sameShape, type Tensor } from '../tensor.js';
import { scalar } from './source.js';

type Elementwise = 'add' | 'sub' | 'mul' | 'sigmoid' | 'silu';

/** The common shape of two operands: axes are aligned at the end, and size 1 stretches. */
export function broadcastShape(kind: OpKind, a: Tensor, b: Tensor): number[] {
  const rank = Math.max(a.shape.length, b.shape.length);
  const shape: number[] = [];
  for (let axis = -rank; axis < 0; axis++) {
    const [m, n] = [a.shape.at(axis) ?? 1, b.shape.at(axis) ?? 1];
    if (m !== n && m !== 1 && n !== 1) throw new GraphError(kind, [a, b], 'shapes do not broadcast');
    shape.push(Math.max(m, n));
  }
  return shape;
}

function binary<K extends 'add' | 'sub' | 'mul'>(kind: K, a: Tensor, b: Tensor): Tensor {
  if (a.type !== b.type) throw new GraphError(kind, [a, b], 'element types differ');
  return makeTensor<'add' | 'sub' | 'mul'>(kind, [a, b], {}, broadcastShape(kind, a, b), a.type);
}

export const add = (a: Tensor, b: Tensor): Tensor => binary('add', a, b);
export const sub = (a: Tensor, b: Tensor): Tensor => binary('sub', a, b);

/** Product. A factor that is only stretched is taken unstretched, and a factor of one is dropped: the seed of a sum costs nothing. */
export function mul(a: Tensor, b: Tensor): Tensor {
  const [x, y] = [unstretched(a, b), unstretched(b, a)];
  if (isOne(y)) return x;
  if (isOne(x)) return y;
  return binary('mul', x, y);
}

/** `x * factor` for a plain number. */
export const scale = (x: Tensor, factor: number): Tensor => mul(x, scalar(factor, x.type));

function unstretched(x: Tensor, other: Tensor): Tensor {
  const source = x.kind === 'expand' ? x.inputs[0] : undefined;
  if (source === undefined || other.kind === 'expand') return x;
  return sameShape(broadcastShape('mul', x, other), other.shape) ? unstretched(source, other) : x;
}

function isOne(x: Tensor): boolean {
  return x.kind === 'constant' && x.shape.length === 0 && 'values' in x.attributes && x.attributes.values[0] === 1;
}

export const sigmoid = (x: Tensor): Tensor => makeTensor('sigmoid', [x], {}, x.shape, x.type);

/** x * sigmoid(x) (Elfwing et al., 2017), also called swish. */
export const silu = (x: Tensor): Tensor => makeTensor('silu', [x], {}, x.shape, x.type);

export const elementwiseRules: RuleTable<Elementwise> = {
  add: (_, dout) => [dout, dout],
  sub: (_, dout) => [dout, scale(dout, -1)],
  mul: (y, dout) => {
    const [a, b] = pair(y);
    return [mul(dout, b), mul(dout, a)];
  },
  // d sigmoid = y - y^2
  sigmoid: (y, dout) => [mul(dout, sub(y, mul(y, y)))],
  // d silu = s + y - s y with s = sigmoid(x)
  silu: (y, dout) => {
    const s = sigmoid(first(y));
    return [mul(dout, sub(add(s, y), mul(s, y)))];
  },
};

const plain =
  (opType: string): OnnxForm<Elementwise> =>
  (t, to, name) =>
    to.node(opType, t.inputs.map(to.nameOf), { outputs: [name] });

export const elementwiseForms: FormTable<Elementwise> = {
  add: plain('Add'),
  sub: plain('Sub'),
  mul: plain('Mul'),
  sigmoid: plain('Sigmoid'),
  // QuickGelu with alpha 1 is SiLU in one pass.
  silu: (t, to, name) => {
    const options = { outputs: [name], domain: MICROSOFT, attributes: { alpha: { float: 1 } } };
    to.node('QuickGelu', t.inputs.map(to.nameOf), options);
  },
};

/** The only input of an operation that has one (or the first of several). */
export function first(t: Tensor): Tensor {
  const x = t.inputs[0];
  if (x === undefined) throw new GraphError(t.kind, t.inputs, 'no input', t.layer);
  return x;
}

/** The first two inputs. */
export function pair(t: Tensor): [Tensor, Tensor] {
  const [a, b] = t.inputs;
  if (a === undefined || b === undefined) throw new GraphError(t.kind, t.inputs, 'needs two inputs', t.layer);
  return [a, b];
}
