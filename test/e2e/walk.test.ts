/** The eight steps as a person walks them, in the built program. */
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { type AppTerminal, KEY, openApp, openEntry, openTune, pointTo, runCli } from './terminal.js';
import { newWorld, type World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.end());

/** From the first screen to the settings. */
async function toSettings(app: AppTerminal): Promise<void> {
  await openTune(app);
  await app.press(world.file);
  await app.shows('tickets.csv');
  await app.press(KEY.enter);
  await app.shows('classification');
  await app.press(KEY.enter);
  await app.shows('How much may it cost?');
  await app.press(KEY.enter);
  await app.shows('How much computing power is there?');
  await app.press(KEY.enter);
  await app.shows('Advice: LoRA');
  await app.press(KEY.enter);
  await app.shows('❯ Start training');
}

describe('a first run', () => {
  it('goes from a typed path to an answer of the served model', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model] });
    await toSettings(app);
    await app.press(KEY.enter);
    await app.shows('Verdict:', 120_000);
    await app.shows(/accuracy +base +[\d.]+ +[\d.]+ – [\d.]+/);
    await app.press(KEY.enter);
    await app.shows(/Your model answers at http:\/\/127\.0\.0\.1:\d+\/v1/);
    await app.shows('curl http://127.0.0.1');
    await app.press('c');
    await app.shows('Chat with tickets (tuned)');
    await app.press('where is my sofa', KEY.enter);
    await app.shows('Ctrl+N new conversation');
    // So small a model may answer with many empty lines.
    await app.press(...Array.from({ length: 60 }, () => KEY.up));
    await app.shows('you: where is my sofa');
    await app.shows('tickets (tuned):');
    await app.press(KEY.tab);
    await app.shows('(base and tuned)');
    const before = app.output().length;
    await app.press('my lamp is dark', KEY.enter);
    // A small model may have answered before anybody looks.
    await eventually(() => expect(app.output().slice(before)).toContain('stop the answer'));
    await app.shows('Esc back');
    await app.press(KEY.escape);
    await app.shows('Model name: tickets');
    await app.press('y');
    await app.shows('the curl line: copied');
    const copied = /\]52;c;([A-Za-z0-9+/=]+)/.exec(app.output())?.[1] ?? '';
    expect(Buffer.from(copied, 'base64').toString()).toMatch(/^curl http:\/\/127\.0\.0\.1/);
    await app.press('q');
    expect((await app.exited).exitCode).toBe(0);
    const served = JSON.parse((await runCli(['serve', '--status', '--json'], world.home)).stdout) as {
      running: boolean;
    };
    expect(served.running).toBe(true);
  }, 400_000);

  it('speaks Hinglish from the first screen to the settings', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model, '--lang', 'hi'] });
    await openEntry(app, 'Kisi file par fine-tune karo');
    await app.shows('Model kis file se seekhega?');
    await app.press(world.file, KEY.enter);
    await app.shows('Jaanch');
    await app.shows('Kyun');
    await app.press(KEY.enter);
    await app.shows('Kitna kharcha chalega?');
    await app.press(KEY.enter, KEY.enter);
    await app.shows('Salaah: LoRA');
    await app.press(KEY.enter);
    await app.shows('❯ Training shuru karo');
    await app.press('L');
    await app.shows('❯ Start training');
    await app.press('L');
    await app.shows('❯ Training shuru karo');
    await app.press('q');
    await app.exited;
    await app.shows('vishesh: band hua.');
  });
});

describe('going back', () => {
  it('keeps the answers, changes one, and comes forward again', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model] });
    await toSettings(app);
    await app.press(KEY.escape);
    await app.shows(/full +❯ LoRA +partial/);
    await app.press(KEY.right);
    await app.shows(/full +LoRA +❯ partial/);
    await app.shows('Your choice: partial');
    await app.press(KEY.enter);
    await app.shows('Settings: partial');
    await app.press(KEY.escape, KEY.escape);
    await app.shows('classification');
    await app.press('c');
    await app.shows('Task     generation');
    await app.press(KEY.escape);
    await app.shows(/File: .*tickets\.csv/);
    await app.press(KEY.interrupt);
    expect((await app.exited).exitCode).toBe(130);
  });

  it('refuses a file that is not there, says so, and takes the next one', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model] });
    await openTune(app);
    await app.press('no-such-file.csv', KEY.enter);
    await app.shows('Next:');
    await pointTo(app, 'company-faq.jsonl');
    await app.press(KEY.enter);
    await app.shows('Task     qa');
    await app.press('q');
    await app.exited;
  });

  it('asks which column is which when the names do not say it', async () => {
    const odd = `${world.file}.csv`;
    const rows = Array.from({ length: 20 }, (_, i) => `n${i},what is thing ${i},thing ${i} is small`);
    await writeFile(odd, `col_a,col_b,col_c\n${rows.join('\n')}\n`);
    const app = openApp({ home: world.home, args: ['--base', world.model] });
    await openTune(app);
    await app.press(odd, KEY.enter);
    await app.shows('Which column is which?');
    await app.press('prompt=col_b,completion=col_c', KEY.enter);
    await app.shows('Columns  prompt = col_b, completion = col_c');
    await app.press('q');
    await app.exited;
  });

  it('completes a path with Tab as a shell does', async () => {
    const app = openApp({ home: world.home, args: ['--base', world.model] });
    await openTune(app);
    await app.press('data', KEY.tab);
    await app.shows('File: datasets/');
    await app.press('comp', KEY.tab);
    await app.shows('File: datasets/company-faq.jsonl');
    await app.press(KEY.enter);
    await app.shows('Task     qa');
    await app.press('q');
    await app.exited;
  });
});
