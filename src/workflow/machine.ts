/**
 * The eight steps as one pure state machine: (state, event) -> (state, effects).
 * It reads no file and starts nothing; `drive.ts` carries the effects out and feeds their results back as events.
 */
import { mergeEdits } from './edits.js';
import type { Effect, Reported, Transition, WorkflowEvent, WorkflowState } from './machine-types.js';
import type { Choices, JobOutcome, PreparedData, Step } from './types.js';

export type { Effect, Transition, WorkflowEvent, WorkflowState } from './machine-types.js';

export function initialState(choices: Choices): WorkflowState {
  return {
    step: 'prepare',
    choices,
    busy: null,
    note: null,
    prepared: null,
    answered: false,
    repairs: null,
    planned: null,
    jobId: null,
    job: null,
    progress: null,
    outcome: null,
    deployed: null,
    problem: null,
    finished: false,
    resumeTo: null,
  };
}

/** One transition. An event that makes no sense in the present state changes nothing. */
export function advance(state: WorkflowState, event: WorkflowEvent): Transition {
  switch (event.type) {
    case 'choose-file':
      // Corrections of an earlier file mean nothing for another one.
      return prepare(state, {
        ...state.choices,
        file: event.file,
        ...(event.keepCorrections ? {} : { task: null, columns: null }),
      });
    case 'choose-base':
      // An adapter belongs to one base.
      return learner(state, { ...state.choices, base: event.base, adapter: null });
    case 'choose-adapter':
      // What the adapter is cannot be chosen again.
      return learner(state, {
        ...state.choices,
        adapter: event.adapter,
        method: null,
        hyperparameters: { ...state.choices.hyperparameters, lora: undefined },
      });
    case 'correct':
      return prepare(state, {
        ...state.choices,
        task: event.task === undefined ? state.choices.task : event.task,
        columns: event.columns === undefined ? state.choices.columns : event.columns,
        hyperparameters:
          event.maxLength === undefined
            ? state.choices.hyperparameters
            : mergeEdits(state.choices.hyperparameters, { maxLength: event.maxLength }),
      });
    case 'accept-data':
      if (!state.prepared?.report.isValid) return stay(state);
      return plan({ ...state, step: 'method' }, state.choices);
    case 'ask-repairs':
      return state.prepared
        ? ask(state, { type: 'propose-repairs', choices: state.choices, prepared: state.prepared })
        : stay(state);
    case 'accept-repairs':
      if (!state.prepared || event.accepted.length === 0) return stay(state);
      return ask(state, { type: 'repair', choices: state.choices, prepared: state.prepared, accepted: event.accepted });
    case 'answer':
      return plan({ ...state, answered: true }, { ...state.choices, budget: event.budget, compute: event.compute });
    case 'choose-method':
      return plan(state, { ...state.choices, method: event.method });
    case 'accept-method':
      // Without a plan, Enter asks for it again.
      if (state.planned === null) return state.step === 'method' ? retry(state) : stay(state);
      return state.busy === 'plan' ? stay(state) : stay({ ...state, step: 'hyperparameters', problem: null });
    case 'edit':
      return plan(state, {
        ...state.choices,
        hyperparameters: mergeEdits(state.choices.hyperparameters, event.hyperparameters),
      });
    case 'measure':
      if (!state.prepared || !state.planned) return stay(state);
      return ask(
        { ...state, step: 'start' },
        { type: 'measure', choices: state.choices, prepared: state.prepared, planned: state.planned },
      );
    case 'start':
      if (!state.prepared?.report.isValid || !state.planned) return stay(state);
      return ask(
        { ...state, step: 'start' },
        { type: 'start', choices: state.choices, prepared: state.prepared, planned: state.planned },
      );
    case 'attach':
      return ask(
        { ...state, step: 'monitor', jobId: event.jobId, outcome: null, deployed: null },
        { type: 'follow', jobId: event.jobId },
      );
    case 'resume':
      return resume(event);
    case 'control':
      return control(state, event.action);
    case 'accept-evaluation':
      if (state.outcome?.status !== 'succeeded' || !state.progress) return stay(state);
      return ask({ ...state, step: 'deploy' }, { type: 'deploy', jobId: state.progress.jobId, choices: state.choices });
    case 'back':
      return stay(back(state));
    case 'retry':
      return retry(state);
    case 'finish':
      return stay({ ...state, finished: true });
    default:
      return report(state, event);
  }
}

/** What an effect reported. */
function report(state: WorkflowState, event: Reported): Transition {
  switch (event.type) {
    case 'noted':
      return stay({ ...state, note: event.note });
    case 'prepared':
      return prepared(state, event.prepared);
    case 'repairs-proposed':
      return stay({ ...idle(state), repairs: event.repairs });
    case 'repaired':
      return prepare(state, { ...state.choices, file: event.file });
    case 'planned':
      return stay({ ...idle(state), planned: event.planned });
    case 'started':
      return ask({ ...idle(state), step: 'monitor', jobId: event.jobId }, { type: 'follow', jobId: event.jobId });
    case 'attached':
      return stay({ ...state, job: event.job });
    case 'progressed':
      return stay({ ...state, progress: event.progress, note: null });
    case 'ended':
      return ended(state, event.outcome);
    case 'controlled':
      if (state.busy !== 'control' || !state.progress) return stay(state);
      return ask(state, { type: 'follow', jobId: state.progress.jobId });
    case 'deployed':
      return stay({ ...idle(state), deployed: event.deployed });
    case 'failed':
      return stay({
        ...idle(state),
        choices: event.effect === 'plan' ? beforeRefusal(state) : state.choices,
        resumeTo: null,
        problem: event.problem,
      });
  }
}

/** A choice that no plan could be made with changes nothing: the plan in hand keeps its own; the first one is tried without settings. */
function beforeRefusal({ planned, choices }: WorkflowState): Choices {
  return planned?.choices ?? { ...choices, hyperparameters: {} };
}

/** Reads again what the saved answers build on, and goes on to the step where they were left. */
function resume({ step, jobId, choices }: Extract<WorkflowEvent, { type: 'resume' }>): Transition {
  if (step === 'prepare') return stay(initialState(choices));
  const fresh = { ...initialState(choices), resumeTo: step };
  return jobId === null ? prepare(fresh, choices) : advance(fresh, { type: 'attach', jobId });
}

function prepared(state: WorkflowState, data: PreparedData): Transition {
  const here: WorkflowState = { ...idle(state), step: 'validate', prepared: data, resumeTo: null };
  const { resumeTo } = state;
  if (resumeTo === null || resumeTo === 'validate' || !data.report.isValid) return stay(here);
  const asking = resumeTo === 'method';
  return plan({ ...here, answered: !asking, step: asking ? 'method' : 'hyperparameters' }, state.choices);
}

function ended(state: WorkflowState, outcome: JobOutcome): Transition {
  const succeeded = outcome.status === 'succeeded';
  const next: WorkflowState = { ...idle(state), step: succeeded ? 'evaluate' : 'monitor', outcome, resumeTo: null };
  return succeeded && state.resumeTo === 'deploy' ? advance(next, { type: 'accept-evaluation' }) : stay(next);
}

function stay(state: WorkflowState): Transition {
  return { state, effects: [] };
}

function idle(state: WorkflowState): WorkflowState {
  return { ...state, busy: null, note: null, problem: null };
}

function ask(state: WorkflowState, effect: Effect): Transition {
  return { state: { ...state, busy: effect.type, note: null, problem: null }, effects: [effect] };
}

/** Another model to begin with. On step 1 the file is still being chosen: nothing is read before Enter. */
function learner(state: WorkflowState, choices: Choices): Transition {
  return state.step === 'prepare'
    ? stay({ ...state, choices, prepared: null, planned: null, problem: null })
    : prepare(state, choices);
}

function prepare(state: WorkflowState, choices: Choices): Transition {
  // A correction is made on step 2 and stays there; a new file starts at step 1.
  // What was read of another file is none of this one's, also when this one cannot be read.
  const prepared = choices.file === state.choices.file ? state.prepared : null;
  const step = prepared === null ? 'prepare' : 'validate';
  const next: WorkflowState = { ...state, step, choices, prepared, repairs: null, planned: null };
  return choices.file === null ? stay(next) : ask(next, { type: 'prepare', choices });
}

function plan(state: WorkflowState, choices: Choices): Transition {
  if (!state.prepared) return stay({ ...state, choices });
  return ask({ ...state, choices }, { type: 'plan', choices, prepared: state.prepared });
}

function control(state: WorkflowState, action: 'pause' | 'resume' | 'cancel'): Transition {
  if (!state.progress || state.outcome?.status === 'succeeded') return stay(state);
  const { jobId } = state.progress;
  const effect: Effect = { type: 'control', jobId, action };
  if (state.busy === 'follow') return { state: { ...state, problem: null }, effects: [effect] };
  // Followed again once it is done; sooner, the watcher would still find the job as it was.
  return ask({ ...state, outcome: null }, effect);
}

/** One step back, without losing an answer. While a job runs there is no way back from it: it can be detached or cancelled. */
function back(state: WorkflowState): WorkflowState {
  const previous: Partial<Record<Step, Step>> = {
    validate: 'prepare',
    method: 'validate',
    hyperparameters: 'method',
    start: 'hyperparameters',
    deploy: 'evaluate',
  };
  const step = previous[state.step];
  return step === undefined || state.busy === 'start' ? state : { ...state, step, problem: null };
}

/** Does again what failed in the present step. */
function retry(state: WorkflowState): Transition {
  if (state.problem === null) return stay(state);
  switch (state.step) {
    case 'prepare':
    case 'validate':
      return prepare(state, state.choices);
    case 'method':
    case 'hyperparameters':
      return plan(state, state.choices);
    case 'start':
      return advance(state, { type: 'start' });
    case 'deploy':
      return advance(state, { type: 'accept-evaluation' });
    default:
      return stay(state);
  }
}
