/** The state of the eight steps, the events that change it, and the effects that it asks for: types only. */
import type { Columns, Repair, Task } from '../data/types.js';
import type { Budget, Compute, Method } from '../plan/types.js';
import type { HyperparameterEdits } from '../plan/validate-hyperparameters.js';
import type {
  Choices,
  DeployedModel,
  JobFacts,
  JobOutcome,
  JobProgress,
  PlannedRun,
  PreparedData,
  ProblemView,
  Step,
} from './types.js';

export interface WorkflowState {
  step: Step;
  choices: Choices;
  /** The effect under way, if any; its step shows a progress line. */
  busy: Effect['type'] | null;
  /** What the busy effect says it is doing. */
  note: string | null;
  prepared: PreparedData | null;
  /** Whether the two questions of step 3 were answered for this file. */
  answered: boolean;
  /** Proposed changes to the file, once asked for. */
  repairs: Repair[] | null;
  planned: PlannedRun | null;
  /** The job that is followed. */
  jobId: string | null;
  /** What it was made from. */
  job: JobFacts | null;
  progress: JobProgress | null;
  outcome: JobOutcome | null;
  deployed: DeployedModel | null;
  problem: ProblemView | null;
  finished: boolean;
  /** On the way back to where a person was before the app closed. */
  resumeTo: Step | null;
}

/** What the outside world is asked to do. */
export type Effect =
  | { type: 'prepare'; choices: Choices }
  | { type: 'propose-repairs'; choices: Choices; prepared: PreparedData }
  | { type: 'repair'; choices: Choices; prepared: PreparedData; accepted: Repair[] }
  | { type: 'plan'; choices: Choices; prepared: PreparedData }
  | { type: 'measure'; choices: Choices; prepared: PreparedData; planned: PlannedRun }
  | { type: 'start'; choices: Choices; prepared: PreparedData; planned: PlannedRun }
  | { type: 'follow'; jobId: string }
  | { type: 'control'; jobId: string; action: 'pause' | 'resume' | 'cancel' }
  | { type: 'deploy'; jobId: string; choices: Choices };

export type WorkflowEvent =
  // what a person does
  | { type: 'choose-file'; file: string; keepCorrections?: boolean }
  | { type: 'choose-base'; base: string }
  /** A folder to go on training from; null for a fresh start. */
  | { type: 'choose-adapter'; adapter: string | null }
  | { type: 'correct'; task?: Task | null; columns?: Columns | null; maxLength?: number }
  | { type: 'accept-data' }
  | { type: 'ask-repairs' }
  | { type: 'accept-repairs'; accepted: Repair[] }
  | { type: 'answer'; budget: Budget; compute: Compute }
  | { type: 'choose-method'; method: Method | null }
  | { type: 'accept-method' }
  | { type: 'edit'; hyperparameters: HyperparameterEdits }
  | { type: 'measure' }
  | { type: 'start' }
  | { type: 'control'; action: 'pause' | 'resume' | 'cancel' }
  | { type: 'attach'; jobId: string }
  | { type: 'resume'; step: Step; jobId: string | null; choices: Choices }
  | { type: 'accept-evaluation' }
  | { type: 'back' }
  | { type: 'retry' }
  | { type: 'finish' }
  // what an effect reports
  | { type: 'noted'; note: string }
  | { type: 'prepared'; prepared: PreparedData }
  | { type: 'repairs-proposed'; repairs: Repair[] }
  | { type: 'repaired'; file: string }
  | { type: 'planned'; planned: PlannedRun }
  | { type: 'started'; jobId: string }
  | { type: 'attached'; job: JobFacts }
  | { type: 'progressed'; progress: JobProgress }
  | { type: 'ended'; outcome: JobOutcome }
  | { type: 'controlled' }
  | { type: 'deployed'; deployed: DeployedModel }
  | { type: 'failed'; effect: Effect['type']; problem: ProblemView };

export interface Transition {
  state: WorkflowState;
  effects: Effect[];
}

export type Reported = Extract<
  WorkflowEvent,
  {
    type:
      | 'noted'
      | 'prepared'
      | 'repairs-proposed'
      | 'repaired'
      | 'planned'
      | 'started'
      | 'attached'
      | 'progressed'
      | 'ended'
      | 'controlled'
      | 'deployed'
      | 'failed';
  }
>;
