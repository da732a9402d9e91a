/** Steps 3 and 4 in one pure call: facts in, a plan as a plain value out. */
import { Problem } from '../base/error.js';
import { estimateRun } from './estimate-run.js';
import { limitsOf } from './hyperparameter-fields.js';
import { defaultHyperparameters } from './hyperparameters.js';
import { diskBytesOf, fits } from './memory.js';
import { type ChooseInput, chooseMethod } from './method.js';
import { sayBytes } from './say-numbers.js';
import type { Hyperparameters, MethodChoice, Plan } from './types.js';
import { validateHyperparameters } from './validate-hyperparameters.js';

export type PlanInput = ChooseInput;

/**
 * Chooses the method, fills in the hyperparameters, applies the person's edits and estimates the run.
 * Throws `Problem`: `bad-hyperparameters` for edits out of range, `does-not-fit` when the edited run is too large.
 */
export function makePlan(input: PlanInput): Plan {
  const choice = chooseMethod(input);
  const defaults = defaultHyperparameters(choice.method, input.model, input.data, input.hardware);
  return planWith(input, choice, defaults);
}

function planWith(input: PlanInput, choice: MethodChoice, defaults: Hyperparameters): Plan {
  const { method } = choice;
  const checked = validateHyperparameters(input.edits ?? {}, {
    method,
    defaults,
    model: input.model,
    trainExamples: input.data.trainExamples,
  });
  if (!checked.ok) {
    throw new Problem({
      code: 'bad-hyperparameters',
      message: {
        en: checked.problems.map((problem) => problem.en).join('; '),
        hi: checked.problems.map((problem) => problem.hi).join('; '),
      },
      next: checked.next,
    });
  }
  const hyperparameters = checked.value;
  const result = estimateRun(method, hyperparameters, input);
  const disk = diskBytesOf(input.model, method, hyperparameters);
  if (!fits(input.hardware, result.memoryBytes, disk)) throw editedDoesNotFit(input, result.memoryBytes, disk);
  const recommendations = [...checked.warnings, ...result.recommendations];
  return { ...choice, hyperparameters, estimate: { ...result, recommendations }, limits: limitsOf(input.model) };
}

function editedDoesNotFit({ hardware }: PlanInput, memoryBytes: number, diskBytes: number): Problem {
  const memory = `${sayBytes(memoryBytes)} / ${sayBytes(hardware.freeMemoryBytes)}`;
  const disk = `${sayBytes(diskBytes)} / ${sayBytes(hardware.freeDiskBytes)}`;
  return new Problem({
    code: 'does-not-fit',
    exitCode: 1,
    message: {
      en: `With these settings the run does not fit with a 20% margin: memory needed / free ${memory}, disk ${disk}.`,
      hi: `In settings ke saath run 20% margin mein fit nahi hota: memory chahiye / free ${memory}, disk ${disk}.`,
    },
    next: {
      en: 'Halve the batch size and double the gradient accumulation: the result is the same, the memory is not.',
      hi: 'Batch size aadha karo aur gradient accumulation double: result wahi rahega, memory kam lagegi.',
    },
  });
}
