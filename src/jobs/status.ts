/** What a job is doing: a pure fold of its events, and whether its runner lives. */
import type { Localized } from '../base/localized.js';
import type { JobEvent, JobStatus } from './events.js';

/** How a job is doing, for a screen or a line of JSON. */
export interface JobProgress {
  jobId: string;
  status: JobStatus;
  /** `queued`, or the last stage the runner told. */
  stage: string;
  stageDone: number | null;
  stageTotal: number | null;
  step: number;
  steps: number;
  epoch: number;
  loss: number | null;
  validationLoss: number | null;
  learningRate: number | null;
  gradNorm: number | null;
  /** Over the last steps. */
  tokensPerSecond: number | null;
  rssBytes: number | null;
  /** Until the last training step; null when not training. */
  etaSeconds: number | null;
  /** Time in which a runner worked on it. */
  elapsedSeconds: number;
  trainLosses: { step: number; value: number }[];
  validationLosses: { step: number; value: number }[];
  warnings: Localized[];
  /** Held-out prompts answered at checkpoints, oldest first; a step without answers was left out for its `seconds`. */
  answers?: AnswersAt[];
  /** Why it failed. */
  error: Extract<JobEvent, { type: 'failed' }>['error'] | null;
}

export type AnswersAt = Pick<Extract<JobEvent, { type: 'answers' }>, 'step' | 'seconds' | 'answers'>;

type StepEvent = Extract<JobEvent, { type: 'step' }>;

/** The folded events. */
export interface JobState {
  life: 'queued' | 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled';
  stage: string;
  stageDone: number | null;
  stageTotal: number | null;
  steps: number;
  /** The newest ones; of the others only their loss is kept. */
  taken: StepEvent[];
  losses: { step: number; value: number }[];
  validations: { step: number; value: number }[];
  answers: AnswersAt[];
  warnings: Localized[];
  error: JobProgress['error'];
  /** Time of ended sessions, and when this one began and was last heard of. */
  earlierMs: number;
  sessionStart: number | null;
  lastAt: number | null;
}

export const NO_EVENTS: JobState = {
  life: 'queued',
  stage: 'queued',
  stageDone: null,
  stageTotal: null,
  steps: 0,
  taken: [],
  losses: [],
  validations: [],
  answers: [],
  warnings: [],
  error: null,
  earlierMs: 0,
  sessionStart: null,
  lastAt: null,
};

/** More steps than a runner takes between two checkpoints; all of a long training would fill the memory of who watches it. */
const KEPT_STEPS = 4_000;

/** State after more events, as a new value. */
export function foldEvents(events: readonly JobEvent[], from: JobState = NO_EVENTS): JobState {
  const state = ownState(from);
  takeEvents(state, events);
  return state;
}

/** A state that is nobody else's, for `takeEvents`. */
export function ownState(from: JobState = NO_EVENTS): JobState {
  return {
    ...from,
    taken: [...from.taken],
    losses: [...from.losses],
    validations: [...from.validations],
    answers: [...from.answers],
    warnings: [...from.warnings],
  };
}

/** Changes the state in place: who follows a long job does not copy its curve with every step. */
export function takeEvents(state: JobState, events: readonly JobEvent[]): void {
  for (const event of events) {
    take(state, event);
    state.lastAt = event.at;
  }
}

function take(state: JobState, event: JobEvent): void {
  switch (event.type) {
    case 'queued':
      Object.assign(state, { life: 'queued', stage: 'queued', stageDone: null, stageTotal: null });
      return;
    case 'started':
      startSession(state, event);
      return;
    case 'stage':
      Object.assign(state, { stage: event.stage, stageDone: event.done ?? null, stageTotal: event.total ?? null });
      return;
    case 'plan':
      state.steps = event.steps;
      return;
    case 'step':
      state.taken.push(event);
      if (state.taken.length > 2 * KEPT_STEPS) state.taken = state.taken.slice(-KEPT_STEPS);
      state.losses.push({ step: event.step, value: event.loss });
      return;
    case 'validation':
      state.validations.push({ step: event.step, value: event.loss });
      return;
    case 'answers':
      state.answers.push({ step: event.step, seconds: event.seconds, answers: event.answers });
      return;
    case 'warning':
      state.warnings.push(event.message);
      return;
    case 'paused':
    case 'succeeded':
    case 'cancelled':
      state.life = event.type;
      return;
    case 'failed':
      state.life = 'failed';
      state.error = event.error;
      return;
    case 'checkpoint':
    case 'trained':
      return;
  }
}

/** A new runner: what was done after the checkpoint it resumes from is done again. */
function startSession(state: JobState, event: Extract<JobEvent, { type: 'started' }>): void {
  const from = event.resumedFromStep ?? 0;
  if (state.sessionStart !== null && state.lastAt !== null) state.earlierMs += state.lastAt - state.sessionStart;
  state.sessionStart = event.at;
  state.life = 'running';
  state.error = null;
  state.taken = state.taken.filter((step) => step.step <= from);
  state.losses = state.losses.filter((step) => step.step <= from);
  state.validations = state.validations.filter((validation) => validation.step <= from);
  state.answers = state.answers.filter((answers) => answers.step <= from);
}

/** The status of the contract: a job whose runner is gone without a last word is `interrupted`. */
export function jobStatus(state: JobState, runnerAlive: boolean): JobStatus {
  const needsRunner = state.life === 'running' || state.life === 'queued';
  return needsRunner && !runnerAlive ? 'interrupted' : state.life;
}

/** Steps over which speed and remaining time are measured. */
const RECENT_STEPS = 20;

/** The lists of losses are the state's own: they grow with it. */
export function jobProgress(jobId: string, state: JobState, runnerAlive: boolean): JobProgress {
  const last = state.taken.at(-1);
  const status = jobStatus(state, runnerAlive);
  const training = status === 'running' && state.stage === 'train';
  const recent = state.taken.slice(-RECENT_STEPS);
  const seconds = sum(recent.map((step) => step.seconds));
  const sessionMs = state.sessionStart === null || state.lastAt === null ? 0 : state.lastAt - state.sessionStart;
  return {
    jobId,
    status,
    stage: state.stage,
    stageDone: state.stageDone,
    stageTotal: state.stageTotal,
    step: last?.step ?? state.losses.at(-1)?.step ?? 0,
    steps: state.steps,
    epoch: last?.epoch ?? 0,
    loss: state.losses.at(-1)?.value ?? null,
    validationLoss: state.validations.at(-1)?.value ?? null,
    learningRate: last?.learningRate ?? null,
    gradNorm: last?.gradNorm ?? null,
    tokensPerSecond: seconds > 0 ? sum(recent.map((step) => step.tokens)) / seconds : null,
    rssBytes: last?.rssBytes ?? null,
    etaSeconds: training ? remainingSeconds(state, recent) : null,
    elapsedSeconds: (state.earlierMs + sessionMs) / 1000,
    trainLosses: state.losses,
    validationLosses: state.validations,
    warnings: [...state.warnings],
    answers: state.answers,
    error: state.error,
  };
}

/** By the clock between recent steps of this session, so that validation and checkpoints between them count. */
function remainingSeconds(state: JobState, recent: readonly StepEvent[]): number | null {
  const session = recent.filter((step) => step.at >= (state.sessionStart ?? 0));
  const [first, last] = [session[0], session.at(-1)];
  if (first === undefined || last === undefined) return null;
  const perStep = last.step > first.step ? (last.at - first.at) / 1000 / (last.step - first.step) : last.seconds;
  return Math.max(0, state.steps - last.step) * perStep;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
