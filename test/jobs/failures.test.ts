/** Runs that must not be called successes, and say why. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Split } from '../../src/data/types.js';
import { readEvents } from '../../src/jobs/event-log.js';
import { createJob, jobPaths, readProgress } from '../../src/jobs/folder.js';
import { readReport } from '../../src/jobs/report.js';
import type { JobSpec } from '../../src/jobs/spec.js';
import { launchRunner, startJob } from '../../src/jobs/start.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded } from '../support/until-ended.js';

const home = runnerHome();

const split = tinySplit();
type Changes = Partial<JobSpec['hyperparameters']>;
function withSettings(changes: Changes, spec: Partial<JobSpec> = {}): JobSpec {
  const made = tinySpec(home, split, spec);
  return { ...made, hyperparameters: { ...made.hyperparameters, ...changes } };
}

async function failed(spec: JobSpec, rows: Split = split) {
  await startJob(spec, rows, home.home);
  expect(await untilEnded(home.home, spec.jobId)).toBe('failed');
  const { error } = await readProgress(home.home, spec.jobId);
  const hasModel = await stat(jobPaths(home.home, spec.jobId).model).then(
    () => true,
    () => false,
  );
  expect(await readReport(home.home, spec.jobId)).toBeNull();
  return { error: error!, hasModel };
}

it('an adapter that equals its base is a failure with a reason, and nothing is saved', async () => {
  // Float32 has no number as small as this rate.
  const { error, hasModel } = await failed(withSettings({ learningRate: 1e-60, weightDecay: 0 }));
  expect(error.code).toBe('nothing-learned');
  expect(error.next).toContain('higher learning rate');
  expect(error.hi?.message).toContain('base model jaisa');
  expect(hasModel).toBe(false);
});

it('full training that changed nothing is a failure too', async () => {
  const { error } = await failed(withSettings({ learningRate: 1e-60, weightDecay: 0 }, { method: 'full' }));
  expect(error.code).toBe('nothing-learned');
});

it('a loss that stops being a number ends the job with step, rows and next step', async () => {
  const { error } = await failed(
    withSettings({ learningRate: 1e30, warmupRatio: 0, maxGradNorm: 1e30, epochs: 20 }, { method: 'full' }),
  );
  expect(['non-finite-loss', 'non-finite-gradient', 'diverged', 'non-finite-result']).toContain(error.code);
  expect(error.where).toMatch(/^rows \d+|^model\./);
  expect(error.next).toContain('half the learning rate');
});

it('a base model that changed since the plan is refused', async () => {
  const { error } = await failed(withSettings({}, { base: { id: 'tiny', path: home.model, fingerprint: 'other' } }));
  expect(error).toMatchObject({ code: 'base-changed', where: home.model });
});

it('a base model that is gone is a failure that names it', async () => {
  const path = join(home.home, 'gone');
  const { error } = await failed(withSettings({}, { base: { id: 'gone', path, fingerprint: 'x' } }));
  expect(error.where).toContain('gone');
});

it('rows whose answers are cut away are named, and without any other row the job fails', async () => {
  const { error } = await failed(withSettings({ maxLength: 8 }));
  expect(error.code).toBe('no-trainable-token');
});

it('some rows without an answer are left out with a warning that names their lines', async () => {
  const long = { line: 77, input: 'x'.repeat(300), output: 'north' };
  const rows = { ...split, train: [...split.train, long] };
  const spec = withSettings({ epochs: 1 });
  await startJob(spec, rows, home.home);
  expect(await untilEnded(home.home, spec.jobId)).toBe('succeeded');
  const { events } = await readEvents(jobPaths(home.home, spec.jobId).folder);
  const warnings = events.filter((event) => event.type === 'warning');
  expect(warnings.map(({ code }) => code)).toEqual(['rows-cut', 'rows-without-answer']);
  expect(warnings.every(({ message }) => message.en.includes('77') && message.hi.includes('77'))).toBe(true);
});

it('a job without test rows succeeds, without an evaluation and with a warning', async () => {
  const spec = withSettings({ epochs: 1 });
  await startJob(spec, { ...split, test: [] }, home.home);
  expect(await untilEnded(home.home, spec.jobId)).toBe('succeeded');
  expect((await readReport(home.home, spec.jobId))?.evaluation).toBeNull();
  expect((await readProgress(home.home, spec.jobId)).warnings[0]?.en).toContain('no held-out row');
});

it('a damaged row file ends the job with file and line, and the log of the runner stays for bugs', async () => {
  const spec = withSettings({});
  await createJob(home.home, spec, split);
  const paths = jobPaths(home.home, spec.jobId);
  await writeFile(paths.data('train'), 'not json\n');
  await launchRunner(home.home, spec.jobId);
  expect(await untilEnded(home.home, spec.jobId)).toBe('failed');
  expect((await readProgress(home.home, spec.jobId)).error?.where).toBe(`${paths.data('train')}:1`);
  expect(await readFile(paths.log, 'utf8')).toBe('');
});

it('a runner that cannot even begin is told with its own last words', async () => {
  const spec = withSettings({});
  await createJob(home.home, spec, split);
  const paths = jobPaths(home.home, spec.jobId);
  await writeFile(paths.spec, '{}');
  await expect(launchRunner(home.home, spec.jobId)).rejects.toMatchObject({
    code: 'runner-failed',
    where: paths.log,
    message: expect.stringContaining('exit code 3'),
  });
});
