/** A conversation as an example: the order of its turns is checked, and the last assistant turn is the answer. */
import type { ConversionProblem, Example, Message } from '../types.js';

/**
 * Order: at most one system message, first; then user and assistant in turns, beginning with the user and ending with the assistant.
 * At least one assistant turn must not be switched off by `weight: 0`.
 */
export function conversationExample(messages: Message[], line: number): Example | ConversionProblem {
  if (messages.length === 0) return { kind: 'empty-conversation', detail: 'no messages' };
  const answers = messages.filter((message) => message.role === 'assistant');
  if (answers.length === 0) return { kind: 'no-assistant-turn', detail: rolesOf(messages) };
  const turns = messages[0]?.role === 'system' ? messages.slice(1) : messages;
  const wrong = turns.findIndex((message, index) => message.role !== (index % 2 === 0 ? 'user' : 'assistant'));
  const last = turns.at(-1);
  if (wrong !== -1 || last === undefined || last.role !== 'assistant')
    return { kind: 'role-order', detail: rolesOf(messages) };
  if (answers.every((message) => message.weight === 0))
    return { kind: 'nothing-to-train', detail: 'every assistant turn has weight 0' };
  return { line, input: renderTurns(messages.slice(0, -1)), output: last.content, messages };
}

const NAMES = { system: 'System', user: 'User', assistant: 'Assistant' } as const;

/** The turns as plain text, for checks and display; a single user turn is just its words. */
export function renderTurns(messages: readonly Message[]): string {
  const [only] = messages;
  if (messages.length === 1 && only?.role === 'user') return only.content;
  return messages.map((message) => `${NAMES[message.role]}: ${message.content}`).join('\n\n');
}

function rolesOf(messages: readonly Message[]): string {
  const roles = messages.slice(0, 8).map((message) => message.role);
  return roles.join(', ') + (messages.length > 8 ? ', …' : '');
}

/** A list of turns; files without nesting (CSV) hold it as JSON text. */
export function turnList(value: unknown, field: string): Record<string, unknown>[] | ConversionProblem {
  let list = value;
  if (typeof list === 'string' && list.trimStart().startsWith('['))
    try {
      list = JSON.parse(list);
    } catch {
      return { kind: 'schema-mismatch', field, detail: 'the text is not a JSON list of messages' };
    }
  if (list === undefined || list === null) return { kind: 'missing-field', field, detail: 'no conversation' };
  if (!Array.isArray(list))
    return { kind: 'schema-mismatch', field, detail: `a list of messages is needed, not ${typeof list}` };
  const turns: Record<string, unknown>[] = [];
  for (const turn of list) {
    if (typeof turn !== 'object' || turn === null || Array.isArray(turn))
      return { kind: 'schema-mismatch', field, detail: `message ${turns.length + 1} is not an object` };
    turns.push(turn);
  }
  return turns;
}
