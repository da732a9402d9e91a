/** How GGUF names and orders the tensors of a Llama model, and how a checkpoint does. Pure. */

const OUTER: Record<string, string> = {
  'model.embed_tokens.weight': 'token_embd.weight',
  'model.norm.weight': 'output_norm.weight',
  'lm_head.weight': 'output.weight',
};

const IN_BLOCK: Record<string, string> = {
  'input_layernorm.weight': 'attn_norm.weight',
  'self_attn.q_proj.weight': 'attn_q.weight',
  'self_attn.k_proj.weight': 'attn_k.weight',
  'self_attn.v_proj.weight': 'attn_v.weight',
  'self_attn.o_proj.weight': 'attn_output.weight',
  'post_attention_layernorm.weight': 'ffn_norm.weight',
  'mlp.gate_proj.weight': 'ffn_gate.weight',
  'mlp.up_proj.weight': 'ffn_up.weight',
  'mlp.down_proj.weight': 'ffn_down.weight',
};

/** `model.layers.3.self_attn.q_proj.weight` -> `blk.3.attn_q.weight`; undefined for a name GGUF does not have. */
export function ggufName(checkpointName: string): string | undefined {
  const block = /^model\.layers\.(\d+)\.(.+)$/.exec(checkpointName);
  if (!block) return OUTER[checkpointName];
  const inner = IN_BLOCK[block[2] ?? ''];
  return inner && `blk.${block[1]}.${inner}`;
}

/**
 * GGUF turns pairs of neighbouring rows in RoPE, a checkpoint the two halves of a head, so the rows of q and k stand in another
 * order: checkpoint row h*D + c*D/2 + i is GGUF row h*D + 2*i + c (c = 0, 1; i < D/2; D = head size).
 * From checkpoint order to GGUF order. `weight` [heads * D, any number of columns], numbers or the bytes of quantised rows; for k, `heads` are
 * the key/value heads.
 */
export function permuteHeadRows<T extends Rows<T>>(weight: T, heads: number, headSize: number): T {
  return moveHeadRows(weight, heads, headSize, 'to-gguf');
}

/** From GGUF order to checkpoint order: the inverse of `permuteHeadRows`. */
export function unpermuteHeadRows<T extends Rows<T>>(weight: T, heads: number, headSize: number): T {
  return moveHeadRows(weight, heads, headSize, 'to-checkpoint');
}

/** A typed array. */
interface Rows<T> {
  readonly length: number;
  slice(): T;
  subarray(begin: number, end: number): T;
  set(source: T, offset: number): void;
}

function moveHeadRows<T extends Rows<T>>(
  weight: T,
  heads: number,
  headSize: number,
  direction: 'to-gguf' | 'to-checkpoint',
): T {
  const columns = weight.length / (heads * headSize);
  const half = headSize / 2;
  if (!Number.isInteger(columns) || !Number.isInteger(half))
    throw new RangeError(`${weight.length} values are not rows of ${heads} heads of the even size ${headSize}`);
  const moved = weight.slice();
  for (let head = 0; head < heads; head++) {
    for (let within = 0; within < headSize; within++) {
      const checkpointRow = head * headSize + within;
      const ggufRow = head * headSize + 2 * (within % half) + Math.floor(within / half);
      const [from, to] = direction === 'to-gguf' ? [checkpointRow, ggufRow] : [ggufRow, checkpointRow];
      moved.set(weight.subarray(from * columns, (from + 1) * columns), to * columns);
    }
  }
  return moved;
}
