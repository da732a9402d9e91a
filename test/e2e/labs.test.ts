/** A sabotage lab as a person goes through it, in the built program: two real trainings on the model in the box. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLab } from '../../src/learn/labs/load.js';
import { readProgress } from '../../src/learn/progress/store.js';
import { type AppTerminal, KEY, openApp, openEntry, pointTo } from './terminal.js';
import { newWorld, type World } from './world.js';

const RUN_MS = 240_000;
const lab = await loadLab('7');
const right = lab.diagnoses.find(({ correct }) => correct);
const wrong = lab.diagnoses.find(({ correct }) => !correct);
const repair = lab.repair.find(({ correct }) => correct);

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

async function openLab(app: AppTerminal, learn: string, title: string): Promise<void> {
  await openEntry(app, learn);
  await app.shows('01');
  await pointTo(app, 'Sabotage labs');
  await app.press(KEY.enter);
  await app.shows(/0\/7|1\/7/);
  for (let up = 0; up < 7; up++) await app.press(KEY.up);
  await pointTo(app, title);
  await app.press(KEY.enter);
}

/** The choice pointed at is the only line with the pointer that has a letter. */
async function choose(app: AppTerminal, text: string): Promise<void> {
  const pointed = (): string => app.screen().find((line) => /^ ❯ .+ [a-e]\) /.test(line)) ?? '';
  for (let up = 0; up < 5; up++) await app.press(KEY.up);
  for (let down = 0; down < 5 && !pointed().includes(text); down++) {
    const before = pointed();
    await app.press(KEY.down);
    for (let waits = 0; waits < 400 && pointed() === before; waits++) await sleep(20);
  }
  expect(pointed()).toContain(text);
  await app.press(KEY.enter);
}

describe('a sabotage lab', () => {
  it(
    'is watched live, named, repaired, and seen healed beside the sick run',
    async () => {
      const app = openApp({ home: world.home, args: ['--base', world.model] });
      await openLab(app, 'Learn', lab.title.en);
      await app.shows('Start it and watch');
      await app.press(KEY.enter);
      await app.shows(/step \d+\/\d+ {2}loss \d/, RUN_MS);
      await app.shows('What is the fault?', RUN_MS);
      await choose(app, wrong!.text.en);
      await app.shows(wrong!.why!.en.slice(0, 30));
      await choose(app, right!.text.en);
      await app.shows('Which change heals it?');
      await choose(app, repair!.text.en.slice(0, 30));
      await app.shows('The same run once more');
      expect(app.screen().join('\n')).toMatch(/❯ rows +180 tickets → 180 different tickets/);
      await app.press(KEY.enter);
      await app.shows('The healed run', RUN_MS);
      await app.shows('Healed. Wrong choices on the way: 1', RUN_MS);
      expect(app.screen().join('\n')).toMatch(/── sick {2}── healed/);
      await app.press(KEY.escape);
      await app.shows('1/7 healed');
      await app.press('q');
      expect((await app.exited).exitCode).toBe(0);
      expect((await readProgress(world.home)).progress.labs).toEqual({ 'lab-7': { named: true, healed: true } });
    },
    4 * RUN_MS,
  );

  it.skipIf(process.platform !== 'linux')(
    'that runs when the app is closed ends with it',
    async () => {
      const app = openApp({ home: world.home, args: ['--base', world.model], env: { VISHESH_LANG: 'hi' } });
      await openLab(app, 'Seekho', lab.title.hi);
      await app.press(KEY.enter);
      await app.shows(/step \d+\/\d+ {2}loss \d/, RUN_MS);
      const children = childrenOf(app.pid);
      expect(children.length).toBeGreaterThan(0);
      await app.press('q');
      expect((await app.exited).exitCode).toBe(0);
      for (const child of children) await ended(child);
    },
    2 * RUN_MS,
  );
});

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(' ').filter(Boolean).map(Number);
}

async function ended(pid: number): Promise<void> {
  const lives = (): boolean => {
    try {
      // A process that ended and is not yet waited for is a zombie.
      return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  };
  for (let waits = 0; lives(); waits++) {
    if (waits > 500) throw new Error(`process ${pid} still runs`);
    await sleep(20);
  }
}
