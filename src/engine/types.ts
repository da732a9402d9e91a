/**
 * What the parts of the engine hand to each other.
 * Axis letters everywhere: B batch, T time (padded length), S supervised positions, V vocabulary, H hidden, I intermediate,
 * N query heads, K key/value heads, D head size, R LoRA rank.
 */

/** One example as tokens. `trained[t]` is 1 when token t is a target of the loss (it is predicted from tokens before it). */
export interface TokenizedExample {
  /** Line of the user's file. */
  line: number;
  ids: Int32Array; // [t]
  trained: Uint8Array; // [t]
}

/** A padded batch; see `makeBatch`. Padding stands on the right and never changes a loss. */
export interface Batch {
  rows: TokenizedExample[];
  /** Padded length T (a bucket size). */
  length: number;
  /** Number of real (unpadded) tokens. */
  tokens: number;
  /** Number of supervised positions S over all rows. */
  supervised: number;
}

export interface BatchLoss {
  /** Sum (not mean) of the cross-entropy over supervised positions, in nats. */
  lossSum: number;
  supervised: number;
  /** The same per row, in the batch's order. */
  rowLossSums: Float64Array; // [B]
  rowSupervised: Int32Array; // [B]
}

export interface BatchGradients extends BatchLoss {
  /** d(lossSum)/d(parameter), keyed like `trainable`. */
  gradients: Map<string, Float32Array>;
}

/** Which parameters learn. */
export type TrainableSpec =
  | { method: 'full' }
  | { method: 'partial'; lastBlocks: number }
  | { method: 'lora'; rank: number; alpha: number; rsLora: boolean; targetModules: string[]; dropout: number };

/** A model ready to be trained: engine/llama/trainable-model.ts makes it. `lossAndGradients` blocks the thread while it computes. */
export interface TrainableModel {
  readonly spec: TrainableSpec;
  /**
   * The learning parameters, updated in place by the optimizer. Full and partial: checkpoint names. LoRA: PEFT's names without prefix,
   * `model.layers.0.self_attn.q_proj.lora_A.weight` [R, in] and `...lora_B.weight` [out, R].
   */
  readonly trainable: Map<string, Float32Array>;
  readonly shapes: Map<string, number[]>;
  readonly trainableParameters: number;
  readonly totalParameters: number;
  /** `dropoutSeed` makes the LoRA dropout masks; the same seed gives the same masks. */
  lossAndGradients(batch: Batch, dropoutSeed: number): Promise<BatchGradients>;
  /** Without dropout and without gradients. */
  loss(batch: Batch): Promise<BatchLoss>;
  /** The likeliest token at every supervised position [S], in the batch's order, by the weights as they are now; a few rows at most. */
  predict(batch: Batch): Promise<Int32Array>;
  release(): Promise<void>;
}

/** Turns text into ids and back. Special tokens in a user's text are never recognised unless `allowSpecial`. */
export interface TextTokenizer {
  readonly vocabSize: number;
  /** `restore` is applied to the ordinary stretches between special tokens before they are encoded (see engine/text/shield.ts). */
  encode(text: string, options?: { allowSpecial?: boolean; restore?: (text: string) => string }): number[];
  decode(ids: readonly number[], options?: { skipSpecial?: boolean }): string;
  idOf(token: string): number | undefined;
  tokenOf(id: number): string | undefined;
  /** Ids that end a turn or a text (from config, generation config and the chat template). */
  readonly endIds: readonly number[];
  readonly bosId: number | null;
  readonly padId: number;
  /** Whether this tokenizer puts `bosId` before a plain text. A chat template writes it itself. */
  readonly addsBos?: boolean;
  /** The special tokens, for cutting a rendered chat at them. */
  readonly specialTokens?: readonly { id: number; content: string; lstrip: boolean; rstrip: boolean }[];
  isSpecial(id: number): boolean;
}
