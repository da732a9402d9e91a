/** When two prompts, answers or labels count as the same. */
import type { Example, Task } from '../../types.js';
import { answerOf, promptKeyOf } from './texts.js';

/** Unicode NFC, white space collapsed. Case stays: in code it has a meaning. */
export function tidy(text: string): string {
  if (!/[^\x20-\x7e]| {2}/.test(text)) return text.trim();
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

/** Labels that a person would read as one: case, spaces, and `_` or `-` for a space do not count. */
export function labelKey(label: string): string {
  return tidy(label.replace(/[_-]+/g, ' ')).toLowerCase();
}

export function promptKey(example: Example): string {
  return tidy(promptKeyOf(example));
}

export function answerKey(example: Example, task: Task): string {
  return task === 'classification' ? labelKey(answerOf(example)) : tidy(answerOf(example));
}
