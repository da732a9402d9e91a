import type { Localized } from '../../base/localized.js';
import type { PromptFormat } from '../../data/prompt-format.js';
import type { GgufQuant } from '../../engine/formats/gguf.js';
import type { Weights } from '../../engine/llama/config.js';
import type { LogitsModel } from '../../engine/llama/logits.js';
import type { LoraSpec } from '../../engine/llama/lora.js';
import type { TextSignature } from '../../models/text-signature.js';
import type { OpenModel } from '../../models/types.js';

export type { ExportFormat } from './names.js';
export type { GgufQuant };

/** What a job put on top of its base; a base model by itself has nothing. */
export type Learned =
  | { kind: 'nothing' }
  | { kind: 'adapter'; spec: LoraSpec; values: ReadonlyMap<string, Float32Array> }
  | { kind: 'weights'; changed: Weights };

/** Everything that an export is made of. */
export interface ExportSource {
  /** Name of the tuned model, or of the base. */
  name: string;
  base: OpenModel;
  learned: Learned;
  promptFormat: PromptFormat;
  /** A served answer of this kind should not vary: classification, for example. */
  greedy: boolean;
  /** What training saw of tokenizer and template; null when that was not recorded. */
  trainedText: TextSignature | null;
  /** Token ids of a few held-out texts, by which the export is compared; asked for once tokenizer and template are known to be right. */
  samples(): readonly (readonly number[])[];
  /** The model card, or null when there is no report. */
  card: string | null;
}

/** One thing that was checked before the export was kept, with what was measured and what was allowed. */
export interface ExportCheck {
  code: string;
  measured: number;
  /** The largest (or, for `differs-from-base`, smallest) value allowed. */
  limit: number;
  text: Localized;
}

/** How far the logits of an export may be from those of base and adapter: the largest difference, or the mean one beside their spread. */
export type Tolerance = { kind: 'max'; limit: number } | { kind: 'mean-to-spread'; limit: number };

/** An export as another program would find it: what its files say, read back. */
export interface Reopened {
  model: LogitsModel;
  /** Null where the format has no text side (an adapter). */
  text: TextSignature | null;
  checks?: ExportCheck[];
}

/** One way to write a format. When its logits are too far off, the next one is tried. */
export interface Variant {
  /** `F32`, `Q8_0`: for the person and the model card. */
  precision: string;
  tolerance: Tolerance;
  /** About so many bytes will be written. */
  bytes: number;
  /** Fills an empty folder; `onTensor` may throw to stop. */
  write(folder: string, onTensor: () => void): Promise<void>;
  reopen(folder: string): Promise<Reopened>;
}

export interface FormatOptions {
  /** Null: the format's own choice. */
  quant: GgufQuant | null;
}

export interface ExportFormatWriter {
  /** Throws a `Problem` when this source cannot be written so. */
  variants(source: ExportSource, options: FormatOptions): Promise<Variant[]>;
  /** Lines of the README on how to use the files. */
  usage(source: ExportSource): string[];
}
