/** Step 3: the table of the methods and the reasons beside it. */
import { afterEach, describe, expect, it } from 'vitest';
import { makePlan } from '../../src/plan/make-plan.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import { machine, world } from '../plan/worlds.js';
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

describe('the table of the methods', () => {
  it('gives the share that learns of what each method itself has: all of it where everything learns', async () => {
    const app = await onMethod({ columns: 120, rows: 40 });
    await app.shows(/134\.5M \(100%\) +2\.4M \(1\.8%\)/);
    await app.press(RIGHT);
    await app.shows('Your choice: partial');
    await app.shows(/134\.5M \(100%\) +2\.4M \(1\.8%\)/);
  });
});
