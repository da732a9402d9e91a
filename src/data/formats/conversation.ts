/** A conversation as an example: the order of its turns is checked, and the last assistant turn is the answer. */
import type { Localized, Text } from '../../base/localized.js';
import type { ConversionProblem, Example, Message } from '../types.js';

/**
 * Order: at most one system message, first; then user and assistant in turns, beginning with the user and ending with the assistant.
 * At least one assistant turn must not be switched off by `weight: 0`.
 */
export function conversationExample(messages: Message[], line: number): Example | ConversionProblem {
  if (messages.length === 0)
    return { kind: 'empty-conversation', detail: { en: 'no messages', hi: 'messages khaali hain' } };
  const answers = messages.filter((message) => message.role === 'assistant');
  if (answers.length === 0) return { kind: 'no-assistant-turn', detail: rolesOf(messages) };
  const turns = messages[0]?.role === 'system' ? messages.slice(1) : messages;
  const wrong = turns.findIndex((message, index) => message.role !== (index % 2 === 0 ? 'user' : 'assistant'));
  const last = turns.at(-1);
  if (wrong !== -1 || last === undefined || last.role !== 'assistant')
    return { kind: 'role-order', detail: rolesOf(messages) };
  if (answers.every((message) => message.weight === 0))
    return {
      kind: 'nothing-to-train',
      detail: { en: 'every assistant turn has weight 0', hi: 'assistant ke har turn ka weight 0 hai' },
    };
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

const NOT_A_LIST: Localized = {
  en: 'the text is not a JSON list of messages',
  hi: 'text mein messages ki JSON list nahi hai',
};
const needsList = (found: string): Localized => ({
  en: `a list of messages is needed, not ${found}`,
  hi: `messages ki list chahiye, ${found} nahi`,
});
const notAnObject = (at: number): Localized => ({
  en: `message ${at} is not an object`,
  hi: `message ${at} object nahi hai`,
});

/** A list of turns; files without nesting (CSV) hold it as JSON text. */
export function turnList(value: unknown, field: string): Record<string, unknown>[] | ConversionProblem {
  let list = value;
  if (typeof list === 'string' && list.trimStart().startsWith('['))
    try {
      list = JSON.parse(list);
    } catch {
      return { kind: 'schema-mismatch', field, detail: NOT_A_LIST };
    }
  if (list === undefined || list === null)
    return { kind: 'missing-field', field, detail: { en: 'no conversation', hi: 'koi conversation nahi' } };
  if (!Array.isArray(list)) return { kind: 'schema-mismatch', field, detail: needsList(typeof list) };
  const turns: Record<string, unknown>[] = [];
  for (const turn of list) {
    if (typeof turn !== 'object' || turn === null || Array.isArray(turn))
      return { kind: 'schema-mismatch', field, detail: notAnObject(turns.length + 1) };
    turns.push(turn);
  }
  return turns;
}

/** A value that should have been another, as the file has it. */
export function jsonOf(value: unknown): Text {
  return JSON.stringify(value)?.slice(0, 60) ?? { en: 'missing', hi: 'hai hi nahi' };
}
