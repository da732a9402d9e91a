/** The two tables over all operations. They are total by type: an operation without a rule or a form does not compile. */
import { elementwiseForms, elementwiseRules } from './ops/elementwise.js';
import { lookupForms, lookupRules } from './ops/lookup.js';
import { matmulForms, matmulRules } from './ops/matmul.js';
import { modelForms, modelRules } from './ops/model.js';
import { shapeForms, shapeRules } from './ops/shape.js';
import { sourceForms, sourceRules } from './ops/source.js';
import type { GradientRule, NodeWriter, OnnxForm } from './rule.js';
import type { OpKind, Tensor } from './tensor.js';

export const gradientRules: { [K in OpKind]: GradientRule<K> } = {
  ...sourceRules,
  ...elementwiseRules,
  ...shapeRules,
  ...matmulRules,
  ...lookupRules,
  ...modelRules,
};

export const onnxForms: { [K in OpKind]: OnnxForm<K> } = {
  ...sourceForms,
  ...elementwiseForms,
  ...shapeForms,
  ...matmulForms,
  ...lookupForms,
  ...modelForms,
};

export function applyRule<K extends OpKind>(tensor: Tensor<K>, dout: Tensor): readonly (Tensor | null)[] {
  return gradientRules[tensor.kind](tensor, dout);
}

export function applyForm<K extends OpKind>(tensor: Tensor<K>, to: NodeWriter, name: string): void {
  onnxForms[tensor.kind](tensor, to, name);
}
