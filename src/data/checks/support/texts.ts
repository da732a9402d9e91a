/** The user's own words in an example, without template or role names. */
import type { Example } from '../../types.js';

/** Every text that ends up in training: the turns of a chat, else input and output. */
export function textsOf(example: Example): string[] {
  if (example.messages) return example.messages.map((message) => message.content);
  return [example.input, example.output];
}

/** What the model is asked last: the last user turn of a chat, else the input. */
export function questionOf(example: Example): string {
  if (!example.messages) return example.input;
  return example.messages.findLast((message) => message.role === 'user')?.content ?? '';
}

/** All of the example as one string in which no two different examples are equal. */
export function identityOf(example: Example): string {
  if (!example.messages) return `${example.input.length}:${example.input}${example.output}`;
  return example.messages.map((m) => `${m.role}:${m.weight ?? 1}:${m.content.length}:${m.content}`).join('');
}

/** What stands before the answer, in the same manner: two examples with equal keys ask the same. */
export function promptKeyOf(example: Example): string {
  if (!example.messages) return example.input;
  const answer = example.messages.findLastIndex((message) => message.role === 'assistant');
  return example.messages
    .slice(0, Math.max(answer, 0))
    .map((m) => `${m.role}:${m.content.length}:${m.content}`)
    .join('');
}

/** The answer that is trained: the last assistant turn of a chat, else the output. */
export function answerOf(example: Example): string {
  return example.output;
}
