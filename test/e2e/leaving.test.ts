/** Leaving the app while a job runs, and coming back to it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobPaths } from '../../src/jobs/folder.js';
import { claimHolder } from '../../src/jobs/lock.js';
import { eventually } from '../support/eventually.js';
import { type AppTerminal, KEY, openApp, openEntry, openTune, pointTo, runCli } from './terminal.js';
import { newWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

const open = (): AppTerminal => openApp({ home: world.home, args: ['--base', world.model] });

/** Starts a job of some thousand steps and gives its id. */
async function startLongJob(app: AppTerminal): Promise<string> {
  await openTune(app);
  await pointTo(app, 'company-faq.jsonl');
  await app.press(KEY.enter);
  await app.shows('Task     qa');
  await app.press(KEY.enter);
  await app.shows('1/2');
  await app.press(KEY.enter);
  await app.shows('2/2');
  await app.press(KEY.enter);
  await app.shows('Advice: LoRA');
  await app.press(KEY.enter);
  await app.shows('❯ Start training');
  await app.press(...Array.from({ length: 30 }, () => KEY.up));
  await app.shows('❯ Learning rate');
  await pointTo(app, 'Epochs');
  await app.press(KEY.enter);
  await app.shows('Enter keep');
  await app.press('100', KEY.enter);
  await app.shows(/❯ Epochs +100 /);
  await app.press(...Array.from({ length: 30 }, () => KEY.down), KEY.enter);
  await app.shows(/step [1-9]\d*\/\d+/);
  await app.shows(/\d{8}-\d{4}-[0-9a-f]{4}/);
  return /\d{8}-\d{4}-[0-9a-f]+/.exec(app.screen().join('\n'))?.[0] ?? '';
}

async function attach(app: AppTerminal, jobId: string): Promise<void> {
  await openEntry(app, 'Watch the job');
  await app.shows(jobId);
  await app.shows(/step \d+\/\d+/);
}

describe('a job and its screens', () => {
  it('goes on without the app, is found again, survives kill -9 of its runner, and ends in scores', async () => {
    const first = open();
    const jobId = await startLongJob(first);
    await first.press('q');
    expect((await first.exited).exitCode).toBe(0);
    await first.shows(jobId);

    const again = open();
    await attach(again, jobId);
    await again.shows('· running');
    const runner = await claimHolder(jobPaths(world.home, jobId).runner);
    if (runner === null) throw new Error('the job has ended before it could be killed');
    process.kill(runner.pid, 'SIGKILL');
    await again.shows('gone without a last word');
    await again.press('r');
    await again.shows('· running');
    await again.shows('Verdict:', 120_000);
    await again.press('q');
    await again.exited;
  }, 400_000);

  it('shows one job in two apps at once, and a pause in both', async () => {
    const first = open();
    const jobId = await startLongJob(first);
    const second = open();
    await attach(second, jobId);
    await second.press('p');
    await first.shows('· paused');
    await second.shows('· paused');
    await first.press('r');
    await first.shows('· running');
    await first.press('x');
    await first.shows('press again to cancel');
    await first.press('x');
    await first.shows('· cancelled');
    await first.press('q');
    await second.press('q');
    await Promise.all([first.exited, second.exited]);
    const { stdout } = await runCli(['jobs', 'show', jobId, '--json'], world.home);
    expect(JSON.parse(stdout)).toMatchObject({ status: 'cancelled' });
  }, 400_000);

  it('is watched in few bytes and without a full clear', async () => {
    const app = open();
    await startLongJob(app);
    const before = app.output().length;
    const started = Date.now();
    await app.shows(/step [2-9]\d\d\//);
    const written = app.output().slice(before);
    expect(written).not.toMatch(new RegExp(`${'\u001b'}\\[[23]J`));
    expect(Buffer.byteLength(written) / ((Date.now() - started) / 1000)).toBeLessThan(10_000);
    await app.press('x');
    await app.shows('press again to cancel');
    await app.press('x');
    await app.shows('· cancelled');
    await app.press('q');
    await app.exited;
  });

  it('is listed, deleted and brought back, and gone after the screen was left', async () => {
    const app = open();
    await openEntry(app, 'Jobs');
    await app.shows(/❯.*cancelled|❯.*done/);
    const count = (): number => app.screen().filter((line) => /\d{8}-\d{4}-[0-9a-f]{4}/.test(line)).length;
    await app.shows('Mark two or more');
    const all = count();
    await app.press('d');
    await app.shows('Brought back with u');
    await eventually(() => expect(count()).toBe(all - 1));
    await app.press('u');
    await app.shows('Mark two or more');
    await eventually(() => expect(count()).toBe(all));
    await app.press('d');
    await app.shows('Brought back with u');
    await app.press('q');
    await app.exited;
    const { jobs } = JSON.parse((await runCli(['jobs', 'list', '--json'], world.home)).stdout) as { jobs: unknown[] };
    expect(jobs).toHaveLength(all - 1);
  });
});
