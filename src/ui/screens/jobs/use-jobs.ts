/** The jobs of the home: read once, then only the living ones are followed. What was deleted is let go when the screen is left. */
import { type Dispatch, useEffect } from 'react';
import { problemView } from '../../../workflow/drive.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { useStudio } from '../../studio.js';
import { JOBS_START, type JobsAction, type JobsState, jobsOf, reduceJobs } from './reducer.js';

export interface Jobs {
  state: JobsState;
  act: Dispatch<JobsAction>;
  compare: () => void;
  remove: (jobId: string) => void;
  undo: () => void;
}

const KEPT: KeptStates<JobsState> = new WeakMap();

/** What was deleted is gone when the screen is left; the list is read anew. */
const letGo = (state: JobsState): JobsState => ({ ...state, list: null, aside: [], problem: null });

export function useJobs(): Jobs {
  const { jobs } = useStudio().ports;
  const [state, act] = useKeptReducer(KEPT, reduceJobs, { start: () => JOBS_START, reopened: letGo });
  useEffect(() => {
    let here = true;
    void jobs.list().then(
      (list) => here && act({ type: 'found', list }),
      (error) => here && act({ type: 'failed', problem: problemView(error) }),
    );
    return () => {
      here = false;
      void jobs.forget().catch(() => {});
    };
  }, [jobs, act]);
  useLiving(state, act);
  const failed = (error: unknown): void => act({ type: 'failed', problem: problemView(error) });
  return {
    state,
    act,
    compare: () =>
      void Promise.all(state.marked.map((jobId) => jobs.result(jobId))).then(
        (results) => act({ type: 'compare', results }),
        failed,
      ),
    remove: (jobId) => void jobs.setAside(jobId).then(() => act({ type: 'gone', jobId }), failed),
    undo: () => {
      const jobId = state.aside.at(-1)?.job.jobId;
      if (jobId !== undefined) void jobs.bringBack(jobId).then(() => act({ type: 'back-again', jobId }), failed);
    },
  };
}

function useLiving(state: JobsState, act: Dispatch<JobsAction>): void {
  const { jobs } = useStudio().ports;
  const living = jobsOf(state)
    .filter(({ status }) => status === 'running' || status === 'queued')
    .map(({ jobId }) => jobId)
    .join(' ');
  useEffect(() => {
    if (living === '') return;
    const leaving = new AbortController();
    for (const jobId of living.split(' ')) {
      void jobs.watch(jobId, (progress) => act({ type: 'progress', progress }), leaving.signal).catch(() => {});
    }
    return () => leaving.abort();
  }, [jobs, living, act]);
}
