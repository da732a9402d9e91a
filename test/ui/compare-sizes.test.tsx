/** The table of a comparison in small windows. */
import { afterEach, describe, expect, it } from 'vitest';
import { createComparer } from '../../src/workflow/compare/comparer.js';
import { comparison } from '../workflow/compare/worlds.js';
import { KEY } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

let open: OpenScreen | null = null;
afterEach(() => open?.close());

async function earlierComparison(columns: number, rows: number, lang: 'en' | 'hi'): Promise<OpenScreen> {
  const kept = comparison({ file: '/old/before.csv' });
  const comparer = createComparer({
    run: () => new Promise(() => {}),
    load: async () => kept,
    cancelJob: async () => {},
  });
  const ports = { comparer, comparisons: async () => [kept] };
  open = openScreen({ columns, rows, lang, first: { name: 'compare' }, ports });
  await open.shows('before.csv');
  await open.press(KEY.down, KEY.down, KEY.enter);
  await open.shows(/LoRA: it is the cheapest|LoRA lo: sabse sasta/);
  return open;
}

describe.each(['en', 'hi'] as const)('a comparison (%s)', (lang) => {
  it('has all its columns at 80 columns and 24 rows', async () => {
    const app = await earlierComparison(80, 24, lang);
    await app.shows(/method +accuracy +95% +loss .*(trained|train hue) +disk/);
    await app.shows(/lora +0\.90 0\.85\.\.0\.95 0\.10 +\+0\.01 +40s +1\.7GB +2\.4M +9\.8MB ✓/);
    const lines = await app.lines();
    expectWholeFrame(lines);
    expect(lines.join('\n')).not.toMatch(/ t (more|aur):/);
  });

  it('names at 60 columns what has no room, and shows it at its key', async () => {
    const app = await earlierComparison(60, 20, lang);
    await app.shows(/ t (more: loss, trained, disk|aur: loss, train hue)/);
    await app.press('t');
    await app.shows(/method +loss +(trained|train hue)/);
    await app.shows(/lora +0\.10 +2\.4M/);
    await app.shows(/ t (back to the scores|wapas scores par)/);
    expectWholeFrame(await app.lines());
    await app.press('t');
    await app.shows(/method +accuracy/);
  });
});
