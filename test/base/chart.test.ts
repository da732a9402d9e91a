import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chart } from '../../src/base/chart.js';

const options = { width: 40, height: 10, colored: false };

describe('chart', () => {
  it('fills exactly its box, whatever the values', () => {
    const point = fc.record({
      step: fc.integer({ min: 0, max: 5000 }),
      value: fc.double({ noDefaultInfinity: false }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), fc.boolean(), fc.boolean(), (points, log, braille) => {
        const sorted = [...points].sort((a, b) => a.step - b.step);
        const rows = chart([{ points: sorted, ansi: 36, mark: '*' }], { ...options, log, braille });
        expect(rows).toHaveLength(options.height);
        for (const row of rows) expect([...row]).toHaveLength(options.width);
      }),
    );
  });

  it('ends where every value is so small that the margin of its axis is 0', () => {
    for (const value of [Number.MIN_VALUE, -Number.MIN_VALUE, 2 * Number.MIN_VALUE]) {
      const points = [0, 5, 10].map((step) => ({ step, value }));
      const rows = chart([{ points, mark: '*' }], { width: 30, height: 6, colored: false, braille: false });
      expect(rows.filter((row) => row.includes('*'))).toHaveLength(1);
    }
  });

  it('puts both series on one step axis', () => {
    const long = { points: Array.from({ length: 100 }, (_, i) => ({ step: i, value: 1 })), ansi: 36, mark: '*' };
    const short = { points: [{ step: 99, value: 2 }], ansi: 33, mark: 'o' };
    const rows = chart([long, short], { ...options, braille: false });
    expect(rows.find((row) => row.includes('o'))?.indexOf('o')).toBe(options.width - 1);
  });

  it('breaks the line at a value that is not finite', () => {
    const points = [0, 1, 2, 3, 4].map((step) => ({ step, value: step === 2 ? Number.NaN : 1 }));
    const row =
      chart([{ points, ansi: 36, mark: '*' }], { ...options, width: 48, braille: false }).find((line) =>
        line.includes('*'),
      ) ?? '';
    expect(row).toMatch(/\*+ +\*+/);
  });

  it('draws a falling loss from the upper left to the lower right', () => {
    const points = Array.from({ length: 20 }, (_, step) => ({ step, value: 20 - step }));
    const rows = chart([{ points, ansi: 36, mark: '*' }], { ...options, braille: false });
    expect(rows[0]?.indexOf('*')).toBeLessThan(rows[8]?.lastIndexOf('*') ?? 0);
  });

  it('begins the axis of a positive series at zero or above', () => {
    const points = [6.5, 0.01].map((value, step) => ({ step, value }));
    const rows = chart([{ points, ansi: 36, mark: '*' }], { ...options, braille: false });
    expect(rows.join('\n')).not.toMatch(/-\d/);
  });

  it('shows the outliers of thousands of points in a narrow box', () => {
    const points = Array.from({ length: 20_000 }, (_, step) => ({ step, value: step === 12_345 ? 9 : 1 }));
    const rows = chart([{ points, mark: '*' }], { ...options, braille: false });
    const at = rows[0]?.indexOf('*') ?? 0;
    expect((at - 8) / (options.width - 8)).toBeCloseTo(12_345 / 20_000, 1);
  });

  it('keeps the axis of the window it is given, whatever points there are yet', () => {
    const points = [0, 5, 10].map((step) => ({ step, value: step }));
    const rows = chart([{ points, mark: '*' }], { ...options, braille: false, window: { first: 0, last: 100 } });
    expect(rows.at(-1)).toMatch(/^ +0 +100$/);
    for (const row of rows.slice(0, -1)) expect(row.lastIndexOf('*')).toBeLessThan(8 + 5);
  });
});
