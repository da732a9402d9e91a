/** The text templates of the notes, for a plain base model: what stands before the answer, and the answer with its leading space. */
import type { Task } from './types.js';

const TEMPLATES: Record<Task, (input: string) => string> = {
  classification: (input) => `Classify: ${input}\n\nCategory:`,
  generation: (input) => `Generate: ${input}\n\nOutput:`,
  qa: (input) => `Q: ${input}\n\nA:`,
  code: (input) => `Write code for: ${input}\n\nCode:`,
  chat: (input) => input,
};

/** The prompt of one example for a plain base model. Chat has no template of its own: the text stands as it is. */
export function formatPrompt(task: Task, input: string): string {
  return TEMPLATES[task](input);
}

/** The completion as it follows the prompt: one leading space, so that the prompt never ends in one. */
export function formatCompletion(output: string): string {
  return ` ${output}`;
}
