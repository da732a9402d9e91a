/** ShareGPT: `{conversations: [{from, value}], system?}`, with human, gpt and system as speakers. */
import { CONVERSATIONS_NAMES, findColumn } from '../column-names.js';
import type { ConversionProblem, Message } from '../types.js';
import { conversationExample, jsonOf, turnList } from './conversation.js';
import { textField } from './text-field.js';
import type { DataFormat } from './types.js';

const ROLES = new Map<unknown, Message['role']>([
  ['human', 'user'],
  ['user', 'user'],
  ['gpt', 'assistant'],
  ['assistant', 'assistant'],
  ['chatgpt', 'assistant'],
  ['system', 'system'],
]);

export const sharegpt: DataFormat = {
  shape: 'sharegpt',
  match(keys) {
    const found = findColumn(keys, CONVERSATIONS_NAMES);
    return found === undefined ? null : { messages: found };
  },
  convert(record, columns, line) {
    const field = columns.messages ?? 'conversations';
    const turns = turnList(record[field], field);
    if (!Array.isArray(turns)) return turns;
    const read: Message[] = [];
    if (typeof record.system === 'string' && record.system.trim() !== '')
      read.push({ role: 'system', content: record.system });
    for (const [index, turn] of turns.entries()) {
      const message = readTurn(turn, `${field}[${index}]`);
      if ('kind' in message) return message;
      read.push(message);
    }
    return conversationExample(read, line);
  },
};

function readTurn(turn: Record<string, unknown>, at: string): Message | ConversionProblem {
  const role = ROLES.get(turn.from);
  if (role === undefined)
    return {
      kind: turn.from === undefined ? 'missing-field' : 'unknown-role',
      field: `${at}.from`,
      detail: jsonOf(turn.from),
    };
  const content = textField(turn, 'value');
  return typeof content === 'string' ? { role, content } : { ...content, field: `${at}.value` };
}
