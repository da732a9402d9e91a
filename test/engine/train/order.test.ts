import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochBatches, StepBatches, stepsPerEpoch } from '../../../src/engine/train/order.js';

const lengthsFor = (n: number): number[] => Array.from({ length: n }, (_, i) => 3 + ((i * 7) % 11));

describe('data order', () => {
  it('has every row exactly once per epoch, for 1 to 40 rows and batches of 1 to 8', () => {
    for (let n = 1; n <= 40; n++) {
      for (let batchSize = 1; batchSize <= 8; batchSize++) {
        for (const epoch of [0, 1]) {
          const batches = epochBatches({ lengths: lengthsFor(n), batchSize, seed: 5 }, epoch);
          expect(batches.flat().sort((a, b) => a - b)).toEqual([...Array(n).keys()]);
          expect(Math.max(...batches.map((b) => b.length))).toBeLessThanOrEqual(batchSize);
          expect(batches).toHaveLength(Math.ceil(n / batchSize));
        }
      }
    }
  });

  it('holds for any lengths, seed, epoch and accumulation: steps together give each row once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 600 }), { minLength: 1, maxLength: 300 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer(),
        fc.nat(3),
        (lengths, batchSize, accumulation, seed, epoch) => {
          const steps = new StepBatches({ lengths, batchSize, seed }, accumulation);
          const perEpoch = stepsPerEpoch(lengths.length, batchSize, accumulation);
          const rows: number[] = [];
          for (let i = 0; i < perEpoch; i++) rows.push(...steps.at(epoch * perEpoch + i).flat());
          expect(rows.sort((a, b) => a - b)).toEqual([...lengths.keys()]);
        },
      ),
    );
  });

  it('is the same for the same seed and epoch, and another for another', () => {
    const settings = { lengths: lengthsFor(40), batchSize: 4, seed: 1 };
    expect(epochBatches(settings, 2)).toEqual(epochBatches(settings, 2));
    expect(epochBatches(settings, 2)).not.toEqual(epochBatches(settings, 3));
    expect(epochBatches(settings, 2)).not.toEqual(epochBatches({ ...settings, seed: 2 }, 2));
  });

  it('puts the batch that needs the most memory first in the first epoch', () => {
    const lengths = [...Array(63).fill(4), 900];
    for (let seed = 0; seed < 5; seed++) expect(epochBatches({ lengths, batchSize: 4, seed }, 0)[0]).toContain(63);
    const firsts = [1, 2, 3, 4, 5, 6].map((epoch) => epochBatches({ lengths, batchSize: 4, seed: 0 }, epoch)[0]);
    expect(firsts.every((batch) => batch?.includes(63))).toBe(false);
  });

  it('pads less than unsorted batches would', () => {
    const lengths = Array.from({ length: 128 }, (_, i) => 1 + ((i * 37) % 128));
    const padded = epochBatches({ lengths, batchSize: 8, seed: 0 }, 1)
      .map((batch) => batch.length * Math.max(...batch.map((i) => lengths[i]!)))
      .reduce((sum, x) => sum + x, 0);
    const real = lengths.reduce((sum, x) => sum + x, 0);
    expect(padded / real).toBeLessThan(1.15);
  });

  it('refuses a batch size of zero', () => {
    expect(() => epochBatches({ lengths: [1], batchSize: 0, seed: 0 }, 0)).toThrow('batchSize 0');
  });
});
