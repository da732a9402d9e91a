/** `vishesh evaluate ID`: step 7 again, or on the rows of another file. */
import { loadExamples } from '../data/load.js';
import type { Columns } from '../data/types.js';
import { dictionary } from '../i18n/index.js';
import { evaluateJob } from '../jobs/evaluate-job.js';
import { readSpec } from '../jobs/folder.js';
import type { CommandIo } from './io.js';
import { evaluationJson } from './json.js';
import { evaluationText } from './run.js';

export async function evaluateCommand(
  flags: { id: string; file?: string; columns?: Columns },
  io: CommandIo,
): Promise<number> {
  const spec = await readSpec(io.home, flags.id);
  const examples =
    flags.file === undefined
      ? undefined
      : (await loadExamples(flags.file, { task: spec.task, columns: flags.columns })).examples;
  const { stages } = dictionary(io.lang).commands.job;
  let stage = '';
  const evaluation = await evaluateJob(io.home, flags.id, {
    ...(examples ? { examples } : {}),
    onWarning: (message) => io.progress(`! ${message[io.lang]}\n`),
    onProgress: (now) => {
      if (now !== stage) io.progress(`${stages[now] ?? now}\n`);
      stage = now;
    },
  });
  io.out(
    io.json
      ? JSON.stringify({ jobId: flags.id, ...evaluationJson(evaluation, io.lang) })
      : evaluationText(evaluation, io),
  );
  return 0;
}
