/** All jobs: which is pointed at, which are marked, what was deleted and can come back. Pure. */
import type { JobSummary } from '../../../jobs/folder.js';
import type { JobProgress, ProblemView } from '../../../workflow/types.js';
import type { JobList, JobResult } from '../../run-ports.js';
import { within } from '../../within.js';

export interface JobsState {
  /** Null until they were read. */
  list: JobList | null;
  at: number;
  /** Ids, in the order in which they were marked. */
  marked: readonly string[];
  /** Deleted and kept aside, the last one last. */
  aside: readonly { job: JobSummary; index: number }[];
  problem: ProblemView | null;
  /** The marked ones side by side; null while the list is shown. */
  compared: readonly JobResult[] | null;
  curve: 'training' | 'validation';
  log: boolean;
}

export type JobsAction =
  | { type: 'found'; list: JobList }
  | { type: 'progress'; progress: JobProgress }
  | { type: 'move'; by: number }
  | { type: 'mark' }
  | { type: 'gone'; jobId: string }
  | { type: 'back-again'; jobId: string }
  | { type: 'failed'; problem: ProblemView }
  | { type: 'compare'; results: readonly JobResult[] }
  | { type: 'list' }
  | { type: 'other-curve' }
  | { type: 'toggle-log' };

export const JOBS_START: JobsState = {
  list: null,
  at: 0,
  marked: [],
  aside: [],
  problem: null,
  compared: null,
  curve: 'training',
  log: false,
};

export function reduceJobs(before: JobsState, action: JobsAction): JobsState {
  // What went wrong is told until the next key.
  const state = action.type === 'progress' ? before : { ...before, problem: null };
  switch (action.type) {
    case 'found':
      return { ...state, list: action.list };
    case 'progress':
      return withJobs(state, (jobs) =>
        jobs.map((job) => (job.jobId === action.progress.jobId ? moved(job, action.progress) : job)),
      );
    case 'move':
      return { ...state, at: within(state.at + action.by, jobsOf(state).length - 1) };
    case 'mark':
      return marked(state);
    case 'gone':
      return gone(state, action.jobId);
    case 'back-again':
      return backAgain(state, action.jobId);
    case 'failed':
      return { ...state, problem: action.problem };
    case 'compare':
      return { ...state, compared: action.results };
    case 'list':
      return { ...state, compared: null };
    case 'other-curve':
      return { ...state, curve: state.curve === 'training' ? 'validation' : 'training' };
    case 'toggle-log':
      return { ...state, log: !state.log };
  }
}

export const jobsOf = ({ list }: JobsState): readonly JobSummary[] => list?.jobs ?? [];
export const pointedAt = (state: JobsState): JobSummary | undefined => jobsOf(state)[state.at];

function withJobs(state: JobsState, change: (jobs: JobSummary[]) => JobSummary[]): JobsState {
  return state.list === null ? state : { ...state, list: { ...state.list, jobs: change(state.list.jobs) } };
}

/** The same object where nothing changed, so that nothing is drawn. */
function moved(job: JobSummary, { status, step, steps }: JobProgress): JobSummary {
  const same = job.status === status && job.step === step && job.steps === steps;
  return same ? job : { ...job, status, step, steps };
}

function marked(state: JobsState): JobsState {
  const jobId = pointedAt(state)?.jobId;
  if (jobId === undefined) return state;
  const marks = state.marked.includes(jobId)
    ? state.marked.filter((other) => other !== jobId)
    : [...state.marked, jobId];
  return { ...state, marked: marks, at: within(state.at + 1, jobsOf(state).length - 1) };
}

function gone(state: JobsState, jobId: string): JobsState {
  const index = jobsOf(state).findIndex((job) => job.jobId === jobId);
  const job = jobsOf(state)[index];
  if (job === undefined) return state;
  const next = withJobs(state, (jobs) => jobs.filter((other) => other.jobId !== jobId));
  return {
    ...next,
    aside: [...state.aside, { job, index }],
    marked: state.marked.filter((other) => other !== jobId),
    at: within(state.at, jobsOf(next).length - 1),
  };
}

function backAgain(state: JobsState, jobId: string): JobsState {
  const kept = state.aside.find(({ job }) => job.jobId === jobId);
  if (kept === undefined) return state;
  const next = withJobs(state, (jobs) => jobs.toSpliced(kept.index, 0, kept.job));
  return { ...next, aside: state.aside.filter((other) => other !== kept), at: kept.index };
}
