/** A GGUF file and the Modelfile that makes an Ollama model of it, with the prompts of training. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkedModelfile } from '../modelfile.js';
import type { ExportFormatWriter } from '../types.js';
import { GGUF_FILE, ggufVariant } from './gguf.js';

export const ollamaFormat: ExportFormatWriter = {
  async variants(source, { quant }) {
    const { text, checks } = checkedModelfile(source, { from: GGUF_FILE, adapter: null });
    const variant = await ggufVariant(source, quant ?? 'q8_0');
    return [
      {
        ...variant,
        async write(folder, onTensor) {
          await variant.write(folder, onTensor);
          await writeFile(join(folder, 'Modelfile'), text, { flush: true });
        },
        reopen: async (folder) => ({ ...(await variant.reopen(folder)), checks }),
      },
    ];
  },
  usage: () => ['```sh', 'ollama create NAME -f Modelfile', 'ollama run NAME', '```'],
};
