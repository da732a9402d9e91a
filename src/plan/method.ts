/** Step 3: which method to train with, why, and what the others would take. */
import type { Localized } from '../base/localized.js';
import { type Candidate, type ChooseInput, candidateFor } from './candidate.js';
import { decideMethod } from './method-rule.js';
import { alternativeWhy, chosenReasons, refusal } from './method-words.js';
import { METHODS, type Method, type MethodChoice } from './types.js';

export type { ChooseInput } from './candidate.js';

/**
 * Chooses by the notes' rule (low budget or limited compute: LoRA, else full), refined by what this machine and this data are.
 * Throws `Problem` `does-not-fit` when the choice, or the smallest method, is too large for this machine.
 */
export function chooseMethod(input: ChooseInput): MethodChoice {
  const candidates = new Map(METHODS.map((method) => [method, candidateFor(method, input)]));
  const of = (method: Method): Candidate => candidates.get(method) ?? candidateFor(method, input);
  const decision = decideMethod(input, of);
  const method = input.override ?? decision.method;
  const chosen = of(method);
  if (!chosen.fits) throw refusal(chosen, METHODS.map(of), input.hardware);
  const reasons: Localized[] = chosenReasons(input, decision, chosen);
  const alternatives = METHODS.filter((other) => other !== method).map((other) => {
    const { fits: room, memoryBytes, seconds, costUsd, trainableParameters, totalParameters } = of(other);
    const why = alternativeWhy(of(other), chosen);
    return { method: other, why, fits: room, memoryBytes, seconds, costUsd, trainableParameters, totalParameters };
  });
  return { method, reasons, alternatives };
}
