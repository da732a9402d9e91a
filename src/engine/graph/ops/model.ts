/** The larger operations of a transformer, each with a gradient derived by hand because it is cheaper than that of its parts. */
import { type FormTable, MICROSOFT, type NodeWriter, type RuleTable } from '../rule.js';
import { axisSize, GraphError, makeTensor, type Tensor } from '../tensor.js';
import { add, first, mul, pair, scale, sub } from './elementwise.js';
import { scatterAdd } from './lookup.js';
import { reduceSum } from './shape.js';
import { auxiliary, filledLike } from './source.js';

type Model = 'softmax' | 'rmsNorm' | 'rotary' | 'crossEntropy';

/** Softmax over the last axis. */
export const softmax = (x: Tensor): Tensor => makeTensor('softmax', [x], {}, x.shape, x.type);

/** x / sqrt(mean(x^2) + epsilon) * weight over the last axis (Zhang and Sennrich, 2019). x [n, h], weight [h]. */
export function rmsNorm(x: Tensor, weight: Tensor, epsilon: number): Tensor {
  if (weight.shape.length !== 1 || weight.shape[0] !== x.shape.at(-1))
    throw new GraphError('rmsNorm', [x, weight], 'the weight must fit the last axis');
  return makeTensor('rmsNorm', [x, weight], { epsilon }, x.shape, x.type);
}

/** Cosines and sines of the rotation angles, [t, headDim / 2], and the sines negated (for the gradient). */
export interface RotaryTable {
  cos: Tensor;
  sin: Tensor;
  negativeSin: Tensor;
}

/**
 * Rotary position embedding (Su et al., 2021), pairs (i, i + headDim / 2) as in Hugging Face checkpoints. x [b, t, heads * headDim];
 * row t of the table belongs to position t.
 */
export function rotary(x: Tensor, table: RotaryTable, headDim: number): Tensor {
  if (x.shape.length !== 3 || axisSize(x, 2) % headDim !== 0 || table.cos.shape[1] !== headDim / 2)
    throw new GraphError(
      'rotary',
      [x, table.cos],
      `needs [b, t, heads * ${headDim}] and a table of [t, ${headDim / 2}]`,
    );
  return makeTensor('rotary', [x, table.cos, table.sin, table.negativeSin], { headDim }, x.shape, x.type);
}

/** -log softmax(logits)[target] for every row, in nats. logits [s, v], targets int64 [s, 1] -> [s, 1]. */
export function crossEntropy(logits: Tensor, targets: Tensor): Tensor {
  if (targets.shape.length !== 2 || targets.shape[1] !== 1)
    throw new GraphError('crossEntropy', [logits, targets], 'targets must be [s, 1]');
  return makeTensor('crossEntropy', [logits, targets, softmax(logits)], {}, [axisSize(logits, 0), 1], logits.type);
}

export const modelRules: RuleTable<Model> = {
  // dx = y (dout - sum(dout y))
  softmax: (y, dout) => [mul(y, sub(dout, reduceSum(mul(dout, y), [-1])))],
  // With r = 1 / rms: dx = r dout w - x r^2 / h sum(dout y);  dw = sum over rows of dout x r
  rmsNorm: (y, dout) => {
    const [x, weight] = pair(y);
    const r = auxiliary(y, 1, [...x.shape.slice(0, -1), 1]);
    const along = mul(scale(mul(r, r), -1 / axisSize(x, -1)), reduceSum(mul(dout, y), [-1]));
    const dx = add(mul(mul(dout, weight), r), mul(x, along));
    return [dx, mul(dout, mul(x, r))];
  },
  // A rotation's transpose turns the other way: the same operation with the sine negated.
  rotary: (y, dout) => {
    const [, cos, sin, negativeSin] = y.inputs;
    if (cos === undefined || sin === undefined || negativeSin === undefined)
      throw new GraphError('rotary', y.inputs, 'needs four inputs', y.layer);
    return [rotary(dout, { cos, sin: negativeSin, negativeSin: sin }, y.attributes.headDim), null, null, null];
  },
  // dlogits = (softmax - onehot(target)) dout: one subtracted at the target, nothing else touched.
  crossEntropy: (y, dout) => {
    const [logits, targets, probabilities] = y.inputs;
    if (logits === undefined || targets === undefined || probabilities === undefined)
      throw new GraphError('crossEntropy', y.inputs, 'needs three inputs', y.layer);
    const minusOne = filledLike(targets, -1, y.type);
    return [mul(scatterAdd(probabilities, targets, minusOne, 1), dout), null, null];
  },
};

export const modelForms: FormTable<Model> = {
  softmax: (t, to, name) =>
    to.node('Softmax', t.inputs.map(to.nameOf), { outputs: [name], attributes: { axis: { int: -1 } } }),
  // The second output is 1 / rms of every row.
  rmsNorm: (t, to, name) => {
    if (t.type !== 'float32') return spelledOutRmsNorm(t, to, name);
    const attributes = { axis: { int: -1 }, epsilon: { float: t.attributes.epsilon } };
    to.node('SimplifiedLayerNormalization', t.inputs.map(to.nameOf), { outputs: to.outputsOf(t, name), attributes });
  },
  rotary: (t, to, name) => {
    const [x, cos, sin] = t.inputs.map(to.nameOf);
    if (x === undefined || cos === undefined || sin === undefined) return;
    if (t.type !== 'float32') return spelledOutRotary(t, to, name);
    const inputs = [x, to.ints([0]), cos, sin];
    to.node('RotaryEmbedding', inputs, { outputs: [name], domain: MICROSOFT });
  },
  // log sum exp = max - log(largest probability), because the largest probability is 1 / sum(exp(x - max)).
  crossEntropy: (t, to, name) => {
    const [logits, targets, probabilities] = t.inputs.map(to.nameOf);
    if (logits === undefined || targets === undefined || probabilities === undefined) return;
    const last = to.ints([-1]);
    const largest = to.node('ReduceMax', [logits, last]);
    const logSum = to.node('Sub', [largest, to.node('Log', [to.node('ReduceMax', [probabilities, last])])]);
    const atTarget = to.node('GatherElements', [logits, targets], { attributes: { axis: { int: 1 } } });
    to.node('Sub', [logSum, atTarget], { outputs: [name] });
  },
};

/** The norm in plain operations: the fused kernel computes 1 / rms in float32 only. */
function spelledOutRmsNorm(t: Tensor<'rmsNorm'>, to: NodeWriter, name: string): void {
  const [x, weight] = t.inputs.map(to.nameOf);
  if (x === undefined || weight === undefined) return;
  const sum = to.node('ReduceSum', [to.node('Mul', [x, x]), to.ints([-1])]);
  const mean = to.node('Div', [sum, to.floats([axisSize(t, -1)], [], t)]);
  const rms = to.node('Sqrt', [to.node('Add', [mean, to.floats([t.attributes.epsilon], [], t)])]);
  const r = to.node('Reciprocal', [rms], { outputs: [to.outputsOf(t, name)[1] || `${name}.r`] });
  to.node('Mul', [to.node('Mul', [x, r]), weight], { outputs: [name] });
}

/** The rotation in plain operations, for element types without the fused kernel: x cos + (-x2, x1) sin. */
function spelledOutRotary(t: Tensor<'rotary'>, to: NodeWriter, name: string): void {
  const [b, length, width] = first(t).shape;
  const [x, cos, sin] = t.inputs.map(to.nameOf);
  const { headDim } = t.attributes;
  if (b === undefined || length === undefined || width === undefined) return;
  if (x === undefined || cos === undefined || sin === undefined) return;
  const heads = to.node('Reshape', [x, to.ints([b, length, width / headDim, headDim])]);
  const half = (from: number) =>
    to.node('Slice', [heads, to.ints([from]), to.ints([from + headDim / 2]), to.ints([3])]);
  const table = (values: string) => to.node('Reshape', [values, to.ints([1, length, 1, headDim / 2])]);
  const [x1, x2, c, s] = [half(0), half(headDim / 2), table(cos), table(sin)];
  const y1 = to.node('Sub', [to.node('Mul', [x1, c]), to.node('Mul', [x2, s])]);
  const y2 = to.node('Add', [to.node('Mul', [x2, c]), to.node('Mul', [x1, s])]);
  const joined = to.node('Concat', [y1, y2], { attributes: { axis: { int: 3 } } });
  to.node('Reshape', [joined, to.ints([b, length, width])], { outputs: [name] });
}
