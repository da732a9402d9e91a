/** What `plan` and `run` share: the driver with its effects, progress notes on stderr, and a problem turned back into an exit. */
import { Problem } from '../base/error.js';
import { createDriver, type Driver } from '../workflow/drive.js';
import { createEffects } from '../workflow/effects.js';
import type { WorkflowState } from '../workflow/machine.js';
import { choicesFrom, type PlanFlags } from './choices.js';
import type { CommandIo } from './io.js';

export function openDriver(flags: PlanFlags, extra: { deploy?: boolean; modelId?: string }, io: CommandIo): Driver {
  const effects = createEffects({ home: io.home, lang: io.lang });
  const driver = createDriver(effects, {
    ...choicesFrom(flags),
    deploy: extra.deploy ?? true,
    modelId: extra.modelId ?? null,
  });
  let last: string | null = null;
  driver.subscribe(() => {
    const { note } = driver.state;
    if (note !== null && note !== last) io.progress(`${note}\n`);
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

function problemOf(problem: NonNullable<WorkflowState['problem']>): Problem {
  const { code, message, where, next } = problem;
  const exitCode = code === 'internal' ? 3 : code === 'does-not-fit' ? 1 : 2;
  return new Problem({ code, message, ...(where === null ? {} : { where }), next, exitCode });
}
