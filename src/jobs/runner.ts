/**
 * The training process. It lives on its own, at lower priority, so that a closed terminal or a busy engine disturbs nobody:
 * `train JOBDIR`, `warm-up SPECFILE`, `evaluate JOBDIR [FILE]`.
 */
import { evaluateHere } from './run/evaluate-here.js';
import { lowerPriority } from './run/priority.js';
import { trainJob } from './run/train-job.js';
import { measureWarmUpHere } from './run/warm-up-here.js';

async function main([mode, target, file]: string[]): Promise<number> {
  lowerPriority();
  if (mode === 'train' && target !== undefined) return trainJob(target);
  if (mode === 'warm-up' && target !== undefined) return measureWarmUpHere(target);
  if (mode === 'evaluate' && target !== undefined) return evaluateHere(target, file);
  console.error('usage: runner train JOBDIR | warm-up SPECFILE | evaluate JOBDIR [FILE]');
  return 2;
}

/** 0 and 1: the event log says how it ended. Anything else: it could not even begin, and stderr says why. */
process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  return 3;
});
