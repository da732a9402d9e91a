/** A person's first run, and coming back after the app was closed or killed: every answer is still there. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { type AppTerminal, KEY, openApp, openEntry, openTune } from './terminal.js';
import { newWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

const open = (env: Record<string, string> = {}): AppTerminal =>
  openApp({ home: world.home, args: ['--base', world.model], env });

/** A person's answer is on disk a moment after it is on the screen. */
async function onDisk(text: RegExp): Promise<void> {
  const saved = (): Promise<string> => readFile(join(world.home, 'workflow.json'), 'utf8');
  await eventually(async () => expect(await saved()).toMatch(text));
}

describe('a first-time person', () => {
  it('is led to a first run with a sample, and told why in either language', async () => {
    const app = open();
    await app.shows('❯ First run: five minutes');
    await app.press(KEY.enter);
    await app.shows(/File: .*support-tickets\.csv/);
    await app.shows('First rows');
    await app.press(KEY.enter);
    await app.shows('Task     classification');
    await app.press('w');
    await app.shows('Why: the check');
    await app.shows(/line \d+ trains \d+ of its \d+ tokens/);
    await app.press('L');
    await app.shows('Kyun: jaanch');
    await app.press('L', KEY.escape);
    await app.shows('Task     classification');
    await app.press('q');
    expect((await app.exited).exitCode).toBe(0);
  });
});

describe('an unfinished workflow', () => {
  it('opens where it was after the app was killed, with an edited setting kept', async () => {
    const first = open();
    await openTune(first);
    await first.press(world.file, KEY.enter);
    await first.shows('❯ Continue to the method');
    await first.press(KEY.enter);
    await first.shows('1/2');
    await first.press(KEY.enter);
    await first.shows('2/2');
    await first.press(KEY.enter);
    await first.shows('Advice: LoRA');
    await first.press(KEY.enter);
    await first.shows('❯ Start training');
    await first.press(...Array.from({ length: 30 }, () => KEY.up));
    await first.shows('❯ Learning rate');
    await first.press(KEY.down, KEY.down, KEY.down, KEY.enter);
    await first.shows('Enter keep');
    await first.press('7');
    await first.shows(/\(was /);
    await first.press(KEY.enter);
    await first.shows(/❯ Epochs +7 /);
    await onDisk(/"epochs": 7/);
    first.kill('SIGKILL');
    await first.exited;

    const again = open();
    await again.shows('❯ Continue: tickets.csv');
    await again.shows('step 4 of 8, Settings');
    await again.press(KEY.enter);
    await again.shows('❯ Start training');
    await again.press(...Array.from({ length: 30 }, () => KEY.up), KEY.down, KEY.down, KEY.down);
    await again.shows(/❯ Epochs +7 /);
    await again.press(KEY.escape);
    await again.shows(/full +❯ LoRA/);
    await again.press('q');
    await again.exited;
  }, 400_000);

  it('that cannot be read is put aside, said so, and hinders nothing', async () => {
    await writeFile(join(world.home, 'workflow.json'), '{"version": 1, "step":');
    const app = open();
    await app.shows('workflow.json.bad');
    await openTune(app);
    await app.press(KEY.interrupt);
    await app.exited;
  });
});

describe('what was chosen once', () => {
  it('holds for the next time: the language, and ASCII', async () => {
    const first = open({ VISHESH_LANG: '' });
    await openEntry(first, 'Settings');
    await first.shows('❯ Language');
    await first.press(KEY.enter);
    await first.shows('❯ Bhasha');
    await first.press(KEY.down, KEY.down, KEY.enter);
    await first.shows('> Characters');
    await first.press('q');
    await first.exited;

    const again = open({ VISHESH_LANG: '' });
    await again.shows('Kisi file par fine-tune karo');
    expect(again.screen().join('\n')).not.toMatch(/\P{ASCII}/u);
    await again.press('q');
    await again.exited;
    await again.shows('vishesh: band hua.');
  });
});
