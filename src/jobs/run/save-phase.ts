/** Writes what was learned to `model/`: an adapter in PEFT's layout, or the changed weights. */
import { writeChangedWeights } from '../../engine/formats/changed-weights.js';
import { writePeftAdapter } from '../../engine/formats/peft.js';
import type { TrainableModel } from '../../engine/types.js';
import type { OpenModel } from '../../models/types.js';
import { checkResult, type StartingValues } from './result-checks.js';

/** `start`: the adapter that training went on from. Throws `Problem` when the result is not finite or nothing was learned; then nothing is written. */
export async function savePhase(
  folder: string,
  model: TrainableModel,
  base: OpenModel,
  start: StartingValues | null,
): Promise<void> {
  checkResult(model, base.weights, start);
  if (model.spec.method === 'lora') {
    const { nameOrPath: baseNameOrPath, fingerprint: baseFingerprint } = base;
    await writePeftAdapter(folder, { adapter: model.trainable, spec: model.spec, baseNameOrPath, baseFingerprint });
  } else await writeChangedWeights(folder, model.trainable, base.config);
}
