/** Learning as a person goes through it, in the built program. */
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lessonsFolder } from '../../src/learn/lesson/load.js';
import { eventually } from '../support/eventually.js';
import { type AppTerminal, KEY, openApp, openEntry, pressUntil } from './terminal.js';
import { newWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

/** From the list to lesson 03. */
async function openThird(app: AppTerminal, done: string): Promise<void> {
  await app.shows(done);
  await app.press(KEY.down, KEY.down);
  await app.shows(/❯ . 03/);
  await app.press(KEY.enter);
  await app.shows('03. Full, LoRA, PEFT, instruction tuning');
}

/** Steps on until this part has the keys. */
const stepTo = (app: AppTerminal, head: RegExp): Promise<void> => pressUntil(app, KEY.tab, head, /^ ❯ /);

/** On Linux; elsewhere none are known. */
function childrenOf(pid: number): string[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split(' ').filter(Boolean) : [];
}

/** A process that has ended may wait for somebody to ask for its exit code. */
const lives = (pid: string): boolean =>
  existsSync(`/proc/${pid}/stat`) && !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

describe('a lesson', () => {
  it('is opened from the first screen, its cell runs, is changed and runs again, a question is answered, and all is kept', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model], rows: 40 });
    await openEntry(app, 'Learn');
    await openThird(app, 'lessons done');
    await stepTo(app, /❯ . cell by-hand/);
    await app.press(KEY.enter);
    await app.shows(/as the lesson shows \(\d+\.\d s\)/);
    await app.shows('full 16777216, LoRA 65536');
    await app.press('e');
    await app.shows('(editing)');
    await app.press('console.log("mine");', KEY.enter, '\u0013');
    await app.shows('your own version');
    await app.shows(/│ mine$/m);
    await app.press('r');
    await stepTo(app, /❯ . Question: You double/);
    await app.press(KEY.enter);
    await app.shows(/❯ +a\) Twice as many/);
    await app.press(KEY.down, KEY.enter);
    await app.shows('Not this: Both A and B are linear in r');
    await app.press(KEY.up, KEY.enter);
    await app.shows('Right.');
    await app.press(KEY.escape);
    await app.shows('lessons done');
    await app.press('q');
    expect((await app.exited).exitCode).toBe(0);
    const kept = JSON.parse(await readFile(join(world.home, 'learn', 'progress.json'), 'utf8')) as {
      lessons: Record<string, { cells: string[]; quizzes: Record<string, unknown> }>;
    };
    expect(kept.lessons['03-types']?.cells).toEqual(['by-hand']);
    expect(kept.lessons['03-types']?.quizzes).toEqual({ 'double-rank': { tries: 2, correct: true } });
  });

  it('stops an endless loop and stays open, and ends it when the app is closed, in Hinglish on a narrow window', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model, '--lang', 'hi'], columns: 60, rows: 24 });
    await openEntry(app, 'Seekho');
    await app.shows('lessons poore');
    await app.press('/');
    await app.shows('Saare lessons mein dhoondo');
    await app.press('haath se');
    await app.shows(/❯ 03 .*haath se/);
    await app.press(KEY.enter);
    await app.shows('B guna A, haath se');
    await stepTo(app, /❯ . cell by-hand/);
    await app.press('e');
    await app.shows('badal rahe ho');
    await app.press('for (;;);', '\u0013');
    await app.shows('chal raha hai');
    await app.press(KEY.escape);
    await app.shows(/rok diya \(\d+\.\d s\)/);
    await app.press(KEY.enter);
    await app.shows('chal raha hai');
    const children = childrenOf(app.pid);
    await app.press('q');
    expect((await app.exited).exitCode).toBe(0);
    if (process.platform === 'linux') expect(children.length).toBeGreaterThan(0);
    for (const child of children) await eventually(() => expect(lives(child)).toBe(false));
  });
});

describe('an exercise', () => {
  it('tells what is wrong, helps by a hint, checks what another editor saves, and counts when it passes, in Hinglish', async () => {
    const folder = join(lessonsFolder(), '07-choosing-a-method');
    const app = openApp({ home: world.home, args: ['--base', world.model, '--lang', 'hi'], rows: 40 });
    await openEntry(app, 'Seekho');
    await app.shows('lessons poore');
    await app.press('/');
    await app.shows('Saare lessons mein dhoondo');
    await app.press('budget aur compute');
    await app.shows(/❯ 07 .*Budget aur compute/);
    await app.press(KEY.enter);
    await app.shows('Seekho 07-choosing-a-method');
    await stepTo(app, /❯ . Exercise choose/);
    await app.press(KEY.enter);
    await app.shows('1/5 tests', 60_000);
    await app.shows('Dono mein se ek kaafi hai: OR hai, AND nahi.');
    await app.press('h');
    await app.shows('Hint: memory: har weight 4 bytes leta hai');
    const mine = join(world.home, 'learn', 'workspace', '07-choosing-a-method', 'choose.ts');
    await copyFile(join(folder, 'solution.ts'), mine);
    await app.shows('Saare tests pass.', 60_000);
    await app.press('v');
    await app.shows('Ek solution; tumhara alag ho sakta hai:');
    await app.press('q');
    expect((await app.exited).exitCode).toBe(0);
    const kept = JSON.parse(await readFile(join(world.home, 'learn', 'progress.json'), 'utf8')) as {
      lessons: Record<string, { exercises: string[] }>;
    };
    expect(kept.lessons['07-choosing-a-method']?.exercises).toEqual(['choose']);
  });
});
