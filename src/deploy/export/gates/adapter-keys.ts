/** Disk: refuses an adapter of which PEFT would silently leave something out: keys or shapes that belong to no target module of this base. */
import { readPeftAdapter } from '../../../engine/formats/peft.js';
import type { LlamaConfig } from '../../../engine/llama/config.js';
import type { ExportCheck, Learned } from '../types.js';

/** Reads the adapter on the way. Throws the `Problem`s of `readPeftAdapter`: `adapter-mismatch`, `non-finite-weights`, `unsupported-adapter`. */
export async function adapterKeys(
  folder: string,
  config: LlamaConfig,
): Promise<{ learned: Extract<Learned, { kind: 'adapter' }>; check: ExportCheck }> {
  const { adapter, spec } = await readPeftAdapter(folder, config);
  const check: ExportCheck = {
    code: 'adapter-keys',
    measured: 0,
    limit: 0,
    text: {
      en: `${adapter.size} adapter tensors, each of a target module (${spec.targetModules.join(', ')}) and in its shape; none that PEFT would ignore`,
      hi: `${adapter.size} adapter tensors, sab target modules (${spec.targetModules.join(', ')}) ke aur sahi shape mein; aisa koi nahi jo PEFT ignore kare`,
    },
  };
  return { learned: { kind: 'adapter', spec, values: adapter }, check };
}
