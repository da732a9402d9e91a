import { describe, expect, it } from 'vitest';
import { LENGTH_BUCKETS } from '../../src/engine/train/batch.js';
import { defaultHyperparameters } from '../../src/plan/hyperparameters.js';
import { fits, longestBatch, memoryOf, PADDED_LENGTHS } from '../../src/plan/memory.js';
import type { Method } from '../../src/plan/types.js';
import { machine, rows, smolLm2 } from './worlds.js';

/** Calculated memory may be this far from the measured; a warm-up replaces it before anything is started. */
const CALIBRATION_TOLERANCE = 0.1;

function gigabytes(method: Method, batch: number, length: number): number {
  const h = defaultHyperparameters(method, smolLm2, rows(240));
  return memoryOf(smolLm2, method, h, { rows: batch, length, supervisedShare: 0.5 }).total / 1e9;
}

describe('memory before the first step', () => {
  it.each([
    ['lora', 8, 64, 2.3],
    ['lora', 4, 256, 4.3],
    ['full', 8, 64, 5.0],
  ] as const)('%s at %i x %i tokens is close to what was measured', (method, batch, length, measured) => {
    expect(Math.abs(gigabytes(method, batch, length) - measured) / measured).toBeLessThan(CALIBRATION_TOLERANCE);
  });

  it('of partial lies between LoRA without activations and full', () => {
    expect(gigabytes('partial', 8, 64)).toBeLessThan(gigabytes('full', 8, 64));
    expect(gigabytes('partial', 8, 64)).toBeGreaterThan(0.54);
  });

  it('takes the longest row, cut at the maximum length and rounded up to a padded length', () => {
    const h = { batchSize: 8, maxLength: 128 };
    expect(PADDED_LENGTHS).toEqual(LENGTH_BUCKETS);
    expect(longestBatch(rows(240, { longestExample: 65 }), h)).toMatchObject({ rows: 8, length: 96 });
    expect(longestBatch(rows(240, { longestExample: 900 }), h)).toMatchObject({ rows: 8, length: 128 });
    expect(longestBatch(rows(3), h).rows).toBe(3);
  });

  it('survives empty data', () => {
    const empty = rows(0, { epochTokens: 0, epochSupervisedTokens: 0, longestExample: 0 });
    expect(longestBatch(empty, { batchSize: 8, maxLength: 512 })).toEqual({
      rows: 1,
      length: 16,
      supervisedShare: 0.5,
    });
  });

  it('keeps a fifth of the free memory and of the free disk as a margin', () => {
    const host = machine({ freeMemoryBytes: 10e9, freeDiskBytes: 10e9 });
    expect(fits(host, 8e9, 8e9)).toBe(true);
    expect(fits(host, 8.1e9, 1)).toBe(false);
    expect(fits(host, 1, 8.1e9)).toBe(false);
  });
});
