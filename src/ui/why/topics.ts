/** The texts of the "Why?" panel, found by what is in focus: a step, a setting, a number, a screen. Pure. */
import { hyperparameterFields } from '../../plan/hyperparameter-fields.js';
import type { WorkflowState } from '../../workflow/machine.js';
import type { Step } from '../../workflow/types.js';
import { type Explanation, joined } from './explanation.js';
import { fieldNumbers } from './fields.js';
import { NUMBERS_OF, whyNumber } from './numbers.js';
import { type WhyScreen, whyScreen } from './screens.js';
import { whyStep } from './steps.js';

export type WhyTopic =
  | { step: Step }
  /** A setting, by its key in the table of hyperparameters. */
  | { field: string }
  | { number: string }
  | { screen: WhyScreen };

export function explain(topic: WhyTopic, state: WorkflowState): Explanation {
  if ('step' in topic) return whyStep(topic.step, state);
  if ('number' in topic) return whyNumber(topic.number, state) ?? whyStep(state.step, state);
  if ('screen' in topic) return whyScreen(topic.screen);
  const field = hyperparameterFields.find(({ key }) => key === topic.field);
  if (!field) return whyStep('hyperparameters', state);
  return {
    title: field.label,
    text: joined(field.why, fieldNumbers(field.key, state)),
    lesson: lessonOf(field.key),
  };
}

function lessonOf(key: string): string {
  if (key.startsWith('lora')) return '03-types#by-hand';
  if (key.startsWith('partial')) return '03-types#map';
  if (key === 'learningRate') return '08-hyperparameters#four-runs';
  return key === 'epochs' ? '08-hyperparameters#epochs' : '08-hyperparameters#knobs';
}

/** What the panel can be turned to from here: first what is in focus, then the step and each of its numbers that is known. */
export function topicsFrom(topic: WhyTopic, state: WorkflowState): WhyTopic[] {
  if ('screen' in topic) return [topic];
  const numbers = NUMBERS_OF[state.step].filter((number) => whyNumber(number, state) !== null);
  const all: WhyTopic[] = [topic, { step: state.step }, ...numbers.map((number) => ({ number }))];
  const keys = all.map((one) => JSON.stringify(one));
  return all.filter((_, i) => keys.indexOf(keys[i] ?? '') === i);
}

/** The one of them that `turn` presses lead to, round and round. */
export function turnedTopic(
  topic: WhyTopic,
  state: WorkflowState,
  turn: number,
): { topic: WhyTopic; at: number; of: number } {
  const topics = topicsFrom(topic, state);
  const at = ((turn % topics.length) + topics.length) % topics.length;
  return { topic: topics[at] ?? topic, at, of: topics.length };
}
