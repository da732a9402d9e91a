/** The adapter as PEFT's folder: adapter_config.json and adapter_model.safetensors. */
import { basename, dirname } from 'node:path';
import { readPeftAdapter, writePeftAdapter } from '../../../engine/formats/peft.js';
import { neededAdapter } from '../merged.js';
import { SAME_LOGITS } from '../tolerances.js';
import type { ExportFormatWriter } from '../types.js';

export const peftFormat: ExportFormatWriter = {
  async variants(source) {
    const { spec, values } = neededAdapter(source);
    const { config, weights, nameOrPath, fingerprint } = source.base;
    return [
      {
        precision: 'F32',
        tolerance: SAME_LOGITS,
        bytes: adapterBytes(values),
        write: (folder) =>
          writePeftAdapter(folder, { adapter: values, spec, baseNameOrPath: nameOrPath, baseFingerprint: fingerprint }),
        async reopen(folder) {
          const read = await readPeftAdapter(folder, config);
          return { model: { config, weights, adapter: { spec: read.spec, values: read.adapter } }, text: null };
        },
      },
    ];
  },
  usage: ({ base }) => [
    '```python',
    'from peft import PeftModel',
    'from transformers import AutoModelForCausalLM',
    `base = AutoModelForCausalLM.from_pretrained(${pretrained(base.nameOrPath)})`,
    'model = PeftModel.from_pretrained(base, ".")',
    '```',
    // The same name may stand for finer weights there than those that the adapter was trained on.
    ...(base.precision.startsWith('GGUF')
      ? [
          '',
          `The adapter was trained on the ${base.precision} weights of the base; on others its answers differ a little.`,
        ]
      : []),
  ],
};

/** A GGUF file is opened by its folder and its name. */
function pretrained(nameOrPath: string): string {
  if (!/\.gguf$/i.test(nameOrPath)) return JSON.stringify(nameOrPath);
  return `${JSON.stringify(dirname(nameOrPath))}, gguf_file=${JSON.stringify(basename(nameOrPath))}`;
}

export function adapterBytes(values: ReadonlyMap<string, Float32Array>): number {
  const numbers = [...values.values()].reduce((sum, { length }) => sum + length, 0);
  // Beside the numbers: headers, names and the card.
  return 4 * numbers + 200_000;
}
