/** Step 1 with an error: nothing lies over anything else, however little room there is. */
import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import { instantEffects } from '../workflow/worlds.js';
import { KEY } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

let open: OpenScreen | null = null;
afterEach(() => open?.close());

const NAMES = ['support-tickets.csv', 'js-snippets.jsonl', 'company-faq.jsonl', 'chat-tone.jsonl'];
const samples = NAMES.map((name) => ({ name, path: `/samples/${name}` }));
const RECENT = ['/work/one.csv', '/work/two.csv'];

/** A file that cannot be opened, told in about so many words. */
async function failing(columns: number, rows: number, words: number, path = 'gone.csv'): Promise<string[]> {
  const problem = new Problem({
    code: 'no-file',
    message: `${'There is no such file here. '.repeat(words / 6)}END-OF-MESSAGE`,
    where: '/work/of/somebody/with/a/long/path/gone.csv:1',
    next: `${'Look at the path, then open it again. '.repeat(Math.max(1, words / 16))}END-OF-STEP`,
  });
  const effects: EffectHandlers = { ...instantEffects(), prepare: () => Promise.reject(problem) };
  const ports = { samples, recentFiles: async () => RECENT };
  open = openScreen({ columns, rows, effects, ports, first: { name: 'tune' } });
  await open.shows('File: ');
  await open.press(path, KEY.enter);
  await open.shows('✗');
  return open.lines();
}

/** Title, field, list, box: each of its lines is what it should be, in this order. */
function expectNoOverlap(lines: readonly string[], columns: number): void {
  expectWholeFrame(lines);
  const text = lines.join('\n');
  expect(text).toMatch(/Which file shall the model learn from\?$/m);
  const [top, bottom] = [lines.findIndex((line) => line.includes('╭')), lines.findIndex((line) => line.includes('╰'))];
  expect(bottom).toBeGreaterThan(top + 3);
  for (const line of lines.slice(top + 1, bottom)) expect(line).toMatch(/│ .* │$/);
  expect(lines[top]).toMatch(/╭─+╮$/);
  expect(lines[bottom]).toMatch(/╰─+╯$/);
  expect(lines[top]?.length).toBe(columns - 1);
}

describe.each([
  [60, 20],
  [80, 24],
  [120, 40],
] as const)('a file that cannot be opened, at %d columns and %d rows', (columns, rows) => {
  it('leaves title, pointer and list readable above its error', async () => {
    const lines = await failing(columns, rows, 12);
    expectNoOverlap(lines, columns);
    const text = lines.join('\n');
    expect(text).toMatch(/❯ File: gone\.csv/);
    expect(text).toContain('END-OF-MESSAGE');
    expect(text).toContain('END-OF-STEP');
    const listed = [...RECENT.map((path) => path.slice(6)), ...NAMES, 'Base model'].filter((name) =>
      lines.some((line) => line.includes(`  ${name} `)),
    );
    const more = Number(/\+(\d+) more below/.exec(text)?.[1] ?? 0);
    expect(listed.length + more).toBe(NAMES.length + 1 + (rows >= 24 ? 2 : 1));
  });

  it('shortens a long error rather than the field, and keeps the item pointed at in sight', async () => {
    const lines = await failing(columns, rows, 120, '/a/path/of/more/than/one/row'.repeat(4));
    expectNoOverlap(lines, columns);
    expect(lines.join('').replaceAll(/[\s│]/g, '')).toContain('/a/path/of/more/than/one/row'.repeat(4));
    for (let i = 0; i < 8; i++) await open?.press(KEY.down);
    await open?.shows(/❯ Base model/);
    expectNoOverlap((await open?.lines()) ?? [], columns);
  });
});
