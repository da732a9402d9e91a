/** The evaluating process itself: opens base and result of a job, measures both, and prints JSON lines. */
import { availableParallelism } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { Problem } from '../../base/error.js';
import type { EvaluateLine } from '../evaluate-job.js';
import { jobPaths, readExampleFile, readSpec } from '../folder.js';
import { evaluate } from './evaluate-phase.js';
import { openBase } from './open-base.js';
import { failure } from './train-job.js';

export async function evaluateHere(jobDir: string, file: string | undefined): Promise<number> {
  const folder = resolve(jobDir);
  const [home, jobId] = [dirname(dirname(folder)), basename(folder)];
  try {
    const spec = await readSpec(home, jobId);
    const paths = jobPaths(home, jobId);
    const base = await openBase(spec, home);
    const evaluation = await evaluate(
      {
        spec,
        base,
        modelFolder: paths.model,
        threads: availableParallelism(),
        examples: await readExampleFile(home, jobId, file ?? paths.data('test')),
      },
      {
        progress: (stage, done, total) => print({ stage, done, total }),
        warn: (_code, warning) => print({ warning }),
      },
    );
    print({ evaluation });
    return 0;
  } catch (error) {
    if (!(error instanceof Problem)) console.error(error);
    print({ error: failure(error, folder) });
    return 1;
  }
}

function print(line: EvaluateLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
