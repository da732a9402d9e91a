/** The runner's work on a job, phase by phase, each told as an event. Every phase can be cut off and done again. */
import { rm } from 'node:fs/promises';
import { Problem } from '../../base/error.js';
import { type Localized, say } from '../../base/localized.js';
import { latestCheckpoint } from '../../engine/train/checkpoint.js';
import type { TrainingState } from '../../engine/train/types.js';
import { readExamples } from '../folder.js';
import { writeRowResults } from '../row-results.js';
import { evaluate } from './evaluate-phase.js';
import { openBase } from './open-base.js';
import { peakRssBytes } from './peak-memory.js';
import { reportPhase } from './report-phase.js';
import { savePhase } from './save-phase.js';
import { Interrupted, type Session } from './session.js';
import { trainPhase } from './train-phase.js';
import { type EncodedRows, encodeRows } from './training-rows.js';

/** Trains, saves, evaluates and reports. Throws `Problem` when the job fails, `Interrupted` on a pause or a cancel. */
export async function runJob(session: Session): Promise<void> {
  const { spec, home, jobId, paths } = session;
  const resumeFrom = await latestCheckpoint(paths.checkpoints);
  session.emit({ type: 'started', pid: process.pid, resumedFromStep: resumeFrom?.state.step ?? null });
  session.emit({ type: 'stage', stage: 'open-model' });
  const base = await openBase(spec, home);
  session.stopIfAsked();

  const maxLength = Math.min(spec.hyperparameters.maxLength, base.config.max_position_embeddings);
  const encode = async (name: 'train' | 'validation'): Promise<EncodedRows> => {
    const examples = await readExamples(home, jobId, name);
    return encodeRows(base, spec.promptFormat, examples, maxLength, (done) => {
      if (name === 'train') session.progress('tokenize', done, examples.length);
    });
  };
  const [training, validation] = [await encode('train'), await encode('validation')];
  warnOfCuts(session, training, maxLength);
  session.stopIfAsked();

  session.emit({ type: 'stage', stage: 'train' });
  const test = await readExamples(home, jobId, 'test');
  const heldOut = test.length > 0 ? test : await readExamples(home, jobId, 'validation');
  const trained = await trainPhase(session, base, training.rows, validation.rows, resumeFrom, heldOut);
  const { model, outcome } = trained;
  if (outcome.kind === 'paused' || outcome.kind === 'cancelled')
    throw new Interrupted(outcome.kind === 'paused' ? 'pause' : 'cancel');
  announceEnd(session, outcome.state, outcome.kind === 'watchdog');
  if (outcome.kind === 'watchdog') {
    if (outcome.kept) await savePhase(paths.model, model, base, trained.start).catch(() => {});
    throw withKept(outcome.problem, outcome.kept);
  }

  session.emit({ type: 'stage', stage: 'save' });
  await savePhase(paths.model, model, base, trained.start);
  await model.release();
  session.stopIfAsked();

  const evaluation = await evaluate(
    {
      spec,
      base,
      modelFolder: paths.model,
      threads: trained.threads,
      examples: test,
    },
    {
      progress(stage, done, total) {
        session.stopIfAsked();
        session.progress(stage, done, total);
      },
      warn: (code, message) => session.emit({ type: 'warning', code, message }),
      rows: (before, after) => writeRowResults(paths.rows, before, after),
    },
  );
  session.emit({ type: 'stage', stage: 'report' });
  await reportPhase(session, base, trained, evaluation);
  await rm(paths.checkpoints, { recursive: true, force: true });
}

function announceEnd(session: Session, state: TrainingState, byWatchdog: boolean): void {
  const { totals, stopping, step } = state;
  session.emit({
    type: 'trained',
    step,
    reason: byWatchdog ? 'watchdog' : (state.finished ?? 'completed'),
    seconds: totals.seconds,
    peakRssBytes: peakRssBytes(state),
    bestStep: stopping.bestLoss === null ? step : stopping.bestStep,
    bestValidationLoss: stopping.bestLoss,
  });
}

/** Nothing is cut or left out silently. */
function warnOfCuts(session: Session, { cut, unanswered }: EncodedRows, maxLength: number): void {
  const some = (lines: number[]): string => `${lines.slice(0, 10).join(', ')}${lines.length > 10 ? ', …' : ''}`;
  const warn = (code: string, message: Localized): void => session.emit({ type: 'warning', code, message });
  if (cut.length > 0)
    warn('rows-cut', {
      en: `${cut.length} rows are longer than ${maxLength} tokens and were cut: lines ${some(cut)}.`,
      hi: `${cut.length} rows ${maxLength} tokens se lambe the, isliye cut gaye: lines ${some(cut)}.`,
    });
  if (unanswered.length > 0)
    warn('rows-without-answer', {
      en: `${unanswered.length} rows have no trained token left within ${maxLength} tokens and were not trained: lines ${some(unanswered)}.`,
      hi: `${unanswered.length} rows me ${maxLength} tokens ke andar train karne layak kuch nahi bacha, unhe train nahi kiya: lines ${some(unanswered)}.`,
    });
}

function withKept(problem: Problem, kept: boolean): Problem {
  if (!kept) return problem;
  return new Problem({
    code: problem.code,
    message: {
      en: `${say(problem.text, 'en')} The last good weights are kept in the job's folder model/.`,
      hi: `${say(problem.text, 'hi')} Aakhri achhe weights job ke folder model/ me rakhe hain.`,
    },
    where: problem.where,
    next: problem.next,
    exitCode: problem.exitCode,
    cause: problem,
  });
}
