import { expect, it } from 'vitest';
import { NOTHING_VALIDATED, observeValidation, shouldStop } from '../../../src/engine/train/early-stopping.js';

const after = (losses: number[]) =>
  losses.reduce((state, loss, i) => observeValidation(state, i + 1, loss), NOTHING_VALIDATED);

it('remembers the best loss and its step', () => {
  expect(after([3, 2, 2.5, 2])).toEqual({ bestLoss: 2, bestStep: 2, since: 2 });
});

it('stops after `patience` validations without improvement, and never with patience 0', () => {
  expect(shouldStop(after([3, 2, 2.5]), 2)).toBe(false);
  expect(shouldStop(after([3, 2, 2.5, 2.4]), 2)).toBe(true);
  expect(shouldStop(after([3, 2, 2.5, 2.4, 9, 9]), 0)).toBe(false);
});

it('never takes a loss that is not finite for the best', () => {
  expect(after([Number.NaN, 4]).bestStep).toBe(2);
  expect(after([Number.NaN]).bestLoss).toBeNull();
});
