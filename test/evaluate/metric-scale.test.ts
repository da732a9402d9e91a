import { describe, expect, it } from 'vitest';
import { TASKS } from '../../src/data/types.js';
import { METRIC_SCALES } from '../../src/evaluate/metric-scale.js';
import { type MetricName, scoreRows, statisticsOf } from '../../src/evaluate/score-rows.js';
import type { RowResult } from '../../src/evaluate/types.js';

const NAMES = Object.keys(METRIC_SCALES) as MetricName[];
const rows = (answerOf: (expected: string) => string): RowResult[] =>
  ['const total = 1;', 'return total;'].map((expected, i) => ({
    line: i + 1,
    prompt: '',
    expected,
    answer: answerOf(expected),
    lossSum: 2,
    supervised: 2,
  }));

describe('the scale of a metric', () => {
  it.each(TASKS)('ends where the right answers of %s are, and holds what the wrong ones get', (task) => {
    const right = scoreRows(
      rows((expected) => expected),
      task,
      null,
      1,
    );
    const wrong = scoreRows(
      rows(() => '(}'),
      task,
      null,
      1,
    );
    for (const name of NAMES) {
      const { most } = METRIC_SCALES[name];
      if (most === null || right[name] === undefined) continue;
      expect(right[name]?.value, name).toBeCloseTo(most, 12);
      expect(wrong[name]?.value, name).toBe(0);
    }
  });

  it('is known for every metric that a task has, and is a cost where surprise is measured', () => {
    const used = new Set(
      TASKS.flatMap((task) =>
        Object.keys(
          statisticsOf(
            rows((text) => text),
            task,
          ),
        ),
      ),
    );
    expect(NAMES.filter((name) => used.has(name))).toHaveLength(used.size);
    expect(NAMES.filter((name) => !METRIC_SCALES[name].higherIsBetter)).toEqual(['loss', 'perplexity']);
  });
});
