/** One runner's work on one job: its claim, its event log, and what it was asked meanwhile. */
import { basename, dirname, resolve } from 'node:path';
import { type Control, clearControl, readControl } from '../control.js';
import { openEventLog } from '../event-log.js';
import type { JobEvent } from '../events.js';
import { jobPaths, readSpec } from '../folder.js';
import { releaseClaim, takeClaim } from '../lock.js';
import type { JobSpec } from '../spec.js';

/** An event without its time. */
export type NewEvent = JobEvent extends infer E ? (E extends JobEvent ? Omit<E, 'at'> : never) : never;

export interface Session {
  home: string;
  jobId: string;
  paths: ReturnType<typeof jobPaths>;
  spec: JobSpec;
  emit(event: NewEvent): void;
  /** The stage's progress, told at most twice a second; the last of a stage always. */
  progress(stage: Extract<JobEvent, { type: 'stage' }>['stage'], done: number, total: number): void;
  control(): 'continue' | Control;
  /** Throws `Interrupted` when a pause or a cancel was asked. */
  stopIfAsked(): void;
  close(): Promise<void>;
}

/** Unwinds a phase that has nothing to save. */
export class Interrupted extends Error {
  readonly asked: Control;
  constructor(asked: Control) {
    super(asked);
    this.asked = asked;
  }
}

const PROGRESS_MS = 500;

/** Claims the job for this process; null when another living runner has it. SIGTERM and SIGINT are taken as a pause. */
export async function openSession(jobDir: string): Promise<Session | null> {
  const folder = resolve(jobDir);
  const [home, jobId] = [dirname(dirname(folder)), basename(folder)];
  const paths = jobPaths(home, jobId);
  const spec = await readSpec(home, jobId);
  if (!(await takeClaim(paths.runner))) return null;
  const log = openEventLog(folder);
  let signalled = false;
  const onSignal = (): void => {
    signalled = true;
  };
  process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  const control = (): 'continue' | Control => readControl(home, jobId) ?? (signalled ? 'pause' : 'continue');
  // The union of event types does not distribute over the added time by itself.
  const emit = (event: NewEvent): void => log.append({ ...event, at: Date.now() });
  let toldAt = 0;
  return {
    home,
    jobId,
    paths,
    spec,
    emit,
    progress(stage, done, total) {
      if (done < total && Date.now() - toldAt < PROGRESS_MS) return;
      toldAt = Date.now();
      emit({ type: 'stage', stage, done, total });
    },
    control,
    stopIfAsked() {
      const asked = control();
      if (asked !== 'continue') throw new Interrupted(asked);
    },
    async close() {
      process.off('SIGTERM', onSignal).off('SIGINT', onSignal);
      log.close();
      clearControl(home, jobId);
      await releaseClaim(paths.runner);
    },
  };
}
