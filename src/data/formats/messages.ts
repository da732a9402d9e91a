/** OpenAI's chat format: `{messages: [{role, content, weight?}]}`; `content` may be a list of text parts. */
import type { Localized } from '../../base/localized.js';
import { findColumn, MESSAGES_NAMES } from '../column-names.js';
import type { ConversionProblem, Message } from '../types.js';
import { conversationExample, jsonOf, turnList } from './conversation.js';
import { textField } from './text-field.js';
import type { DataFormat } from './types.js';

export const messages: DataFormat = {
  shape: 'messages',
  match(keys) {
    const found = findColumn(keys, MESSAGES_NAMES);
    return found === undefined ? null : { messages: found };
  },
  convert(record, columns, line) {
    const field = columns.messages ?? 'messages';
    const turns = turnList(record[field], field);
    if (!Array.isArray(turns)) return turns;
    const read: Message[] = [];
    for (const [index, turn] of turns.entries()) {
      const message = readMessage(turn, `${field}[${index}]`);
      if ('kind' in message) return message;
      read.push(message);
    }
    return conversationExample(read, line);
  },
};

function readMessage(turn: Record<string, unknown>, at: string): Message | ConversionProblem {
  const { role, weight } = turn;
  if (role !== 'system' && role !== 'user' && role !== 'assistant')
    return { kind: role === undefined ? 'missing-field' : 'unknown-role', field: `${at}.role`, detail: jsonOf(role) };
  if (callsTools(turn)) return { kind: 'unknown-role', field: `${at}.role`, detail: callsTool(role) };
  const content = textField({ content: joinParts(turn.content) }, 'content');
  if (typeof content !== 'string') return { ...content, field: `${at}.content` };
  if (weight === undefined || weight === null) return { role, content };
  if (weight !== 0 && weight !== 1)
    return { kind: 'schema-mismatch', field: `${at}.weight`, detail: badWeight(weight) };
  return { role, content, weight };
}

const callsTools = ({ tool_calls: calls, function_call: call }: Record<string, unknown>): boolean =>
  (Array.isArray(calls) && calls.length > 0) || (typeof call === 'object' && call !== null);

const callsTool = (role: string): Localized => ({
  en: `"${role}" that calls a tool`,
  hi: `"${role}" jo tool call karta hai`,
});

/** `weight` is not undefined. */
const badWeight = (weight: unknown): Localized => ({
  en: `weight must be 0 or 1, not ${jsonOf(weight)}`,
  hi: `weight 0 ya 1 hona chahiye, ${jsonOf(weight)} nahi`,
});

/** `[{type: 'text', text}, ...]` as one text; anything else stays as it is. */
function joinParts(content: unknown): unknown {
  if (!Array.isArray(content) || content.length === 0) return content;
  const texts: string[] = [];
  for (const part of content) {
    if (typeof part !== 'object' || part === null || part.type !== 'text' || typeof part.text !== 'string')
      return content;
    texts.push(part.text);
  }
  return texts.join('');
}
