/** Step 2: what the file is taken for, beside the findings. */
import { afterEach, describe, expect, it } from 'vitest';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import { instantEffects, prepared, report } from '../workflow/worlds.js';
import { KEY } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

let open: OpenScreen | null = null;
afterEach(() => open?.close());

const WHY =
  'Columns "question", "answer" mark the shape question-answer. 1 of the first 13 records do not have it (found also: messages). The columns are a question and an answer -> qa.';
const reasons = [{ en: WHY, hi: WHY }];

async function checked(columns: number, rows: number, findings: number): Promise<OpenScreen> {
  const one = report();
  const found = Array.from({ length: findings }, () => one.findings[0]).filter((finding) => finding !== undefined);
  const listed = found.map((finding, i) => ({ ...finding, code: `found-${i}` }));
  const seen = report({ detection: { ...one.detection, reasons }, findings: listed });
  const effects: EffectHandlers = {
    ...instantEffects(),
    prepare: async () => ({ type: 'prepared', prepared: prepared({ report: seen }) }),
  };
  const app = openScreen({ columns, rows, effects, first: { name: 'tune' } });
  open = app;
  await app.shows('File: ');
  await app.press('x.csv', KEY.enter);
  await app.shows('Continue to the method');
  expectWholeFrame(await app.lines());
  return app;
}

const told = async (app: OpenScreen): Promise<string> => (await app.lines()).join(' ').replaceAll(/\s+/g, ' ');

describe('the columns', () => {
  it('are typed with the keys of a typing step in the footer, because letters are text there', async () => {
    const app = await checked(80, 24, 1);
    await app.press('o');
    await app.shows('Ctrl+G help');
    await app.shows('Ctrl+Y why?');
    expect((await app.lines()).join(' ')).not.toMatch(/\? help|w why|q quit/);
    await app.press('w?q');
    await app.shows('w?q');
    expectWholeFrame(await app.lines());
  });
});

describe('the findings', () => {
  it('are told whole, with what to do, where all have room, and else the one pointed at', async () => {
    const remedies = async (app: OpenScreen): Promise<number> =>
      (await told(app)).split(report().findings[0]?.remedy.en ?? 'no finding').length - 1;
    const few = await checked(80, 30, 3);
    expect(await remedies(few)).toBe(3);
    few.close();
    const many = await checked(80, 24, 9);
    expect(await remedies(many)).toBe(0);
    await many.press(KEY.up);
    await many.shows('❯ ! ');
    expect(await remedies(many)).toBe(1);
  });
});

describe('why the file is taken for what it is', () => {
  it.each([1, 5])('is told whole at 80 columns and 24 rows beside findings: %d', async (findings) => {
    const app = await checked(80, 24, findings);
    expect(await told(app)).toContain(WHY);
    expect((await app.lines()).filter((line) => line.includes('nearly the same'))).toHaveLength(findings);
  });

  it('is cut where many findings need the rows, and is then told whole by "Why?"', async () => {
    const app = await checked(60, 20, 9);
    expect(await told(app)).not.toContain(WHY);
    await app.press('w');
    await app.shows('Why: the check');
    await app.press(KEY.down, KEY.down, KEY.down, KEY.down);
    await app.shows('Yours is taken for classification');
    expect(await told(app)).toContain('(found also: messages)');
  });
});
