/** A job that has succeeded, without its training: the folder as a runner leaves it, with an adapter that answers otherwise than the base. */
import { Random } from '../../src/base/random.js';
import { writeChangedWeights } from '../../src/engine/formats/changed-weights.js';
import { writePeftAdapter } from '../../src/engine/formats/peft.js';
import { initAdapter, type LoraSpec } from '../../src/engine/llama/lora.js';
import { openEventLog } from '../../src/jobs/event-log.js';
import { createJob, jobPaths } from '../../src/jobs/folder.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { openModel } from '../../src/models/open.js';
import { textSignature } from '../../src/models/text-signature.js';
import { type TinyHome, tinySpec, tinySplit } from './tiny-job.js';

/** Gives the job's spec. `status`: its last event. */
export async function finishedJob(
  world: TinyHome,
  changes: Partial<JobSpec> = {},
  status: 'succeeded' | 'cancelled' = 'succeeded',
): Promise<JobSpec> {
  const base = await openModel(world.model, { home: world.home });
  const split = tinySplit();
  const spec = tinySpec(world, split, changes);
  spec.base = { ...spec.base, text: textSignature(base) };
  await createJob(world.home, spec, split);
  const paths = jobPaths(world.home, spec.jobId);
  if (spec.method === 'lora' && spec.hyperparameters.lora !== null) {
    const lora: LoraSpec = { method: 'lora', ...spec.hyperparameters.lora };
    const random = new Random(3);
    const adapter = initAdapter(base.config, lora, 1);
    for (const [name, values] of adapter)
      if (name.endsWith('lora_B.weight')) for (let i = 0; i < values.length; i++) values[i] = 0.3 * random.normal();
    await writePeftAdapter(paths.model, { adapter, spec: lora, baseNameOrPath: world.model });
  } else {
    const norm = base.weights.get('model.norm.weight') ?? new Float32Array();
    await writeChangedWeights(
      paths.model,
      new Map([['model.norm.weight', norm.map((x, i) => x + (i % 3))]]),
      base.config,
    );
  }
  const log = openEventLog(paths.folder);
  log.append(status === 'succeeded' ? { type: status, at: Date.now() } : { type: status, at: Date.now(), step: 3 });
  log.close();
  return spec;
}
