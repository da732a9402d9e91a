/** A damaged job folder through every command that reads it: told with its place and a way out, and the other jobs stay in reach. */
import { cpSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { jobPaths } from '../../src/jobs/folder.js';
import { startJob } from '../../src/jobs/start.js';
import { cli, failure, jsonOf } from '../support/cli.js';
import { runnerHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded } from '../support/until-ended.js';

const home = runnerHome();
let jobId: string;
let whole: string;
beforeAll(async () => {
  const split = tinySplit(8);
  const spec = tinySpec(home, split);
  jobId = spec.jobId;
  await startJob(spec, split, home.home);
  expect(await untilEnded(home.home, jobId)).toBe('succeeded');
  whole = join(home.home, 'whole');
  cpSync(jobPaths(home.home, jobId).folder, whole, { recursive: true });
});

const paths = () => jobPaths(home.home, jobId);
const of = (...args: string[]): string[] => [...args, '--home', home.home];

function broken(breakIt: (job: ReturnType<typeof paths>) => void): void {
  rmSync(paths().folder, { recursive: true, force: true, maxRetries: 5 });
  cpSync(whole, paths().folder, { recursive: true });
  breakIt(paths());
}

function turnIntoFolder(path: string): void {
  rmSync(path);
  mkdirSync(path);
}

it.each([
  ['holds no JSON', 'corrupt-file', 2, (path: string) => writeFileSync(path, '{')],
  ['holds something else', 'corrupt-file', 2, (path: string) => writeFileSync(path, '{"version":9}')],
  ['is missing', 'corrupt-job', 1, (path: string) => rmSync(path)],
  ['is a folder', 'corrupt-job', 1, turnIntoFolder],
] as const)('a job.json that %s', async (_what, code, exitCode, breakIt) => {
  broken(({ spec }) => breakIt(spec));
  for (const args of [['jobs', 'show'], ['jobs', 'resume'], ['jobs', 'pause'], ['jobs', 'cancel'], ['evaluate']]) {
    const { where, next } = await failure(of(...args, jobId), code, exitCode);
    expect(where).toContain(jobId);
    expect(next).toContain(`jobs remove ${jobId}`);
  }
  const listed = await cli(...of('jobs', 'list', '--json'));
  expect(listed.code).toBe(0);
  expect(jsonOf(listed)).toMatchObject({ jobs: [], corrupt: [{ jobId, error: { code } }] });
  expect((await cli(...of('jobs', 'remove', jobId))).code).toBe(0);
  expect(readdirSync(join(home.home, 'jobs'))).not.toContain(jobId);
});

it('events that are noise or gone leave a job that can be resumed to the same end', async () => {
  for (const breakIt of [
    (events: string) =>
      writeFileSync(
        events,
        Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256),
      ),
    (events: string) => rmSync(events),
  ]) {
    broken(({ folder }) => breakIt(join(folder, 'events.jsonl')));
    expect(jsonOf(await cli(...of('jobs', 'show', jobId, '--json')))).toMatchObject({ status: 'interrupted' });
    const resumed = await cli(...of('jobs', 'resume', jobId, '--json'));
    expect(jsonOf(resumed)).toMatchObject({ status: 'succeeded' });
    expect(resumed.code).toBe(0);
  }
});

it('a report that is noise says how to make it again', async () => {
  broken(({ report }) => writeFileSync(report, 'noise'));
  const { where, next } = await failure(of('jobs', 'show', jobId), 'corrupt-file');
  expect(where).toBe(paths().report);
  expect(next).toContain(`evaluate ${jobId}`);
  expect((await cli(...of('evaluate', jobId, '--json'))).code).toBe(0);
});

it('an adapter that is cut off or gone is named', async () => {
  broken(({ model }) => truncateSync(join(model, 'adapter_model.safetensors'), 300));
  expect((await failure(of('evaluate', jobId), 'malformed-safetensors', 1)).where).toContain(paths().model);
  broken(({ model }) => rmSync(model, { recursive: true }));
  expect((await failure(of('evaluate', jobId), 'adapter-not-found', 1)).where).toContain(paths().model);
});

it('data for another evaluation that cannot be read is the file’s fault, not the job’s', async () => {
  broken(() => {});
  const empty = join(home.home, 'empty.csv');
  writeFileSync(empty, '');
  expect((await failure(of('evaluate', jobId, '--file', empty), 'empty-file')).where).toBe(empty);
});

it('an id that is none, or a way out of the folder, is an unknown job for every command', async () => {
  for (const id of ['20260101-0101-abcd', '../../etc', 'x'])
    for (const args of [
      ['jobs', 'show', id],
      ['jobs', 'resume', id],
      ['jobs', 'remove', id],
      ['evaluate', id],
    ])
      expect((await failure(of(...args), 'unknown-job')).where).toBe(id);
});
