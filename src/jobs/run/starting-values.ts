/** The adapter that a job goes on from, read from the copy in its folder. */
import { Problem } from '../../base/error.js';
import { readPeftAdapter } from '../../engine/formats/peft.js';
import { adapterSha256 } from '../../models/starting-adapter.js';
import type { OpenModel } from '../../models/types.js';
import type { StartingValues } from './result-checks.js';
import type { Session } from './session.js';

/** Null for a job that starts from its base alone. Throws `Problem` starting-adapter-changed, and those of `readPeftAdapter`. */
export async function startingValues(
  { spec, paths, jobId }: Pick<Session, 'spec' | 'paths' | 'jobId'>,
  { config }: Pick<OpenModel, 'config'>,
): Promise<StartingValues | null> {
  if (!spec.adapter) return null;
  const { adapter } = await readPeftAdapter(paths.adapter, config);
  if ((await adapterSha256(paths.adapter)) === spec.adapter.sha256) return adapter;
  throw new Problem({
    code: 'starting-adapter-changed',
    message: {
      en: 'The starting adapter in the job folder is not the one this job was made with.',
      hi: 'Job folder ka starting adapter ab woh nahi hai jiske saath yeh job bana tha.',
    },
    where: paths.adapter,
    next: {
      en: `Remove the job and start it again: vishesh jobs remove ${jobId}`,
      hi: `Job hata kar phir se start karo: vishesh jobs remove ${jobId}`,
    },
    exitCode: 1,
  });
}
