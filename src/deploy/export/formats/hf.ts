/** The merged model as a folder that transformers, and whatever reads its layout, opens by its path. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSafetensors } from '../../../engine/formats/safetensors.js';
import { requireTensor, tensorList } from '../../../engine/llama/tensors.js';
import type { TextTokenizer } from '../../../engine/types.js';
import { listedEnds } from '../../../models/generation-config.js';
import { readModel } from '../../../models/open.js';
import { textFiles } from '../../../models/text-files.js';
import { textSignature } from '../../../models/text-signature.js';
import { mergedWeights } from '../merged.js';
import { SAME_LOGITS } from '../tolerances.js';
import type { ExportFormatWriter, ExportSource, Variant } from '../types.js';

const TYPES = {
  F32: { name: 'float32', bytes: 4 },
  F16: { name: 'float16', bytes: 2 },
  BF16: { name: 'bfloat16', bytes: 2 },
} as const;
type Type = keyof typeof TYPES;

/** The base's own type first; float32 when rounding to it would change the answers more than float32 arithmetic does. */
export const hfFormat: ExportFormatWriter = {
  async variants(source) {
    const { precision } = source.base;
    const own: Type[] = precision === 'F16' || precision === 'BF16' ? [precision] : [];
    return [...own, 'F32' as const].map((type) => variant(source, type));
  },
  usage: () => [
    '```python',
    'from transformers import AutoModelForCausalLM, AutoTokenizer',
    'model = AutoModelForCausalLM.from_pretrained(".")',
    'tokenizer = AutoTokenizer.from_pretrained(".")',
    '```',
  ],
};

function variant(source: ExportSource, type: Type): Variant {
  const { config } = source.base;
  const numbers = tensorList(config).reduce((sum, { shape }) => sum + shape.reduce((n, size) => n * size, 1), 0);
  return {
    precision: type,
    tolerance: SAME_LOGITS,
    bytes: TYPES[type].bytes * numbers + 20_000_000,
    async write(folder, onTensor) {
      for (const [name, bytes] of await textFiles(source.base, TYPES[type].name)) {
        onTensor();
        await writeFile(join(folder, name), bytes, { flush: true });
      }
      const weights = mergedWeights(source);
      const tensors = tensorList(config).map((tensor) => ({ ...tensor, data: requireTensor(weights, tensor) }));
      onTensor();
      await writeSafetensors(join(folder, 'model.safetensors'), tensors, { dtype: type });
    },
    async reopen(folder) {
      const model = await readModel(folder);
      return { model, text: { ...textSignature(model), endIds: await endIds(folder, model.tokenizer) } };
    },
  };
}

/** Those at which transformers will stop, not those that our own reader finds in the template as well. */
async function endIds(folder: string, tokenizer: TextTokenizer): Promise<number[]> {
  const listed = listedEnds(await readFile(join(folder, 'generation_config.json')));
  return listed.filter((id) => tokenizer.tokenOf(id) !== undefined);
}
