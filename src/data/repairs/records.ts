/** Reads and rewrites the texts inside a user's record, whatever its shape; records are never changed in place. */
import { convertRow } from '../formats/index.js';
import { isConversionProblem } from '../formats/types.js';
import type { ConversionProblem, Example } from '../types.js';
import type { Draft, RepairContext } from './types.js';

type Rec = Record<string, unknown>;
/** Which text it is: what the model reads, or what it must learn to say. */
export type Part = 'prompt' | 'answer';
export type TextEdit = (text: string, part: Part) => string;

/** The names of the model's side in messages and in ShareGPT. */
const ANSWERERS = new Set<unknown>(['assistant', 'gpt', 'chatgpt']);

export function exampleOf(draft: Draft, context: RepairContext): Example | undefined {
  const converted = convert(draft, context);
  return converted && !isConversionProblem(converted) ? converted : undefined;
}

export function problemOf(draft: Draft, context: RepairContext): ConversionProblem | undefined {
  const converted = convert(draft, context);
  return converted && isConversionProblem(converted) ? converted : undefined;
}

function convert(draft: Draft, context: RepairContext): Example | ConversionProblem | null {
  return draft.record === null ? null : convertRow({ line: draft.line, record: draft.record }, context);
}

/** The record with each of its texts edited; the same object when nothing changed. */
export function editTexts(record: Rec, context: RepairContext, edit: TextEdit): Rec {
  const { prompt, context: extra, completion, messages } = context.columns;
  let result = record;
  if (messages !== undefined) {
    result = editField(result, messages, (value) => editTurns(value, edit));
    // ShareGPT files may keep the system message beside the conversation.
    result = editField(result, 'system', (value) => editText(value, edit, 'prompt'));
  }
  for (const column of new Set([prompt, extra])) {
    if (column !== undefined) result = editField(result, column, (value) => editText(value, edit, 'prompt'));
  }
  if (completion !== undefined) result = editField(result, completion, (value) => editText(value, edit, 'answer'));
  return result;
}

/** The record with its last answer edited. */
export function editAnswer(record: Rec, context: RepairContext, edit: (answer: string) => string): Rec {
  const { completion, messages } = context.columns;
  if (messages === undefined) {
    return completion === undefined
      ? record
      : editField(record, completion, (value) => editText(value, edit, 'answer'));
  }
  return editField(record, messages, (value) =>
    withTurns(value, (turns) => {
      const last = turns.at(-1);
      const edited = editTurn(last, (text, part) => (part === 'answer' ? edit(text) : text));
      return edited === last ? turns : [...turns.slice(0, -1), edited];
    }),
  );
}

function editField(record: Rec, column: string, edit: (value: unknown) => unknown): Rec {
  if (!Object.hasOwn(record, column)) return record;
  const value = edit(record[column]);
  return value === record[column] ? record : { ...record, [column]: value };
}

function editText(value: unknown, edit: TextEdit, part: Part): unknown {
  return typeof value === 'string' ? edit(value, part) : value;
}

function editTurns(value: unknown, edit: TextEdit): unknown {
  return withTurns(value, (turns) => {
    const edited = turns.map((turn) => editTurn(turn, edit));
    return edited.some((turn, index) => turn !== turns[index]) ? edited : turns;
  });
}

/** A list of turns, also when it is written as JSON text in a CSV cell. Anything else stays as it is. */
function withTurns(value: unknown, edit: (turns: readonly unknown[]) => readonly unknown[]): unknown {
  if (Array.isArray(value)) return edit(value);
  if (typeof value !== 'string' || !value.trimStart().startsWith('[')) return value;
  let turns: unknown;
  try {
    turns = JSON.parse(value);
  } catch {
    return value;
  }
  if (!Array.isArray(turns)) return value;
  const edited = edit(turns);
  return edited === turns ? value : JSON.stringify(edited);
}

/** `{role, content}` or `{from, value}`; `content` may be a list of `{type: 'text', text}`. */
function editTurn(turn: unknown, edit: TextEdit): unknown {
  if (!isRecord(turn)) return turn;
  const part: Part = ANSWERERS.has(turn.role ?? turn.from) ? 'answer' : 'prompt';
  const content = editField(turn, 'content', (value) => editContent(value, edit, part));
  return editField(content, 'value', (value) => editText(value, edit, part));
}

function editContent(value: unknown, edit: TextEdit, part: Part): unknown {
  if (!Array.isArray(value)) return editText(value, edit, part);
  const edited = value.map((piece: unknown) =>
    isRecord(piece) ? editField(piece, 'text', (text) => editText(text, edit, part)) : piece,
  );
  return edited.some((piece, index) => piece !== value[index]) ? edited : value;
}

function isRecord(value: unknown): value is Rec {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
