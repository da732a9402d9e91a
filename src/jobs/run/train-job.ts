/** The life of a runner: claim the job, wait for its turn, work, and say how it ended. */

import { Problem } from '../../base/error.js';
import { homeProblem } from '../../base/home.js';
import type { Control } from '../control.js';
import type { JobEvent } from '../events.js';
import { readProgress } from '../folder.js';
import { takeTurn } from '../lock.js';
import { runJob } from './run-job.js';
import { Interrupted, openSession, type Session } from './session.js';

type Failure = Extract<JobEvent, { type: 'failed' }>['error'];

/** Exit code 0 when the job is over or was stopped by request, 1 when it failed. */
export async function trainJob(jobDir: string): Promise<number> {
  const session = await openSession(jobDir);
  if (session === null) return 0;
  let endTurn: (() => Promise<void>) | null = null;
  try {
    const asked = (): boolean => session.control() !== 'continue';
    endTurn = await takeTurn(session.home, session.jobId, asked, () => session.emit({ type: 'queued' }));
    session.stopIfAsked();
    await runJob(session);
    session.emit({ type: 'succeeded' });
    return 0;
  } catch (error) {
    return await endEarly(session, error);
  } finally {
    await endTurn?.();
    await session.close();
  }
}

async function endEarly(session: Session, error: unknown): Promise<number> {
  if (error instanceof Interrupted) {
    const { step } = await readProgress(session.home, session.jobId);
    const type = { pause: 'paused', cancel: 'cancelled' } as const satisfies Record<Control, string>;
    session.emit({ type: type[error.asked], step });
    return 0;
  }
  // The log of the runner keeps what a bug had to say.
  if (!(error instanceof Problem)) console.error(error);
  session.emit({ type: 'failed', error: failure(homeProblem(session.home, error), session.paths.log) });
  return 1;
}

/** A failure as the event log keeps it; anything unexpected points to the runner's log. */
export function failure(error: unknown, log: string): Failure {
  if (error instanceof Problem) {
    const hindi = error.toJSON('hi');
    return { ...error.toJSON('en'), hi: { message: hindi.message, next: hindi.next } };
  }
  return {
    code: 'internal',
    message: error instanceof Error ? error.message : String(error),
    where: log,
    next: 'Read the log; it says what went wrong inside.',
    hi: {
      message: error instanceof Error ? error.message : String(error),
      next: 'Log padho; andar kya galat hua woh usme likha hai.',
    },
  };
}
