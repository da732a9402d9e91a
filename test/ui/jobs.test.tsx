/** The screen of all jobs. */
import { describe, expect, it, vi } from 'vitest';
import type { JobSummary } from '../../src/jobs/folder.js';
import { jobRunning } from '../../src/jobs/folder.js';
import { reportOf } from '../../src/jobs/report.js';
import type { RunPorts } from '../../src/ui/run-ports.js';
import { JOBS_START, type JobsAction, reduceJobs } from '../../src/ui/screens/jobs/reducer.js';
import type { JobProgress } from '../../src/workflow/types.js';
import { eventually } from '../support/eventually.js';
import { evaluation, plan, progress } from '../workflow/worlds.js';
import { fakeRunPorts } from './fake-run-ports.js';
import { KEY, openApp } from './open-app.js';

const job = (n: number, change: Partial<JobSummary> = {}): JobSummary => ({
  jobId: `20261122-15${n}0-ab12`,
  status: 'succeeded',
  base: 'smollm2-135m-instruct',
  method: 'lora',
  task: 'classification',
  createdAt: '2026-11-22T15:30:00Z',
  step: 90,
  steps: 90,
  modelId: `model-${n}`,
  ...change,
});
const JOBS = [job(3), job(2), job(1)];

function open(change: Partial<RunPorts['jobs']> = {}, jobs = JOBS, lang: 'en' | 'hi' = 'en') {
  const ports = fakeRunPorts().jobs;
  return openApp({
    first: { name: 'jobs' },
    lang,
    ports: { jobs: { ...ports, list: async () => ({ jobs, corrupt: [] }), ...change } },
  });
}

describe('the list of jobs', () => {
  const listed = (...actions: JobsAction[]) =>
    actions.reduce(reduceJobs, reduceJobs(JOBS_START, { type: 'found', list: { jobs: JOBS, corrupt: [] } }));

  it('keeps what was deleted and puts it back in its place', () => {
    const { jobId } = job(2);
    const without = listed({ type: 'move', by: 1 }, { type: 'gone', jobId });
    expect(without.list?.jobs.map(({ modelId }) => modelId)).toEqual(['model-3', 'model-1']);
    const again = reduceJobs(without, { type: 'back-again', jobId });
    expect(again.list?.jobs).toEqual(JOBS);
    expect(again.at).toBe(1);
    expect(again.aside).toEqual([]);
  });

  it('forgets the mark of a job that is deleted', () => {
    expect(listed({ type: 'mark' }, { type: 'gone', jobId: job(3).jobId }).marked).toEqual([]);
  });

  it('draws nothing anew for progress that changes no line', () => {
    const before = listed();
    const same = progress({ jobId: job(3).jobId, status: 'succeeded', step: 90, steps: 90, loss: 0.1 });
    expect(reduceJobs(before, { type: 'progress', progress: same }).list?.jobs[0]).toBe(before.list?.jobs[0]);
  });
});

describe('the screen of jobs', () => {
  it('follows a living job', async () => {
    let tell: ((progress: JobProgress) => void) | null = null as ((progress: JobProgress) => void) | null;
    const { shows } = open(
      {
        watch: (_jobId, report) => {
          tell = report;
          return new Promise(() => {});
        },
      },
      [job(3, { status: 'running', step: 1 })],
    );
    await shows(/● 20261122-1530-ab12 +running +1\/90/);
    await eventually(() => expect(tell).not.toBeNull());
    tell?.(progress({ jobId: job(3).jobId, step: 47, steps: 90 }));
    await shows(/running +47\/90/);
  });

  it('opens a job where it is, and Esc leads back to the list', async () => {
    const { shows, press, driver } = open();
    await shows('model-3');
    await press(KEY.down);
    await press(KEY.enter);
    await shows('Accuracy rose');
    await eventually(() => expect(driver().state.progress).not.toBeNull());
    await press(KEY.escape);
    await shows('model-1');
  });

  it('deletes with a way back until it is left', async () => {
    const [setAside, bringBack, forget] = [vi.fn(async () => {}), vi.fn(async () => {}), vi.fn(async () => {})];
    const { shows, press, frame } = open({ setAside, bringBack, forget });
    await shows('model-3');
    await press('d');
    await shows('Brought back with u');
    expect(frame()).not.toContain('model-3');
    await press('u');
    await shows('model-3');
    expect(bringBack).toHaveBeenCalledWith(job(3).jobId);
    expect(forget).not.toHaveBeenCalled();
    await press('d');
    await shows('Brought back with u');
    await press(KEY.escape);
    await shows('Fine-tune on a file');
    expect(forget).toHaveBeenCalledTimes(1);
  });

  it('does not delete a running job, and says what to do first', async () => {
    const { shows, press } = open({ setAside: async (jobId) => Promise.reject(jobRunning(jobId)) });
    await shows('model-3');
    await press('d');
    await shows('vishesh jobs cancel');
    await press(KEY.down);
    await shows(/❯.*20261122-1520/);
  });

  it('compares the marked ones on one chart and in one table', async () => {
    const result: RunPorts['jobs']['result'] = async (jobId) => {
      const method = jobId === job(3).jobId ? 'lora' : 'full';
      const spec = {
        jobId,
        base: { id: 'nano', path: '/nano', fingerprint: 'x' },
        task: 'classification',
        method,
        modelId: 'm',
        split: { seed: 1, train: 1, validation: 1, test: 1 },
        hyperparameters: plan().hyperparameters,
      } as Parameters<typeof reportOf>[0];
      return {
        report: reportOf(spec, { status: 'succeeded', training: null, evaluation: evaluation() }),
        progress: progress({ jobId }),
      };
    };
    const { shows, press, frame } = open({ result });
    await shows('Mark two or more');
    await press(' ', ' ');
    await shows('c compare the marked');
    await press('c');
    await shows('Jobs side by side');
    expect(frame()).toMatch(/A 1122-1530-ab12 +B 1122-1520-ab12/);
    expect(frame()).toMatch(/method +LoRA +full/);
    expect(frame()).toMatch(/score +0\.930 +0\.930/);
    expect(frame()).toMatch(/[\u2801-\u28ff]/);
    await press(KEY.escape);
    await shows('2 marked');
  });

  it('says in Hinglish that there is none', async () => {
    await open({}, [], 'hi').shows('Abhi koi job nahi');
  });
});
