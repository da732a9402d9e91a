/** The interview room as a person goes through it, in the built program. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProgress } from '../../src/learn/progress/store.js';
import { readReviews } from '../../src/learn/reviews/store.js';
import { type AppTerminal, KEY, openApp, openEntry, pressUntil } from './terminal.js';
import { newWorld, type World } from './world.js';

const [CTRL_S, CTRL_T] = ['\u0013', '\u0014'];
const ANSWER = 'In LoRA the base weights are frozen, and two small matrices are trained. So it needs less memory.';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

async function openRoom(app: AppTerminal, name: string): Promise<void> {
  await openEntry(app, name);
  await app.shows('01');
  await pressUntil(app, KEY.down, /❯ . Interview room/);
  await app.press(KEY.enter);
  await app.shows(/Mock interview/);
}

describe('the interview room', () => {
  it('is found from the first screen: an answer is scored and graded, a mock interview leaves its report', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model], rows: 40 });
    await openRoom(app, 'Learn');
    await app.press(KEY.enter);
    await app.shows(/0:\d\d of 2:00/);
    await app.press(CTRL_T);
    await app.shows('Hint 1:');
    await app.press(ANSWER, CTRL_S);
    await app.shows(/\d+ \/ 100/);
    await app.shows('not a human');
    await app.press('1');
    await app.shows('Again. It comes back by that.');
    await app.press(KEY.escape);
    await app.shows('1/38 questions answered');
    await app.press('m');
    for (const number of [1, 2, 3, 4, 5]) {
      await app.shows(`Question ${number}/5`);
      await app.press(ANSWER, CTRL_S);
    }
    await app.shows(/The report lies in/);
    app.kill();
    const { progress } = await readProgress(world.home);
    expect(progress.interviews).toHaveLength(6);
    expect(await readReviews(world.home)).toMatchObject([{ grade: 'again', card: progress.interviews[0]?.question }]);
    const folder = join(world.home, 'learn', 'interviews');
    const [report = ''] = await readdir(folder);
    expect(await readFile(join(folder, report), 'utf8')).toContain('# Mock interview');
  });

  it('speaks Hinglish as well', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model], rows: 40, env: { VISHESH_LANG: 'hi' } });
    await openRoom(app, 'Seekho');
    await app.shows(/sawaalon ke jawab diye/);
    await app.press('m');
    await app.shows(/Sawaal 1\/5/);
    await app.press(CTRL_S);
    await app.shows(/Sawaal 2\/5/);
    app.kill();
  });
});
