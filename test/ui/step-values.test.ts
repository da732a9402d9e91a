import { expect, it } from 'vitest';
import { dictionary } from '../../src/i18n/index.js';
import { stepValues } from '../../src/ui/step-values.js';
import { DEFAULT_CHOICES } from '../../src/workflow/drive.js';
import { initialState } from '../../src/workflow/machine.js';
import { planned, progress } from '../workflow/worlds.js';

const words = dictionary('en');
const valuesOf = (changes: object) => stepValues({ ...initialState(DEFAULT_CHOICES), ...changes }, words);

it('says which loss it is', () => {
  expect(valuesOf({ progress: { ...progress(), loss: 0.3, validationLoss: null } }).monitor).toBe('loss 0.300');
  expect(valuesOf({ progress: { ...progress(), loss: 0.3, validationLoss: 0.374 } }).monitor).toBe('validation 0.374');
});

it('counts one epoch as one', () => {
  const of = (epochs: number) => {
    const made = planned();
    return { planned: { ...made, plan: { ...made.plan, hyperparameters: { ...made.plan.hyperparameters, epochs } } } };
  };
  expect(valuesOf(of(1)).hyperparameters).toMatch(/^1 epoch, /);
  expect(valuesOf(of(2)).hyperparameters).toMatch(/^2 epochs, /);
});
