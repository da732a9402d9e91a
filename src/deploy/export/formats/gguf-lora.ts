/** The adapter as a GGUF file that llama.cpp lays over the base at load time, and a Modelfile that does so in Ollama. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shellQuoted } from '../../../base/shell-quoted.js';
import { ggufAdapter, readGgufAdapter, writeGguf } from '../../../engine/formats/gguf.js';
import { isKnownModel } from '../../../models/resolve.js';
import { neededAdapter } from '../merged.js';
import { checkedModelfile } from '../modelfile.js';
import { SAME_LOGITS } from '../tolerances.js';
import type { ExportFormatWriter, ExportSource } from '../types.js';
import { adapterBytes } from './peft.js';

export const ADAPTER_FILE = 'adapter.gguf';
/** The base is not part of the export; the Modelfile expects it under this name. */
const BASE_FILE = 'base.gguf';

/** What the command line finds the base by: its name where it is one of the program's own, else where it lies. */
const calledBy = ({ id, path }: ExportSource['base']): string => (isKnownModel(id) ? id : shellQuoted(path));

export const ggufLoraFormat: ExportFormatWriter = {
  async variants(source) {
    const { spec, values } = neededAdapter(source);
    const { config, weights } = source.base;
    const { text: modelfile, checks } = checkedModelfile(source, { from: BASE_FILE, adapter: ADAPTER_FILE });
    return [
      {
        precision: 'F32',
        tolerance: SAME_LOGITS,
        bytes: adapterBytes(values),
        async write(folder, onTensor) {
          const content = ggufAdapter({ name: source.name, config, spec, adapter: values });
          await writeGguf(join(folder, ADAPTER_FILE), content, onTensor);
          await writeFile(join(folder, 'Modelfile'), modelfile, { flush: true });
        },
        async reopen(folder) {
          const { adapter, alpha } = await readGgufAdapter(join(folder, ADAPTER_FILE), config, spec);
          // As llama.cpp computes it: alpha / R, whatever the adapter was trained with.
          return {
            model: { config, weights, adapter: { spec: { ...spec, alpha, rsLora: false }, values: adapter } },
            text: null,
            checks,
          };
        },
      },
    ];
  },
  usage: ({ base }) => [
    'The base model as GGUF, once:',
    '',
    '```sh',
    `vishesh export ${calledBy(base)} --format gguf --out base && mv base/model.gguf ${BASE_FILE}`,
    '```',
    '',
    '```sh',
    `llama-cli -m ${BASE_FILE} --lora ${ADAPTER_FILE} -cnv`,
    `ollama create NAME -f Modelfile   # with ${BASE_FILE} beside it`,
    '```',
  ],
};
