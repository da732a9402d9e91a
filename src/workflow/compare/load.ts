/** A kept comparison as it stands now: its jobs may have gone on, or ended, after it was left. Touches the disk. */
import { Problem } from '../../base/error.js';
import { readProgress } from '../../jobs/folder.js';
import { readJobResult } from './job-result.js';
import { summedUp } from './run.js';
import { type ComparedMethod, type Comparison, hasEnded } from './schema.js';
import { readComparison, writeComparison } from './store.js';

/** `last` is the newest one. What has ended since is kept. `Problem` unknown-comparison or corrupt-file. */
export async function loadComparison(home: string, idOrLast: string): Promise<Comparison> {
  const kept = await readComparison(home, idOrLast);
  if (kept.status === 'complete') return kept;
  let { baseMetrics } = kept;
  const methods: ComparedMethod[] = [];
  for (const one of kept.methods) {
    const found = await now(home, one);
    methods.push(found.method);
    baseMetrics = found.baseMetrics ?? baseMetrics;
  }
  const current = await summedUp({ ...kept, methods, baseMetrics }, home);
  if (current.status === 'complete') await writeComparison(home, current);
  return current;
}

type Now = { method: ComparedMethod; baseMetrics?: Comparison['baseMetrics'] };

async function now(home: string, one: ComparedMethod): Promise<Now> {
  if (one.jobId === null || hasEnded(one)) return { method: one };
  try {
    const { status, validationLosses } = await readProgress(home, one.jobId);
    const found = status === 'succeeded' ? await readJobResult(home, one.jobId) : null;
    const method = { ...one, status, validationLosses, result: found?.result ?? null };
    return found === null ? { method } : { method, baseMetrics: found.baseMetrics };
  } catch (error) {
    // Its job was removed or damaged: the comparison says what it knew.
    if (error instanceof Problem) return { method: { ...one, status: 'interrupted' } };
    throw error;
  }
}
