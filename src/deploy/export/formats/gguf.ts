/** The merged model as one GGUF file with its tokenizer and chat template, for llama.cpp and the programs built on it. */
import { join } from 'node:path';
import { type GgufQuant, ggufModel, writeGguf } from '../../../engine/formats/gguf.js';
import { readModel } from '../../../models/open.js';
import { tokenizerJsonOf } from '../../../models/text-files.js';
import { textSignature } from '../../../models/text-signature.js';
import { mergedWeights } from '../merged.js';
import { QUANT_TOLERANCES } from '../tolerances.js';
import type { ExportFormatWriter, ExportSource, Variant } from '../types.js';

export const GGUF_FILE = 'model.gguf';
/** Half of float32, and hardly a difference; a quantised file is asked for by name. */
const DEFAULT_QUANT: GgufQuant = 'f16';

export const ggufFormat: ExportFormatWriter = {
  variants: async (source, { quant }) => [await ggufVariant(source, quant ?? DEFAULT_QUANT)],
  usage: () => ['```sh', `llama-cli -m ${GGUF_FILE} -cnv`, '```'],
};

const BYTES_PER_WEIGHT: Record<GgufQuant, number> = { f32: 4, f16: 2, q8_0: 34 / 32, q4_0: 18 / 32 };

/** Throws a `Problem` `tokenizer-not-exportable`, before anything is written. */
export async function ggufVariant(source: ExportSource, quant: GgufQuant): Promise<Variant> {
  const { base, name } = source;
  const { tokenizer, chatTemplate, config } = base;
  const text = {
    tokenizerJson: await tokenizerJsonOf(base),
    chatTemplate,
    bosId: tokenizer.bosId,
    endIds: tokenizer.endIds,
    padId: tokenizer.padId,
    addsBos: tokenizer.addsBos ?? false,
  };
  const numbers = [...base.weights.values()].reduce((sum, { length }) => sum + length, 0);
  const content = (weights = base.weights) => ggufModel({ name, config, weights, text, quant });
  // Refuses now what cannot be written.
  content();
  return {
    precision: quant.toUpperCase(),
    tolerance: QUANT_TOLERANCES[quant],
    // The largest matrix of a quantised file may have more bits than the rest.
    bytes: BYTES_PER_WEIGHT[quant] * numbers + config.vocab_size * (config.hidden_size + 200) + 1_000_000,
    write: (folder, onTensor) => writeGguf(join(folder, GGUF_FILE), content(mergedWeights(source)), onTensor),
    async reopen(folder) {
      const model = await readModel(join(folder, GGUF_FILE));
      return { model, text: textSignature(model) };
    },
  };
}
