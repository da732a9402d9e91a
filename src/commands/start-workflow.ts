/** What `plan` and `run` share: the driver with its effects, progress notes on stderr, and a problem turned back into an exit. */
import { Problem } from '../base/error.js';
import { dictionary } from '../i18n/index.js';
import { createDriver, type Driver } from '../workflow/drive.js';
import { createEffects } from '../workflow/effects.js';
import type { WorkflowState } from '../workflow/machine.js';
import { choicesFrom, type PlanFlags } from './choices.js';
import { jobLeft, type Left } from './interrupt.js';
import type { CommandIo } from './io.js';

export function openDriver(flags: PlanFlags, extra: { deploy?: boolean; modelId?: string }, io: CommandIo): Driver {
  const effects = createEffects({ home: io.home, lang: io.lang });
  const driver = createDriver(effects, {
    ...choicesFrom(flags),
    deploy: extra.deploy ?? true,
    modelId: extra.modelId ?? null,
  });
  const { stages } = dictionary(io.lang).commands.job;
  let last: string | null = null;
  driver.subscribe(() => {
    const { note } = driver.state;
    if (note !== null && note !== last) io.progress(`${stages[note] ?? note}\n`);
    last = note;
  });
  return driver;
}

/** Waits until the present effect is done; throws its problem. */
export async function settled(driver: Driver): Promise<WorkflowState> {
  const state = await driver.until((now) => now.busy === null);
  if (state.problem) throw problemOf(state.problem);
  return state;
}

function problemOf({ code, message, where, next, exitCode, stack }: NonNullable<WorkflowState['problem']>): Error {
  if (code !== 'internal') return new Problem({ code, message, ...(where === null ? {} : { where }), next, exitCode });
  const bug = new Error(message.en);
  if (stack !== undefined) bug.stack = stack;
  return bug;
}

/** What goes on without the command that is interrupted: at most a job. */
export function leave(driver: Driver): Left {
  const { progress, busy } = driver.state;
  driver.close();
  if (progress !== null) return jobLeft(progress.jobId, ['queued', 'running'].includes(progress.status));
  return busy === 'start' ? JOB_MAY_RUN : NOTHING_STARTED;
}

const JOB_MAY_RUN: Left = {
  message: { en: 'Interrupted while a job was being started.', hi: 'Job start hote hue rok diya.' },
  next: { en: 'See whether it runs: vishesh jobs list', hi: 'Chal raha hai ya nahi dekho: vishesh jobs list' },
};

const NOTHING_STARTED: Left = {
  message: { en: 'Interrupted; no job was started.', hi: 'Rok diya; koi job start nahi hua.' },
  next: { en: 'Run the command again.', hi: 'Command phir se chalao.' },
};
