import { describe, expect, it } from 'vitest';
import { dictionary } from '../../../src/i18n/index.js';
import { aligned, tableOf } from '../../../src/workflow/compare/table.js';
import { compared, comparison } from './worlds.js';

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
    const rows = tableOf(comparison(), words);
    const [head = ''] = aligned(rows);
    expect(head).toContain('on disk');
    for (const width of [90, 78, 58, 30]) {
      const lines = aligned(rows, width);
      if (width > 30) expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
      expect(lines[0]).toMatch(/^method +accuracy/);
      expect(lines.at(-1)).toMatch(/^partial +0\.90/);
    }
    expect(aligned(rows, 58)[0]).toContain('general text');
    expect(aligned(rows, 58)[0]).not.toContain('loss');
  });
});
