/** Progress of a running job on stderr, one line per stage and about one per tenth of the steps; or as JSON lines on stdout. */
import { dictionary } from '../i18n/index.js';
import { formatNumber, formatSeconds } from '../i18n/units.js';
import type { Driver } from '../workflow/drive.js';
import type { JobProgress } from '../workflow/types.js';
import type { CommandIo } from './io.js';

/** Returns the function that ends the reporting. */
export function reportProgress(driver: Driver, io: CommandIo, events: boolean): () => void {
  const tell = progressTeller(io, events);
  return driver.subscribe(() => {
    if (driver.state.progress) tell(driver.state.progress);
  });
}

/** Tells one job's progress; `more` stands in every event beside it. */
export function progressTeller(
  io: Pick<CommandIo, 'lang' | 'out' | 'progress'>,
  events: boolean,
  more: Record<string, unknown> = {},
): (progress: JobProgress) => void {
  const words = dictionary(io.lang).commands.job;
  let stage = '';
  let nextStep = 0;
  let lastStep = -1;
  return (progress) => {
    if (events && progress.step !== lastStep)
      io.out(JSON.stringify({ event: 'progress', ...more, ...brief(progress) }));
    lastStep = progress.step;
    if (progress.stage !== stage) {
      stage = progress.stage;
      nextStep = 0;
      io.progress(`${progress.jobId}: ${words.stages[stage] ?? stage}\n`);
    }
    if (stage !== 'train' || progress.step < nextStep || progress.loss === null) return;
    nextStep = progress.step + Math.max(1, Math.ceil(progress.steps / 10));
    const left = progress.etaSeconds === null ? '' : `, ${words.left(formatSeconds(progress.etaSeconds))}`;
    const validation = progress.validationLoss === null ? '' : `, validation ${formatNumber(progress.validationLoss)}`;
    io.progress(
      `  step ${progress.step}/${progress.steps}: loss ${formatNumber(progress.loss)}${validation}, ${progress.tokensPerSecond?.toFixed(0) ?? '–'} tokens/s${left}\n`,
    );
  };
}

function brief(progress: JobProgress): Record<string, unknown> {
  const { trainLosses: _train, validationLosses: _validation, warnings: _warnings, ...rest } = progress;
  return rest;
}
