/** What every operation has beside its shape: a gradient rule, and its form as ONNX nodes. Each file in `ops/` holds both, side by side. */
import type { OnnxAttribute, OpKind, Tensor } from './tensor.js';

/**
 * From d(loss)/d(result), `dout`, to d(loss)/d(input) for every input in order; null says "no gradient" (indices, constants).
 * A gradient may still have the broadcast shape; the walk sums it back to the input's.
 */
export type GradientRule<K extends OpKind> = (tensor: Tensor<K>, dout: Tensor) => readonly (Tensor | null)[];

/** Writes the nodes of one expression. `name` is the name that its result must have. */
export type OnnxForm<K extends OpKind> = (tensor: Tensor<K>, to: NodeWriter, name: string) => void;

export interface NodeWriter {
  /** The name of an input's value. */
  nameOf(tensor: Tensor): string;
  /** Adds a node and returns its first output's name. `outputs` defaults to one fresh name. */
  node(opType: string, inputs: readonly string[], options?: NodeOptions): string;
  /** A constant of the tensor's floating type (or int64), shared when equal. */
  floats(values: readonly number[], shape: readonly number[], like: Tensor): string;
  ints(values: readonly number[]): string;
  /** Names for all outputs of an expression's node: its result and those auxiliary ones that are used ('' for the others). */
  outputsOf(tensor: Tensor, name: string): string[];
}

export interface NodeOptions {
  outputs?: readonly string[];
  domain?: string;
  attributes?: Record<string, OnnxAttribute>;
}

/** The rules of one file of operations. */
export type RuleTable<K extends OpKind> = { [P in K]: GradientRule<P> };
export type FormTable<K extends OpKind> = { [P in K]: OnnxForm<P> };

export const MICROSOFT = 'com.microsoft';
