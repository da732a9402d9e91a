/** A tuned tiny model as the source of an export, and folders to export it to. */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../../src/base/random.js';
import type { ExportSource, Learned } from '../../../src/deploy/export/types.js';
import { initAdapter, type LoraSpec } from '../../../src/engine/llama/lora.js';
import { blockTensors } from '../../../src/engine/llama/tensors.js';
import { encodeExample } from '../../../src/models/encode-example.js';
import { openModel } from '../../../src/models/open.js';
import { textSignature } from '../../../src/models/text-signature.js';
import type { OpenModel } from '../../../src/models/types.js';
import { tinyModelFolder } from '../../support/tiny-model-folder.js';

export const SPEC: LoraSpec = {
  method: 'lora',
  rank: 4,
  alpha: 8,
  rsLora: false,
  dropout: 0,
  targetModules: ['q_proj', 'k_proj', 'v_proj', 'down_proj'],
};

export interface ExportWorld {
  folder: string;
  source: ExportSource;
  /** Names in the folder that do not belong to the base model. */
  left(): Promise<string[]>;
  remove(): Promise<void>;
}

export async function exportWorld(): Promise<ExportWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-export-'));
  const base = await openModel(await tinyModelFolder(join(folder, 'base')), { home: join(folder, 'home') });
  const promptFormat = { kind: 'chat', system: 'Answer east or north.' } as const;
  const samples = ['the rain', 'another user on the bus', 'in an inn 42'].map((input, line) => [
    ...encodeExample(base, promptFormat, { line, input, output: 'east' }).ids,
  ]);
  const source: ExportSource = {
    name: 'tiny-tuned',
    base,
    learned: tunedAdapter(base),
    promptFormat,
    greedy: true,
    trainedText: textSignature(base),
    samples: () => samples,
    card: null,
  };
  return {
    folder,
    source,
    left: async () => (await readdir(folder)).filter((name) => name !== 'base' && name !== 'home').sort(),
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** B not zero: a model that answers otherwise than its base. */
export function tunedAdapter({ config }: OpenModel, size = 0.3): Extract<Learned, { kind: 'adapter' }> {
  const values = initAdapter(config, SPEC, 1);
  const random = new Random(3);
  for (const [name, array] of values)
    if (name.endsWith('lora_B.weight')) for (let i = 0; i < array.length; i++) array[i] = size * random.normal();
  return { kind: 'adapter', spec: SPEC, values };
}

/** The last block changed, as partial training leaves it. */
export function changedBlock({ config, weights }: OpenModel): Learned {
  const random = new Random(4);
  const changed = new Map(
    blockTensors(config, 1).map(({ name }) => [
      name,
      (weights.get(name) ?? new Float32Array()).map((x) => x + 0.1 * random.normal()),
    ]),
  );
  return { kind: 'weights', changed };
}
