/** Step 3: which method to train with, why, and what the others would take. */
import { type Candidate, type ChooseInput, candidateFor } from './candidate.js';
import { decideMethod } from './method-rule.js';
import { alternativeWhy, chosenReasons, refusal } from './method-words.js';
import { METHODS, type Method, type MethodChoice } from './types.js';

export type { ChooseInput } from './candidate.js';

/**
 * Chooses by the notes' rule (low budget or limited compute: LoRA, else full), refined by what this machine and this data are. The rule
 * weighs the methods with their defaults, so that the advice does not turn while a setting is edited; reasons and prices are those of
 * the settings given. Throws `Problem` `does-not-fit` when the choice, or the smallest method, is too large for this machine.
 */
export function chooseMethod(input: ChooseInput): MethodChoice {
  const byDefault = candidatesFor({ ...input, edits: {} });
  const of = candidatesFor(input);
  const decision = decideMethod(input, byDefault);
  const method = input.override ?? decision.method;
  const chosen = of(method);
  // What fits with its defaults and not with the settings given is the settings' fault, which `makePlan` tells.
  if (!chosen.fits && !byDefault(method).fits) throw refusal(chosen, METHODS.map(of), input.hardware);
  const alternatives = METHODS.filter((other) => other !== method).map((other) => {
    const { fits: room, memoryBytes, seconds, costUsd, trainableParameters, totalParameters } = of(other);
    const why = alternativeWhy(of(other), chosen);
    return { method: other, why, fits: room, memoryBytes, seconds, costUsd, trainableParameters, totalParameters };
  });
  return { method, reasons: chosenReasons(input, decision, chosen, of), alternatives };
}

function candidatesFor(input: ChooseInput): (method: Method) => Candidate {
  const candidates = new Map(METHODS.map((method) => [method, candidateFor(method, input)]));
  return (method) => candidates.get(method) ?? candidateFor(method, input);
}
