import { describe, expect, it } from 'vitest';
import { dictionary } from '../../../src/i18n/index.js';
import { fittedTable } from '../../../src/workflow/compare/columns.js';
import { tableOf } from '../../../src/workflow/compare/table.js';
import { compared, comparison, result, score } from './worlds.js';

const { compare: words } = dictionary('en');

describe('the table of a comparison', () => {
  it('has a cell in every column of every row', () => {
    const rows = tableOf(comparison({ methods: [compared('full'), compared('lora', { result: null })] }), words);
    expect(rows.map((row) => row.length)).toEqual([9, 9, 9, 9]);
  });

  it('says the status in the words asked for where there are no figures', () => {
    const waiting = compared('lora', { status: 'waiting', result: null });
    expect(tableOf(comparison({ methods: [waiting] }), words, () => 'in line').at(-1)?.[1]).toBe('in line');
  });

  it('drops what is needed least until it fits, and never the method or its score', () => {
    const inWidth = (width: number): string[] => fittedTable(comparison(), words, width).lines;
    expect(inWidth(90)[0]).toContain('on disk');
    for (const width of [90, 78, 58, 30]) {
      const lines = inWidth(width);
      if (width > 30) expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(lines[0]).toMatch(/^method +accuracy/);
      expect(lines.at(-1)).toMatch(/^partial +0\.90/);
    }
    expect(inWidth(58)[0]).toContain('general');
    expect(inWidth(58)[0]).not.toContain('loss');
  });

  it('has every column in a window of 80, in fewer characters and with the same figures', () => {
    for (const lang of ['en', 'hi'] as const) {
      const { compare } = dictionary(lang);
      const { lines, left } = fittedTable(comparison(), compare, 73);
      expect(left).toEqual({ heads: [], lines: [] });
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(73);
      expect(lines[0]).toMatch(new RegExp(`loss .*${compare.table.trained}`));
      expect(lines[1]).toMatch(/^base +0\.10 0\.05\.\.0\.15 +6\.00 +3\.37$/);
      expect(lines[2]).toMatch(/^full +0\.90 0\.85\.\.0\.95 0\.10 +\+0\.01 +1m15s +4\.5GB +134\.5M +538MB$/);
    }
    const chat = comparison({
      task: 'chat',
      metric: 'loss',
      baseMetrics: { loss: score(7), perplexity: score(1152.1, 700) },
    });
    expect(fittedTable(chat, words, 73).left.heads).toEqual([]);
    expect(fittedTable(comparison(), words, 120).lines[0]).toContain('general text');
  });

  it('keeps what has no room in lines of its own', () => {
    const { lines, left } = fittedTable(comparison(), words, 53);
    expect(lines[0]).not.toMatch(/loss|trained/);
    expect(left.heads).toEqual(['loss', 'trained', 'disk']);
    expect(left.lines[2]).toMatch(/^full +0\.10 +134\.5M 538MB$/);
  });

  it('is not widened by a status, and says what a skipped method needs', () => {
    const room = { freeMemoryBytes: 6.1e9, freeDiskBytes: 80e9 };
    const skipped = compared('full', { status: 'skipped', result: null, room });
    const one = compared('lora', { result: result('lora', 0.9) });
    const { lines, left } = fittedTable(comparison({ methods: [skipped, one] }), words, 73, () => 'skipped, needs');
    expect(left.heads).toEqual([]);
    expect(lines[2]).toBe('full   skipped, needs 2.0 GB / 6.1 GB');
  });
});
