/** From an example to the tokens that are trained, and from a question to the tokens that are served. One file, so that they cannot differ. */
import { Problem } from '../base/error.js';
import type { PromptFormat } from '../data/prompt-format.js';
import { formatCompletion, formatPrompt } from '../data/templates.js';
import type { Encoded, Example, Message, Task } from '../data/types.js';
import type { ChatTurn } from '../engine/text/chat-template.js';
import { encodeChat, encodeChatPrompt, encodePlain, encodePlainPrompt } from '../engine/text/encode.js';
import type { TextTokenizer } from '../engine/types.js';

/** What is needed of a model here; `ModelHead` and `OpenModel` both have it. */
export interface EncodingHead {
  tokenizer: TextTokenizer;
  chatTemplate: string | null;
}

/** More labels than this would make the instruction longer than most messages. */
const MAX_LISTED_LABELS = 20;

/** How prompts are made for this task on this model: by its chat template, else by the notes' plain templates. */
export function promptFormatFor(choice: {
  task: Task;
  labels?: readonly string[];
  chatTemplate: string | null;
}): PromptFormat {
  if (choice.chatTemplate === null) return { kind: 'plain', task: choice.task };
  return { kind: 'chat', system: choice.task === 'classification' ? instruction(choice.labels ?? []) : null };
}

function instruction(labels: readonly string[]): string | null {
  if (labels.length === 0 || labels.length > MAX_LISTED_LABELS) return null;
  return `Classify the message. Answer with one of these categories and nothing else: ${labels.join(', ')}.`;
}

/** The tokens and the loss mask of one example. The format already knows the task; the last argument is for symmetry with its callers. */
export function encodeExample(head: EncodingHead, format: PromptFormat, example: Example, _task?: Task): Encoded {
  const turns = exampleTurns(example);
  if (format.kind === 'chat') return encodeChat(chatParts(head), withSystem(turns, format.system));
  return encodePlain(head.tokenizer, plainPrompt(format.task, turns), formatCompletion(example.output));
}

/** The ids to continue for a conversation that ends with the question: one by one, those that stand before the answer in training. */
export function encodePrompt(
  head: EncodingHead,
  format: PromptFormat,
  messages: readonly Message[],
  _task?: Task,
): number[] {
  if (format.kind === 'chat') return encodeChatPrompt(chatParts(head), withSystem(messages, format.system));
  return encodePlainPrompt(head.tokenizer, plainPrompt(format.task, messages));
}

/** The ids of an answer exactly as they are trained after a prompt: with what the template puts around it, and the end token. */
export function encodeAnswer(head: EncodingHead, format: PromptFormat, answer: string): number[] {
  const { ids, trained } = encodeExample(head, format, { line: 0, input: '-', output: answer });
  return [...ids].filter((_, index) => trained[index] === 1);
}

/** The conversation that leads to the example's answer: what a client would send to get it. */
export function promptMessages(example: Example): Message[] {
  const turns = exampleTurns(example);
  return turns.slice(0, turns.map((turn) => turn.role).lastIndexOf('assistant'));
}

function exampleTurns(example: Example): Message[] {
  return (
    example.messages ?? [
      { role: 'user', content: example.input },
      { role: 'assistant', content: example.output },
    ]
  );
}

/** `promptFormatFor` never asks for a template that is not there; a job carried over to another base could. */
function chatParts(head: EncodingHead): { tokenizer: TextTokenizer; template: string } {
  if (head.chatTemplate !== null) return { tokenizer: head.tokenizer, template: head.chatTemplate };
  throw new Problem({
    code: 'no-chat-template',
    message: {
      en: 'The data is to be written as a chat, but this model has no chat template.',
      hi: 'Data ko chat ki tarah likhna hai, par is model ke paas chat template nahi hai.',
    },
    where: 'tokenizer_config.json',
    next: {
      en: 'Choose an instruct model, or train with the plain format.',
      hi: 'Koi instruct model chuno, ya plain format ke saath train karo.',
    },
  });
}

function withSystem(turns: readonly Message[], system: string | null): ChatTurn[] {
  if (system === null || turns[0]?.role === 'system') return [...turns];
  return [{ role: 'system', content: system }, ...turns];
}

/** A plain model knows no turns: the last user message in the task's template. */
function plainPrompt(task: Task, messages: readonly Message[]): string {
  return formatPrompt(task, messages.findLast((message) => message.role === 'user')?.content ?? '');
}
