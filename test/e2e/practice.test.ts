/** The practice task as a person begins it, in the built program: the folder, a save that is checked, a hint, the way to the runs, the report. */
import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProgress } from '../../src/learn/progress/store.js';
import { answer, choose, estimate, estimateQuestion, explain, repair, tradeOffs } from '../learn/practice/solver.js';
import { type AppTerminal, KEY, openApp, openEntry, pointTo, runCli } from './terminal.js';
import { newWorld, type World } from './world.js';

const CTRL_U = '\u0015';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

async function openPractice(app: AppTerminal, learn: string): Promise<void> {
  await openEntry(app, learn);
  await app.shows('01');
  await pointTo(app, 'i Mini practice task');
  await app.press(KEY.enter);
}

/** Someone who does parts 1 to 4 in an editor, with the product's own commands beside it. */
async function writeAnswers(folder: string): Promise<void> {
  await repair(folder);
  const said = await runCli(['check', join(folder, 'messy.csv'), '--json'], world.home);
  const report = JSON.parse(said.stdout) as Parameters<typeof explain>[0];
  const readme = await readFile(join(folder, 'README.md'), 'utf8');
  const question = estimateQuestion(readme);
  const asked = ['--epochs', String(question.epochs), '--method', question.method, '--json'];
  const planned = await runCli(['plan', join(folder, 'repaired.csv'), ...asked], world.home);
  const plan = JSON.parse(planned.stdout) as { estimate: { trainTokens: number }; data: { train: number } };
  await answer(folder, {
    validate: explain(report, 1),
    choose: choose(readme),
    estimate: estimate(question, plan.estimate.trainTokens, plan.data.train),
  });
}

describe('the practice task', () => {
  it('is started in a folder, checked at every save, helped with a hint, and reported', async () => {
    const folder = join(dirname(world.home), 'my practice');
    const app = openApp({ home: world.home, args: ['--base', world.model], columns: 100, rows: 30 });
    await openPractice(app, 'Learn');
    await app.shows('Sixty messy messages');
    await app.press(CTRL_U, ...folder, KEY.enter);
    await app.shows('answers.yaml  to be filled in', 60_000);
    await pointTo(app, 'Prepare the data');
    await app.shows('There is no repaired.csv in the folder yet.', 60_000);
    const seed = /seed (\d+)/.exec(app.screen().join('\n'))?.[1];
    expect(await readFile(join(folder, 'answers.yaml'), 'utf8')).toContain(`seed: ${seed}`);

    const fixed = join(folder, 'repaired.csv');
    await runCli(['check', join(folder, 'messy.csv'), '--fix', fixed, '--home', world.home], world.home);
    await access(fixed);
    await app.shows(/\d+\/14 right/, 60_000);
    await app.shows(/❯ ● 1 {2}Prepare the data +[1-9]\d points/, 60_000);
    await app.press('h');
    await app.shows("costs 10 of this part's 100 points");
    await app.press('h');
    await app.shows('Hint 1:');
    await app.shows('(1 hint)');

    await pointTo(app, 'LoRA against full');
    await app.shows('m trains LoRA and full');
    await app.press('m');
    await app.shows(`File: ${fixed}`);
    await app.press(KEY.escape);
    await app.shows('Score');

    await app.press('r');
    await app.shows('Name on the certificate');
    await app.press(...'Asha', KEY.enter);
    await app.shows('Not all parts pass yet', 60_000);
    expect(await readFile(join(folder, 'progress-report.md'), 'utf8')).toContain('no certificate yet');
    await app.press('q');
    expect((await app.exited).exitCode).toBe(0);
    const { practice } = (await readProgress(world.home)).progress;
    expect(practice).toMatchObject({ seed: Number(seed), folder, hints: { prepare: 1 }, finishedAt: null });
    expect(practice?.parts.prepare).toBeGreaterThan(0);
  }, 300_000);

  it('is there again the next time, in Hinglish as well, and begins anew when asked twice', async () => {
    const app = openApp({
      home: world.home,
      args: ['--base', world.model],
      columns: 100,
      rows: 30,
      env: { VISHESH_LANG: 'hi' },
    });
    await openPractice(app, 'Seekho');
    await app.shows(/1 {2}Data taiyar karna .*\(1 hint\) +\d+ points/, 60_000);
    await app.press('x');
    await app.shows('Naye sire se?');
    await app.press('x');
    await app.shows('Score 0/100', 60_000);
    await app.shows(/❯ i Folder aur task/);
    await access(join(dirname(world.home), 'my practice', 'earlier-1', 'repaired.csv'));
    await app.press('q');
    await app.exited;
  }, 120_000);

  it('is passed part by part, with both trainings begun by its keys, and ends in a certificate', async () => {
    const folder = join(dirname(world.home), 'my practice');
    const app = openApp({ home: world.home, args: ['--base', world.model], columns: 100, rows: 30 });
    await openPractice(app, 'Learn');
    await app.shows('Score 0/100', 60_000);
    await writeAnswers(folder);
    // The hint of the first part stays paid.
    for (const points of ['1 .* 90', '2 .* 100', '3 .* 100', '4 .* 100'])
      await app.shows(new RegExp(`✓ ${points} points`), 60_000);

    await pointTo(app, 'LoRA against full');
    await app.press('m');
    await app.shows(`File: ${join(folder, 'repaired.csv')}`);
    await app.press(KEY.enter);
    await app.shows('open the advised job', 120_000);
    expect(app.screen().join('\n')).not.toContain('partial');
    await app.press(KEY.escape);
    const shown = await runCli(['compare', '--show', 'last', '--json'], world.home);
    await answer(folder, { 'trade-offs': tradeOffs(JSON.parse(shown.stdout) as Parameters<typeof tradeOffs>[0]) });
    await app.shows('Score', 60_000);
    await app.press('r');
    await app.shows('Name on the certificate');
    await app.press(...'Asha', KEY.enter);
    await app.shows('certificate.svg', 60_000);
    expect(await readFile(join(folder, 'certificate.md'), 'utf8')).toContain('Asha');
    await app.press('q');
    expect((await app.exited).exitCode).toBe(0);
    expect((await readProgress(world.home)).progress.practice?.finishedAt).not.toBeNull();
  }, 300_000);
});
