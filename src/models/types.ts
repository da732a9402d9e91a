import type { LlamaConfig, Weights } from '../engine/llama/config.js';
import type { TextTokenizer } from '../engine/types.js';

/** A base or merged model opened from disk, ready for the engine. */
export interface OpenModel {
  id: string;
  path: string;
  config: LlamaConfig;
  /** Float32 whatever the file held. Tied models have no `lm_head.weight`. */
  weights: Weights;
  tokenizer: TextTokenizer;
  /** Jinja source, or null for a plain base model. */
  chatTemplate: string | null;
  /** Where its weights came from: float files, or which GGUF quantisation. */
  precision: string;
  /** SHA-256 of the weight file(s), to bind an adapter to its base. */
  fingerprint: string;
  /** Values for `adapter_config.json` and the model card. */
  nameOrPath: string;
}

/** Everything about a model but its weights: cheap to open (for checks, plans and token previews). */
export type ModelHead = Omit<OpenModel, 'weights'> & { totalParameters: number };
