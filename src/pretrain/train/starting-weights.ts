/** Disk: what the training begins with: random weights, or those of a model folder of the same shape. */
import { Problem } from '../../base/error.js';
import type { Weights } from '../../engine/llama/config.js';
import { initRandom, tensorList } from '../../engine/llama/tensors.js';
import { readModel } from '../../models/open.js';
import { SEED, SHAPE } from '../recipe.js';

/** Throws a `Problem` when the folder is no model, or one of another shape than the recipe's. */
export async function startingWeights(from: string | null): Promise<Weights> {
  if (from === null) return initRandom({ ...SHAPE }, SEED);
  const { weights } = await readModel(from);
  const expected = tensorList({ ...SHAPE });
  const isSame = ({ name, shape }: (typeof expected)[number]): boolean =>
    weights.get(name)?.length === shape.reduce((product, size) => product * size, 1);
  if (weights.size === expected.length && expected.every(isSame)) return weights;
  throw new Problem({
    code: 'another-shape',
    message: { en: 'This model has another shape than the recipe.', hi: 'Is model ka aakaar recipe se alag hai.' },
    where: from,
    next: {
      en: 'Give a model that "npm run pretrain:export" wrote, or leave --from out.',
      hi: '"npm run pretrain:export" se bana model dein, ya --from hata dein.',
    },
  });
}
