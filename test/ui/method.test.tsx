/** Step 3: the table of the methods and the reasons beside it. */
import { afterEach, describe, expect, it } from 'vitest';
import { makePlan } from '../../src/plan/make-plan.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import { machine, world } from '../plan/worlds.js';
import { eventually } from '../support/eventually.js';
import { instantEffects } from '../workflow/worlds.js';
import { KEY } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen, type ScreenOptions } from './open-screen.js';

const RIGHT = '\u001b[C';

let open: OpenScreen | null = null;
afterEach(() => open?.close());

/** Planned for real, from what was answered and chosen. */
const effects: EffectHandlers = {
  ...instantEffects(),
  plan: async ({ choices: { budget, compute, method } }) => {
    const input = world({ budget, compute, ...(method === null ? {} : { override: method }) });
    return { type: 'planned', planned: { hardware: machine(), plan: makePlan(input) } };
  },
};

async function onMethod(options: ScreenOptions): Promise<OpenScreen> {
  const app = openScreen({ effects, first: { name: 'tune' }, ...options });
  open = app;
  await app.shows('File: ');
  await app.press('x.csv', KEY.enter);
  await app.shows('Continue to the method');
  await app.press(KEY.enter);
  await app.shows('1/2');
  await app.press(KEY.enter, KEY.enter);
  await app.shows('Advice: ');
  return app;
}

/** Everything that can be read by scrolling down from the top. */
async function readDown(app: OpenScreen): Promise<string> {
  const look = async (): Promise<string[]> => {
    const lines = (await app.lines()).map((line) => line.replace(/^[ ·]+/, '').trim());
    return lines.slice(0, lines.findIndex((line) => /more (below|above)$/.test(line)) + 1);
  };
  const read = (await look()).slice(0, -1);
  for (let now = await look(); now.at(-1)?.endsWith('more below'); now = await look()) {
    const before = now.at(-1);
    await app.press(KEY.down);
    await eventually(async () => expect(await look()).not.toContain(before));
    expectWholeFrame(await app.lines());
    read.push((await look()).at(-2) ?? '');
  }
  return read.join(' ');
}

describe('the advice', () => {
  it.each([
    [60, 20],
    [80, 24],
  ])('can be read to its end at %d columns and %d rows, whatever the method', async (columns, rows) => {
    const app = await onMethod({ columns, rows });
    for (const title of ['Your choice: partial', 'Your choice: full', 'Your choice: LoRA']) {
      await app.press(RIGHT);
      await app.shows(title);
      const read = await readDown(app);
      const { plan } = app.driver().state.planned ?? {};
      for (const reason of plan?.reasons ?? []) expect(read).toContain(reason.en);
      for (const { why } of plan?.alternatives ?? []) expect(read).toContain(why.en);
      expect(plan?.alternatives).toHaveLength(2);
    }
  });
});

describe('the table of the methods', () => {
  it('gives the share that learns of what each method itself has: all of it where everything learns', async () => {
    const app = await onMethod({ columns: 120, rows: 40 });
    await app.shows(/134\.5M \(100%\) +2\.4M \(1\.8%\)/);
    await app.press(RIGHT);
    await app.shows('Your choice: partial');
    await app.shows(/134\.5M \(100%\) +2\.4M \(1\.8%\)/);
  });
});
