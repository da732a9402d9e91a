/** Matrix products. Linear layers keep the checkpoint's [out, in] layout, so most products transpose their second factor. */
import { type FormTable, MICROSOFT, type RuleTable } from '../rule.js';
import { axisSize, GraphError, makeTensor, type OpAttributes, type Tensor } from '../tensor.js';
import { pair } from './elementwise.js';

export interface MatmulOptions {
  transA?: boolean;
  transB?: boolean;
  /** The product is multiplied by this number. */
  alpha?: number;
}

/** alpha * a' b', where ' transposes the last two axes when asked. Leading axes broadcast. a [..., m, k], b [..., k, n] -> [..., m, n]. */
export function matmul(a: Tensor, b: Tensor, options: MatmulOptions = {}): Tensor {
  const attributes = withDefaults(options);
  return makeTensor('matmul', [a, b], attributes, productShape('matmul', a, b, attributes), a.type);
}

/** alpha * a' b' + c for matrices, in one pass over the result. */
export function matmulAdd(a: Tensor, b: Tensor, c: Tensor, options: MatmulOptions = {}): Tensor {
  const attributes = withDefaults(options);
  const shape = productShape('matmulAdd', a, b, attributes);
  if (shape.length !== 2 || c.shape[0] !== shape[0] || c.shape[1] !== shape[1])
    throw new GraphError('matmulAdd', [a, b, c], "needs matrices, and c of the product's shape");
  return makeTensor('matmulAdd', [a, b, c], attributes, shape, a.type);
}

const withDefaults = (o: MatmulOptions): OpAttributes['matmul'] => ({
  transA: o.transA ?? false,
  transB: o.transB ?? false,
  alpha: o.alpha ?? 1,
});

function productShape(kind: 'matmul' | 'matmulAdd', a: Tensor, b: Tensor, o: OpAttributes['matmul']): number[] {
  if (a.shape.length < 2 || b.shape.length < 2) throw new GraphError(kind, [a, b], 'needs two axes or more');
  if (a.type !== b.type) throw new GraphError(kind, [a, b], 'element types differ');
  const [m, k] = o.transA ? [axisSize(a, -1), axisSize(a, -2)] : [axisSize(a, -2), axisSize(a, -1)];
  const [l, n] = o.transB ? [axisSize(b, -1), axisSize(b, -2)] : [axisSize(b, -2), axisSize(b, -1)];
  if (k !== l) throw new GraphError(kind, [a, b], `inner sizes ${k} and ${l} differ`);
  const rank = Math.max(a.shape.length, b.shape.length);
  const lead: number[] = [];
  for (let axis = -rank; axis < -2; axis++) {
    const [x, y] = [a.shape.at(axis) ?? 1, b.shape.at(axis) ?? 1];
    if (x !== y && x !== 1 && y !== 1) throw new GraphError(kind, [a, b], 'leading axes do not broadcast');
    lead.push(Math.max(x, y));
  }
  return [...lead, m, n];
}

/** With y = alpha A' B': dA' = alpha dout B'^T and dB' = alpha A'^T dout, each written so that no factor is transposed in memory. */
function productGradients(y: Tensor<'matmul'> | Tensor<'matmulAdd'>, dout: Tensor): [Tensor, Tensor] {
  const { transA, transB, alpha } = y.attributes;
  const [a, b] = pair(y);
  const da = transA
    ? matmul(b, dout, { transA: transB, transB: true, alpha })
    : matmul(dout, b, { transB: !transB, alpha });
  const db = transB
    ? matmul(dout, a, { transA: true, transB: transA, alpha })
    : matmul(a, dout, { transA: !transA, alpha });
  return [da, db];
}

export const matmulRules: RuleTable<'matmul' | 'matmulAdd'> = {
  matmul: (y, dout) => productGradients(y, dout),
  matmulAdd: (y, dout) => [...productGradients(y, dout), dout],
};

export const matmulForms: FormTable<'matmul' | 'matmulAdd'> = {
  matmul: (t, to, name) => {
    const { transA, transB, alpha } = t.attributes;
    const inputs = t.inputs.map(to.nameOf);
    if (!transA && !transB && alpha === 1) return void to.node('MatMul', inputs, { outputs: [name] });
    const attributes = { transA: { int: Number(transA) }, transB: { int: Number(transB) }, alpha: { float: alpha } };
    to.node('FusedMatMul', inputs, { outputs: [name], domain: MICROSOFT, attributes });
  },
  matmulAdd: (t, to, name) => {
    const { transA, transB, alpha } = t.attributes;
    const attributes = { transA: { int: Number(transA) }, transB: { int: Number(transB) }, alpha: { float: alpha } };
    to.node('Gemm', t.inputs.map(to.nameOf), { outputs: [name], attributes });
  },
};
