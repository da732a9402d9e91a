/** Where expressions begin: fed values and constants. None has a gradient of its own. */
import type { FormTable, RuleTable } from '../rule.js';
import { type ElementType, elementCount, GraphError, makeTensor, type OnnxAttribute, type Tensor } from '../tensor.js';

/** A value fed at run time. A string in `dims` names a dynamic axis; `nominal` is the size used for shape arithmetic. */
export function input(name: string, dims: readonly (number | string)[], type: ElementType, nominal = 1): Tensor {
  const shape = dims.map((size) => (typeof size === 'number' ? size : nominal));
  return makeTensor('input', [], { name, dims }, shape, type);
}

export function constant(values: ArrayLike<number>, shape: readonly number[], type: ElementType): Tensor {
  if (values.length !== elementCount(shape))
    throw new GraphError('constant', [], `${values.length} values for [${shape}]`);
  return makeTensor('constant', [], { values }, shape, type);
}

export const scalar = (value: number, type: ElementType): Tensor => constant([value], [], type);

/** `value` everywhere, in the run-time shape of `like`. */
export const filledLike = (like: Tensor, value: number, type: ElementType): Tensor =>
  makeTensor('filledLike', [like], { value }, like.shape, type);

/** Another output of `of`'s operation, kept for its gradient. */
export const auxiliary = (of: Tensor, index: number, shape: readonly number[]): Tensor =>
  makeTensor('auxiliary', [of], { index }, shape, of.type);

/** Any ONNX operation with one result, for graphs that are only run forward (decoding). Differentiating it is an error. */
export function custom(
  opType: string,
  inputs: readonly Tensor[],
  result: { shape: readonly number[]; type: ElementType; domain?: string; attributes?: Record<string, OnnxAttribute> },
): Tensor {
  const attributes = { opType, domain: result.domain ?? '', attributes: result.attributes ?? {} };
  return makeTensor('custom', inputs, attributes, result.shape, result.type);
}

export const sourceRules: RuleTable<'input' | 'constant' | 'filledLike' | 'auxiliary' | 'custom'> = {
  input: () => [],
  constant: () => [],
  filledLike: () => [null],
  auxiliary: () => [null],
  custom: (t) => {
    throw new GraphError('custom', t.inputs, `${t.attributes.opType} has no gradient`, t.layer);
  },
};

export const sourceForms: FormTable<'input' | 'constant' | 'filledLike' | 'auxiliary' | 'custom'> = {
  // The writer declares inputs, constants and auxiliary outputs itself.
  input: () => undefined,
  constant: () => undefined,
  auxiliary: () => undefined,
  filledLike: (t, to, name) => {
    const shape = to.node('Shape', t.inputs.map(to.nameOf));
    const value = to.floats([t.attributes.value], [], t);
    to.node('Expand', [value, shape], { outputs: [name] });
  },
  custom: (t, to, name) => {
    const { opType, domain, attributes } = t.attributes;
    to.node(opType, t.inputs.map(to.nameOf), { outputs: to.outputsOf(t, name), domain, attributes });
  },
};
