/** Writes tensor expressions as an ONNX model. Field numbers are those of onnx.proto3. */
import { topologicalOrder } from './gradient.js';
import { Message } from './protobuf.js';
import { MICROSOFT, type NodeOptions, type NodeWriter } from './rule.js';
import { applyForm } from './rules.js';
import type { ElementType, OnnxAttribute, Tensor } from './tensor.js';

const OPSET = 18;
const IR_VERSION = 8;
/** Longer constants are not compared with each other; each belongs to one expression. */
const SHARED_CONSTANT = 64;
const ELEMENT_TYPE: Record<ElementType, number> = { float32: 1, int64: 7, float64: 11 };
const ATTRIBUTE_TYPE = { float: 1, int: 2, string: 3, ints: 7 } as const;

/** The bytes of a model that computes `outputs` by name from the inputs they need. */
export function toOnnx(outputs: ReadonlyMap<string, Tensor>): Uint8Array {
  const writer = new Writer(outputs);
  const graph = writer.write();
  const model = new Message().integer(1, IR_VERSION).string(2, 'vishesh').message(7, graph);
  model.message(8, new Message().string(1, '').integer(2, OPSET));
  model.message(8, new Message().string(1, MICROSOFT).integer(2, 1));
  return model.encode();
}

/** The inputs that the outputs need, in order of first use. */
export function inputsOf(outputs: Iterable<Tensor>): Tensor<'input'>[] {
  return topologicalOrder([...outputs]).filter(isInput);
}

const isInput = (tensor: Tensor): tensor is Tensor<'input'> => tensor.kind === 'input';
const isConstant = (tensor: Tensor): tensor is Tensor<'constant'> => tensor.kind === 'constant';
const isAuxiliary = (tensor: Tensor): tensor is Tensor<'auxiliary'> => tensor.kind === 'auxiliary';

class Writer implements NodeWriter {
  readonly #outputs: ReadonlyMap<string, Tensor>;
  readonly #names = new Map<Tensor, string>();
  readonly #auxiliaries = new Map<Tensor, Map<number, string>>();
  readonly #constants = new Map<string, string>();
  readonly #graph = new Message();
  readonly #initializers: Message[] = [];
  #fresh = 0;

  constructor(outputs: ReadonlyMap<string, Tensor>) {
    this.#outputs = outputs;
  }

  write(): Message {
    const order = topologicalOrder([...this.#outputs.values()]);
    for (const tensor of order) this.#name(tensor);
    for (const tensor of order) applyForm(tensor, this, this.nameOf(tensor));
    for (const [name, tensor] of this.#outputs) this.node('Identity', [this.nameOf(tensor)], { outputs: [name] });
    this.#graph.string(2, 'vishesh');
    for (const initializer of this.#initializers) this.#graph.message(5, initializer);
    for (const tensor of order.filter(isInput)) {
      const { name, dims } = tensor.attributes;
      this.#graph.message(11, valueInfo(name, tensor.type, dims));
    }
    for (const [name, tensor] of this.#outputs) this.#graph.message(12, valueInfo(name, tensor.type));
    return this.#graph;
  }

  readonly nameOf = (tensor: Tensor): string => {
    const name = this.#names.get(tensor);
    if (name === undefined) throw new Error(`expression ${tensor.kind} has no name yet`);
    return name;
  };

  node(opType: string, inputs: readonly string[], options: NodeOptions = {}): string {
    const outputs = options.outputs ?? [this.#freshName()];
    const node = new Message();
    for (const name of inputs) node.string(1, name);
    for (const name of outputs) node.string(2, name);
    node.string(4, opType);
    for (const [name, value] of Object.entries(options.attributes ?? {})) node.message(5, attribute(name, value));
    if (options.domain) node.string(7, options.domain);
    this.#graph.message(1, node);
    return outputs[0] ?? '';
  }

  floats(values: readonly number[], shape: readonly number[], like: Tensor): string {
    return this.#constant(values, shape, like.type);
  }

  ints(values: readonly number[]): string {
    return this.#constant(values, [values.length], 'int64');
  }

  outputsOf(tensor: Tensor, name: string): string[] {
    const wanted = this.#auxiliaries.get(tensor) ?? new Map<number, string>();
    const last = Math.max(0, ...wanted.keys());
    return Array.from({ length: last + 1 }, (_, index) => (index === 0 ? name : (wanted.get(index) ?? '')));
  }

  #name(tensor: Tensor): void {
    if (isInput(tensor)) this.#names.set(tensor, tensor.attributes.name);
    else if (isConstant(tensor))
      this.#names.set(tensor, this.#constant(tensor.attributes.values, tensor.shape, tensor.type));
    else if (isAuxiliary(tensor)) this.#names.set(tensor, this.#auxiliaryName(tensor));
    else this.#names.set(tensor, this.#freshName());
  }

  #auxiliaryName(tensor: Tensor<'auxiliary'>): string {
    const of = tensor.inputs[0] ?? tensor;
    const names = this.#auxiliaries.get(of) ?? new Map<number, string>();
    const name = names.get(tensor.attributes.index) ?? this.#freshName();
    this.#auxiliaries.set(of, names.set(tensor.attributes.index, name));
    return name;
  }

  #constant(values: ArrayLike<number>, shape: readonly number[], type: ElementType): string {
    const key = values.length > SHARED_CONSTANT ? undefined : `${type}[${shape.join()}]${Array.from(values).join()}`;
    const known = key === undefined ? undefined : this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.#freshName();
    const initializer = new Message();
    for (const size of shape) initializer.integer(1, size);
    initializer.integer(2, ELEMENT_TYPE[type]).string(8, name).bytes(9, rawData(values, type));
    this.#initializers.push(initializer);
    if (key !== undefined) this.#constants.set(key, name);
    return name;
  }

  #freshName(): string {
    this.#fresh += 1;
    return `t${this.#fresh}`;
  }
}

function rawData(values: ArrayLike<number>, type: ElementType): Uint8Array {
  if (type === 'float32') return new Uint8Array(Float32Array.from(values).buffer);
  if (type === 'float64') return new Uint8Array(Float64Array.from(values).buffer);
  return new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
}

function attribute(name: string, value: OnnxAttribute): Message {
  const message = new Message().string(1, name);
  if ('float' in value) return message.float(2, value.float).integer(20, ATTRIBUTE_TYPE.float);
  if ('int' in value) return message.integer(3, value.int).integer(20, ATTRIBUTE_TYPE.int);
  if ('string' in value) return message.string(4, value.string).integer(20, ATTRIBUTE_TYPE.string);
  for (const number of value.ints) message.integer(8, number);
  return message.integer(20, ATTRIBUTE_TYPE.ints);
}

/** Outputs carry no shape: the runtime infers it, and a dynamic axis has only a nominal size here. */
function valueInfo(name: string, type: ElementType, dims?: readonly (number | string)[]): Message {
  const tensorType = new Message().integer(1, ELEMENT_TYPE[type]);
  if (dims !== undefined) {
    const shape = new Message();
    for (const size of dims)
      shape.message(1, typeof size === 'number' ? new Message().integer(1, size) : new Message().string(2, size));
    tensorType.message(2, shape);
  }
  return new Message().string(1, name).message(2, new Message().message(1, tensorType));
}
