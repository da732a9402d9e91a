/** The eight steps without a question, on the same state machine as the app and the command line. Touches everything, through the driver. */
import { Problem } from '../base/error.js';
import type { Columns, Task } from '../data/types.js';
import type { Budget, Compute, Method } from '../plan/types.js';
import type { HyperparameterEdits } from '../plan/validate-hyperparameters.js';
import type { EffectHandlers } from '../workflow/drive.js';
import type { WorkflowState } from '../workflow/machine.js';

/** What the library asks of a run; a test gives its own `RunSteps`. */
export interface RunRequest {
  file: string;
  home: string;
  base?: string;
  adapter?: string;
  task?: Task;
  columns?: Columns;
  budget: Budget;
  compute: Compute;
  method?: Method;
  edits: HyperparameterEdits;
  seed?: number;
  deploy: boolean;
  modelId?: string;
  /** A job that has already been trained: only deploy it. */
  jobId?: string;
  onChange?: (state: Pick<WorkflowState, 'step' | 'note'>) => void;
}

export type RunOutcome = Pick<WorkflowState, 'prepared' | 'planned' | 'progress' | 'outcome' | 'deployed'>;
export type RunSteps = (request: RunRequest) => Promise<RunOutcome>;

/** Who touches the world for the steps. */
export type EffectsFor = (home: string) => Promise<EffectHandlers>;

/** The product's own effects, loaded when a run begins and not before. */
export const runSteps: RunSteps = stepsWith(async (home) => {
  const { createEffects } = await import('../workflow/effects.js');
  return createEffects({ home, lang: 'en' });
});

/** Runs to the end, or throws the `Problem` of the step that failed; `invalid-data` names the findings. */
export function stepsWith(effectsFor: EffectsFor): RunSteps {
  return async (request) => drive(request, await effectsFor(request.home));
}

async function drive(request: RunRequest, effects: EffectHandlers): Promise<RunOutcome> {
  const { createDriver } = await import('../workflow/drive.js');
  const { home: _home, onChange, edits, file, jobId, ...choices } = request;
  const driver = createDriver(effects, { ...choices, hyperparameters: edits });
  if (onChange) driver.subscribe(() => onChange(driver.state));
  const settled = async (): Promise<WorkflowState> => {
    const state = await driver.until((now) => now.busy === null);
    if (state.problem) throw problemOf(state.problem);
    return state;
  };
  const train = async (path: string): Promise<WorkflowState> => {
    driver.dispatch({ type: 'choose-file', file: path, keepCorrections: true });
    requireValid(await settled(), path);
    driver.dispatch({ type: 'accept-data' });
    await settled();
    driver.dispatch({ type: 'measure' });
    await settled();
    driver.dispatch({ type: 'start' });
    return settled();
  };
  const attach = (id: string): Promise<WorkflowState> => {
    driver.dispatch({ type: 'attach', jobId: id });
    return settled();
  };
  try {
    const ended = jobId === undefined ? await train(file) : await attach(jobId);
    if (request.deploy && ended.outcome?.status === 'succeeded') {
      driver.dispatch({ type: 'accept-evaluation' });
      await settled();
    }
    return driver.state;
  } finally {
    driver.close();
  }
}

function requireValid({ prepared }: WorkflowState, file: string): void {
  if (prepared?.report.isValid) return;
  const errors = prepared?.report.findings.filter((finding) => finding.severity === 'error') ?? [];
  throw new Problem({
    code: 'invalid-data',
    message: {
      en: errors.map((finding) => finding.message.en).join(' '),
      hi: errors.map((finding) => finding.message.hi).join(' '),
    },
    where: `${file}:${errors[0]?.rows[0] ?? 1}`,
    next: errors[0]?.remedy ?? { en: 'Check the data.', hi: 'Data check karo.' },
    exitCode: 1,
  });
}

function problemOf({ code, message, where, next }: NonNullable<WorkflowState['problem']>): Problem {
  return new Problem({ code, message, next, ...(where === null ? {} : { where }) });
}
