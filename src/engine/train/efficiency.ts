/**
 * How much of the machine's arithmetic training uses: useful FLOPs per second, by those of a large matrix product in the same process.
 * Comparable between machines, and between quiet and busy ones, where tokens per second are not.
 */
import { toOnnx } from '../graph/onnx.js';
import { matmul } from '../graph/ops/matmul.js';
import { input } from '../graph/ops/source.js';
import { feed, openSession } from '../graph/session.js';
import type { LlamaConfig } from '../llama/config.js';
import { EMBEDDING, headName, tensorList } from '../llama/tensors.js';
import type { TrainableSpec } from '../types.js';

export interface StepWork {
  /** Real tokens of the step, without padding, and how many of them are supervised. */
  tokens: number;
  supervised: number;
  /** Tokens of a row, for attention. */
  length: number;
}

/**
 * FLOPs that a training step cannot do without (Kaplan et al., 2020, appendix B, with attention as in PaLM's appendix B): forward
 * 2 and backward 4 per parameter and token; LoRA needs no gradient of the frozen weights, which leaves 2 of the backward's 4.
 * The head works on supervised positions only. Partial training: backward only through its blocks is counted as in full for those.
 */
export function usefulFlops(
  config: LlamaConfig,
  spec: TrainableSpec,
  { tokens, supervised, length }: StepWork,
): number {
  const head = config.vocab_size * config.hidden_size;
  const body = tensorList(config)
    .filter(({ name }) => name !== EMBEDDING && name !== headName(config))
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
  const attention = 12 * config.num_attention_heads * config.head_dim * tokens * length;
  const layers = config.num_hidden_layers;
  switch (spec.method) {
    case 'full':
      return 6 * (body * tokens + head * supervised) + layers * attention;
    case 'lora':
      return 4 * (body * tokens + head * supervised) + layers * attention;
    case 'partial': {
      const trained = Math.min(1, spec.lastBlocks / layers);
      const forward = (2 * body + (layers * attention) / (3 * tokens)) * tokens;
      return forward * (1 + 2 * trained) + 4 * head * supervised;
    }
  }
}

const ROOF_SIZE = 1024;
const ROOF_RUNS = 200;

/** FLOPs per second of the best of 200 products of 1024 x 1024 matrices, or of as many as `limitMs` allows. */
export async function matmulRoof(threads: number, limitMs = Number.POSITIVE_INFINITY): Promise<number> {
  const shape = [ROOF_SIZE, ROOF_SIZE];
  const [a, b] = [input('a', shape, 'float32'), input('b', shape, 'float32')];
  const session = await openSession(toOnnx(new Map([['c', matmul(a, b)]])), { threads });
  const values = (): Float32Array => Float32Array.from({ length: ROOF_SIZE ** 2 }, (_, i) => ((i * 31) % 17) / 17);
  const feeds = { a: feed(values(), shape), b: feed(values(), shape) };
  let best = Number.POSITIVE_INFINITY;
  const begin = performance.now();
  for (let run = 0; run < ROOF_RUNS && performance.now() - begin < limitMs; run++) {
    const start = performance.now();
    await session.run(feeds);
    best = Math.min(best, performance.now() - start);
  }
  await session.release();
  return (2 * ROOF_SIZE ** 3) / (best / 1000);
}
