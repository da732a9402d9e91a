/** Held-out prompts answered while a job trains, by a real runner on the tiny model. */
import { describe, expect, it } from 'vitest';
import { readEvents } from '../../src/jobs/event-log.js';
import type { JobEvent } from '../../src/jobs/events.js';
import { jobPaths, readProgress } from '../../src/jobs/folder.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { startJob } from '../../src/jobs/start.js';
import { foldEvents, jobProgress } from '../../src/jobs/status.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded } from '../support/until-ended.js';

const home = runnerHome();

async function answersOf(changes: Partial<JobSpec>) {
  const split = tinySplit();
  const spec = tinySpec(home, split, changes);
  await startJob(spec, split, home.home);
  expect(await untilEnded(home.home, spec.jobId)).toBe('succeeded');
  const { events } = await readEvents(jobPaths(home.home, spec.jobId).folder);
  const told = events.flatMap((event) => (event.type === 'answers' ? [event] : []));
  const checkpoints = events.flatMap((event) => (event.type === 'checkpoint' ? [event.step] : []));
  return { told, checkpoints, split, jobId: spec.jobId };
}

describe('held-out prompts', () => {
  it('are answered by label before the first step and at every checkpoint for which there is time', async () => {
    const { told, checkpoints, split, jobId } = await answersOf({});
    expect(told.map(({ step }) => step)).toEqual([0, ...checkpoints]);
    const held = split.test.map(({ line }) => line);
    expect(told[0]?.answers).toHaveLength(3);
    for (const { answers } of told) {
      for (const { row, base, tuned } of answers) {
        expect(held).toContain(row);
        expect(['east', 'north']).toEqual(expect.arrayContaining([base, tuned]));
      }
    }
    expect(told[0]?.answers.every(({ base, tuned }) => base === tuned)).toBe(true);
    expect((await readProgress(home.home, jobId)).answers).toHaveLength(told.length);
  });

  it('are answered in words for other tasks', async () => {
    const { told } = await answersOf({ task: 'generation', labels: null });
    const { answers } = told[0] ?? { answers: [] };
    expect(answers).toHaveLength(3);
    for (const { tuned } of answers) expect(tuned).not.toBe('');
  });
});

describe('the answers of a job', () => {
  const answers = (step: number): JobEvent => ({
    type: 'answers',
    at: 1,
    step,
    seconds: 1,
    answers: [{ row: 1, prompt: 'p', expected: 'e', base: 'b', tuned: `${step}` }],
  });
  const started = (resumedFromStep: number | null): JobEvent => ({ type: 'started', at: 1, pid: 1, resumedFromStep });

  it('after the checkpoint that a new runner resumes from are forgotten', () => {
    const state = foldEvents([started(null), answers(0), answers(10), answers(20), started(10)]);
    expect(jobProgress('a', state, true).answers?.map(({ step }) => step)).toEqual([0, 10]);
  });
});
