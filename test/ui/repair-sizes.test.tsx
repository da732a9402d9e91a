/** The repairs of step 2 where there are more of them than rows. */
import { afterEach, expect, it } from 'vitest';
import type { Repair } from '../../src/data/types.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import { instantEffects } from '../workflow/worlds.js';
import { KEY } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

let open: OpenScreen | null = null;
afterEach(() => open?.close());

const repairsOf = (count: number): Repair[] =>
  Array.from({ length: count }, (_, i) => ({
    code: `repair-${i}`,
    necessity: 'recommended',
    title: { en: `Repair number ${i}.`, hi: `Sudhaar number ${i}.` },
    changes: Array.from({ length: i === 0 ? 30 : 1 }, (__, at) => ({
      line: 10 + at,
      before: { text: 'where is my  refund' },
      after: { text: 'where is my refund' },
    })),
  }));

async function listed(columns: number, rows: number, count: number): Promise<OpenScreen> {
  const effects: EffectHandlers = {
    ...instantEffects(),
    'propose-repairs': async () => ({ type: 'repairs-proposed', repairs: repairsOf(count) }),
  };
  open = openScreen({ columns, rows, effects, first: { name: 'tune' } });
  await open.shows('File: ');
  await open.press('x.csv', KEY.enter);
  await open.shows('Continue to the method');
  await open.press('r');
  await open.shows(/❯ □ .*Repair number 0\./);
  return open;
}

const numbers = (lines: readonly string[]): number[] =>
  lines.flatMap((line) => {
    const found = /Repair number (\d+)\./.exec(line);
    return found ? [Number(found[1])] : [];
  });

it('eight repairs are all in sight at 80 columns and 24 rows, with a change of the one pointed at', async () => {
  const app = await listed(80, 24, 8);
  const lines = await app.lines();
  expectWholeFrame(lines);
  expect(numbers(lines)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(lines.join('\n')).not.toContain('more below');
  expect(lines.join('\n')).toMatch(/line 10 +1\/30/);
});

it.each([
  [60, 20, 8],
  [80, 24, 20],
  [120, 40, 40],
] as const)('the others are counted and scrolled to, at %d columns and %d rows', async (columns, rows, count) => {
  const app = await listed(columns, rows, count);
  const shown = numbers(await app.lines());
  expect(shown.length).toBeGreaterThan(rows > 20 ? 7 : 4);
  await app.shows(`+${count - shown.length} more below`);
  for (let i = 1; i < count; i++) await app.press(KEY.down);
  await app.shows(new RegExp(`❯ □ .*Repair number ${count - 1}\\.`));
  const lines = await app.lines();
  expectWholeFrame(lines);
  expect(lines.join('\n')).toContain(`+${count - numbers(lines).length} more above`);
  expect(lines.join('\n')).toMatch(/line 10 +1\/1/);
});
