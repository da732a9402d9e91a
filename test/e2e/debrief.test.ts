/** After a real run: three questions about it in the built program, their lesson and the way back, and the progress that they leave. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { KEY, openApp, openEntry, runCli } from './terminal.js';
import { newWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

it('asks about the run, explains, opens the lesson, comes back, and counts', async () => {
  const flags = ['--base', world.model, '--no-deploy', '--no-measure', '--epochs', '2'];
  const ran = await runCli(['run', world.file, ...flags], world.home);
  expect(ran.code, ran.stderr).toBe(0);
  expect(ran.stderr).toContain('vishesh learn debrief');
  const app = openApp({ home: world.home, args: ['--base', world.model] });
  await openEntry(app, 'Jobs');
  await app.shows('a three questions on it');
  await app.press('a');
  for (const number of [1, 2, 3]) {
    await app.shows(`Question ${number} of 3`);
    await app.press('a');
    await app.shows(/Right\.|Not this\. It is [b-d]\./);
    if (number === 1) {
      await app.press('o');
      await app.shows(/Learn \d\d-[a-z-]+/);
      await app.press(KEY.escape);
      await app.shows(/Right\.|Not this\. It is [b-d]\./);
    }
    await app.press(KEY.enter);
  }
  await app.shows(/[0-3]\/3 right at the first answer/);
  await app.press(KEY.escape);
  await app.shows('a three questions on it');
  await app.press(KEY.escape);
  await app.shows('p progress');
  await app.press('p');
  await app.shows(/Own runs [0-3]\/3/);
  await app.press('q');
  expect((await app.exited).exitCode).toBe(0);
  const kept = JSON.parse(await readFile(join(world.home, 'learn', 'progress.json'), 'utf8')) as {
    debriefs: Record<string, { answers: object }>;
  };
  expect(Object.values(kept.debriefs).map(({ answers }) => Object.keys(answers).length)).toEqual([3]);
}, 180_000);
