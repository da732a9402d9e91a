/** Opens the base model of a job, and refuses one that changed since. */
import { Problem } from '../../base/error.js';
import { catalogueEntry } from '../../models/catalogue.js';
import { openModel } from '../../models/open.js';
import type { OpenModel } from '../../models/types.js';
import type { JobSpec } from '../spec.js';

export async function openBase({ base }: Pick<JobSpec, 'base'>, home: string): Promise<OpenModel> {
  // By its name when it has one: then the adapter names the base as other tools know it.
  const model = await openModel(catalogueEntry(base.id) === undefined ? base.path : base.id, { home });
  if (model.fingerprint === base.fingerprint) return model;
  throw new Problem({
    code: 'base-changed',
    message: {
      en: `The base model ${base.id} is not the one this job was planned with: its weights changed.`,
      hi: `Base model ${base.id} ab woh nahi hai jisse yeh job plan hua tha: uske weights badal gaye hain.`,
    },
    where: base.path,
    next: { en: 'Start a new job with this base.', hi: 'Is base ke saath naya job start karo.' },
    exitCode: 1,
  });
}
