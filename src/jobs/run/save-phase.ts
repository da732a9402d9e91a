/** Writes what was learned to `model/`: an adapter in PEFT's layout, or the changed weights. */
import { writeChangedWeights } from '../../engine/formats/changed-weights.js';
import { writePeftAdapter } from '../../engine/formats/peft.js';
import type { TrainableModel } from '../../engine/types.js';
import type { OpenModel } from '../../models/types.js';
import { checkResult } from './result-checks.js';

/** Throws `Problem` when the result is not finite or equals the base; then nothing is written. */
export async function savePhase(folder: string, model: TrainableModel, base: OpenModel): Promise<void> {
  checkResult(model, base.weights);
  if (model.spec.method === 'lora') {
    const adapter = { adapter: model.trainable, spec: model.spec, baseNameOrPath: base.nameOrPath };
    await writePeftAdapter(folder, adapter);
  } else await writeChangedWeights(folder, model.trainable, base.config);
}
