/**
 * The whole model's loss and gradients as one graph for one (batch, length). The embedding lookup and its gradient's scatter stay
 * outside (they are copies of rows, cheap in JavaScript and free of races); the head sees supervised positions only, in chunks.
 */
import { gradients } from '../graph/gradient.js';
import { add, mul } from '../graph/ops/elementwise.js';
import { selectRows } from '../graph/ops/lookup.js';
import { matmul, matmulAdd } from '../graph/ops/matmul.js';
import { crossEntropy } from '../graph/ops/model.js';
import { concat, reduceSum, split } from '../graph/ops/shape.js';
import { input } from '../graph/ops/source.js';
import { type ElementType, inLayer, type Tensor } from '../graph/tensor.js';
import type { TrainableSpec } from '../types.js';
import type { LlamaConfig } from './config.js';
import { block, causalSequences, linear, type ModelParts, norm } from './layers.js';
import { type AdaptedLinear, adaptedLinears, type LoraSpec, loraScaling } from './lora.js';
import { trainableTensors } from './parameters.js';
import { blockLinears, headName, tensorList } from './tensors.js';

export interface TrainingGraphOptions {
  config: LlamaConfig;
  spec: TrainableSpec;
  batch: number;
  length: number;
  /** Parts of the head, each with its own inputs `rows.c`, `targets.c`, `inverse.c`, `taken.c` and output `losses.c`. */
  chunks: number;
  type: ElementType;
  /** With gradients of the loss sum; without, no dropout either. */
  training: boolean;
}

/** Where hidden states enter, [B*T, H]: rows of the embedding, looked up by the caller. */
export const EMBEDDED = 'embedded';
export const gradientOf = (name: string): string => `gradient:${name}`;

/** Size used in shape arithmetic for the number of supervised positions, which is only known when a batch is fed. */
const NOMINAL_ROWS = 8191;

/** Outputs by name: `losses.c` [S, 1] for every chunk and, when training, `gradient:<name>` for every learning tensor. */
export function trainingGraph(options: TrainingGraphOptions): Map<string, Tensor> {
  const { config, spec, training } = options;
  const inputs = modelInputs(options);
  const hidden = hiddenStates(inputs.embedded, inputs.parts, options);
  const losses = Array.from({ length: options.chunks }, (_, c) => headLosses(hidden, c, inputs.parts, options));
  const outputs = new Map(losses.map((loss, c) => [`losses.${c}`, loss]));
  if (!training) return outputs;

  const total = losses.map((loss) => reduceSum(loss, [0, 1])).reduce(add);
  // The embedding's own rows are added by the caller; what the graph gives for it is the head's part, if it has one.
  const learning = trainableTensors(config, spec).map((t) => t.name);
  const values = new Map(learning.filter(inputs.used).map((name) => [name, inputs.tensor(name)]));
  if (spec.method === 'full') values.set(EMBEDDED, inputs.embedded);
  const results = gradients(total, [...values.values()]);
  for (const [i, name] of [...values.keys()].entries()) {
    const gradient = results[i];
    if (gradient) outputs.set(gradientOf(name), gradient);
  }
  return outputs;
}

/** Blocks, bottom to top: [B*T, H] -> [B*T, H]. The final norm belongs to the head, which sees fewer rows. */
export function hiddenStates(embedded: Tensor, m: ModelParts, shape: { batch: number; length: number }): Tensor {
  const sequences = causalSequences(m.config, shape.batch, shape.length, m.type);
  let x = embedded;
  for (let layer = 0; layer < m.config.num_hidden_layers; layer++) x = block(x, layer, m, sequences);
  return x;
}

/** Cross-entropy of one chunk of supervised positions, [S, 1]. */
function headLosses(hidden: Tensor, chunk: number, m: ModelParts, o: TrainingGraphOptions): Tensor {
  const positions = o.batch * o.length;
  return inLayer('head', () => {
    const rows = input(`rows.${chunk}`, [`s${chunk}`], 'int64', NOMINAL_ROWS);
    const targets = input(`targets.${chunk}`, [`s${chunk}`, 1], 'int64', NOMINAL_ROWS);
    const inverse = input(`inverse.${chunk}`, [positions], 'int64');
    const taken = input(`taken.${chunk}`, [positions, 1], m.type);
    const selected = norm(selectRows(hidden, rows, inverse, taken), 'model.norm', m); // [S, H]
    return crossEntropy(linear(selected, m.weight(headName(m.config))), targets); // logits [S, V]
  });
}

export interface ModelInputs {
  embedded: Tensor;
  parts: ModelParts;
  tensor(name: string): Tensor;
  /** Whether a tensor has become an input (a tied checkpoint has no separate head; an untied embedding is only looked up). */
  used(name: string): boolean;
}

/** The graph's inputs, made when first asked for, and linear layers with the adapter of `spec` beside them when it has one. */
export function modelInputs(options: Omit<TrainingGraphOptions, 'chunks'>): ModelInputs {
  const { config, spec, batch, length, type, training } = options;
  const shapes = new Map([...tensorList(config), ...trainableTensors(config, spec)].map((t) => [t.name, t.shape]));
  const made = new Map<string, Tensor>();
  const tensor = (name: string): Tensor => {
    const known = made.get(name) ?? input(name, shapes.get(name) ?? [], type);
    made.set(name, known);
    return known;
  };
  const weight = tensor;
  const plain: ModelParts['project'] = (x, modules) => modules.map((name) => linear(x, weight(`${name}.weight`)));
  const project = spec.method === 'lora' ? adaptedProject(config, spec, tensor, plain, training) : plain;
  return {
    embedded: input(EMBEDDED, [batch * length, config.hidden_size], type),
    parts: { config, type, weight, project },
    tensor,
    used: (name) => made.has(name),
  };
}

/** The name of a dropout mask (zeros and 1 / (1 - p)): linear layers that share an input share the mask. */
export const dropoutMask = (module: string): string => `dropout:${module}`;

/** W x + scaling * B A x. Layers that share x read it once: their A matrices are stacked. */
function adaptedProject(
  config: LlamaConfig,
  spec: LoraSpec,
  tensor: (name: string) => Tensor,
  plain: ModelParts['project'],
  training: boolean,
): ModelParts['project'] {
  const adapted = new Map(adaptedLinears(config, spec).map((l) => [l.module, l]));
  const scaling = loraScaling(spec);
  return (x, modules) => {
    const pairs = modules.map((name) => adapted.get(name));
    const touched = pairs.filter((l): l is AdaptedLinear => l !== undefined);
    const first = touched[0];
    if (first === undefined) return plain(x, modules);
    const dropped = training && spec.dropout > 0 ? mul(x, input(dropoutMask(first.module), x.shape, x.type)) : x;
    const stackedA = concat(
      touched.map((l) => tensor(l.a.name)),
      0,
    ); // [sum of R, in]
    const low = split(
      linear(dropped, stackedA),
      1,
      touched.map(() => spec.rank),
    ); // [n, R] each
    return modules.map((name, i) => {
      const base = matmul(x, tensor(`${name}.weight`), { transB: true });
      const pair = pairs[i];
      const down = pair === undefined ? undefined : low[touched.indexOf(pair)];
      if (pair === undefined || down === undefined) return base;
      return matmulAdd(down, tensor(pair.b.name), base, { transB: true, alpha: scaling });
    });
  };
}

/** Dropout masks that a training graph wants, with their width. */
export function dropoutMasks(config: LlamaConfig, spec: TrainableSpec): { name: string; width: number }[] {
  if (spec.method !== 'lora' || spec.dropout === 0) return [];
  const shared = [
    ['self_attn.q_proj', 'self_attn.k_proj', 'self_attn.v_proj'],
    ['self_attn.o_proj'],
    ['mlp.gate_proj', 'mlp.up_proj'],
    ['mlp.down_proj'],
  ];
  const adapted = new Set(adaptedLinears(config, spec).map((l) => l.module));
  const widths = new Map(blockLinears(config).map((l) => [l.module, l.inSize]));
  return Array.from({ length: config.num_hidden_layers }, (_, layer) =>
    shared.flatMap((modules) => {
      const module = modules.find((name) => adapted.has(`model.layers.${layer}.${name}`));
      return module === undefined
        ? []
        : [{ name: dropoutMask(`model.layers.${layer}.${module}`), width: widths.get(module) ?? 0 }];
    }),
  ).flat();
}

/** Sizes of the head's parts for S supervised positions: as even as can be, none with more than `most` rows. */
export function headChunks(supervised: number, most: number): number[] {
  const parts = Math.max(1, Math.ceil(supervised / most));
  return Array.from(
    { length: parts },
    (_, c) => Math.floor(((c + 1) * supervised) / parts) - Math.floor((c * supervised) / parts),
  );
}

/** Rows of logits whose memory (three copies of them) stays near 300 MB. */
export const mostHeadRows = (config: LlamaConfig): number => Math.max(64, Math.floor(25_165_824 / config.vocab_size));
