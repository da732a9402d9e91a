/** The rows that a finding names, as they stand in the file, with the fault marked. Touches the disk. */
import { type Lang, say } from '../base/localized.js';
import { type FieldRole, faultSpans } from '../data/fault-spans.js';
import { streamRows } from '../data/load.js';
import type { Columns, Finding, Row } from '../data/types.js';
import type { PreparedData } from './types.js';

export interface Segment {
  text: string;
  fault: boolean;
}

export interface RowField {
  /** Its place in the row: the names of turns repeat. */
  at: number;
  name: string;
  segments: Segment[];
}

export interface FaultRow {
  line: number;
  fields: RowField[];
}

/** More rows than this nobody looks through. */
const MOST_ROWS = 50;
const MOST_CHARACTERS = 4000;

/** In the order of the file. Throws the `Problem`s of reading it. `lang`: of what is said about a row that could not be read. */
export async function readFaultRows(
  { source, task, report }: PreparedData,
  finding: Finding,
  lang: Lang,
): Promise<FaultRow[]> {
  const wanted = new Set([...finding.rows].sort((a, b) => a - b).slice(0, MOST_ROWS));
  const { rows } = await streamRows(source.file, { task, columns: report.columns });
  const found: FaultRow[] = [];
  for await (const row of rows) {
    if (!wanted.delete(row.line)) continue;
    found.push(faultRow(row, report.columns, finding.code, lang));
    if (wanted.size === 0) break;
  }
  return found;
}

/** One row as fields; a row that could not be read is all fault. */
export function faultRow(row: Row, columns: Columns, code: string, lang: Lang): FaultRow {
  return { line: row.line, fields: fieldsOf(row, columns, code, lang).map((one, at) => ({ at, ...one })) };
}

type Named = Omit<RowField, 'at'>;

function fieldsOf(row: Row, columns: Columns, code: string, lang: Lang): Named[] {
  if ('fault' in row) {
    return [{ name: row.fault.kind, segments: [{ text: say(row.fault.detail, lang), fault: true }] }];
  }
  const { record } = row;
  const messages = columns.messages === undefined ? undefined : record[columns.messages];
  if (Array.isArray(messages)) return conversation(messages, columns.messages ?? '', code);
  const fields = Object.entries(record).map(([name, value]) => field(name, roleOf(name, columns), value, code));
  const missing = [columns.prompt, columns.completion].filter((name) => name !== undefined && !(name in record));
  const absent = missing.map((name): Named => ({ name: name ?? '', segments: [{ text: '', fault: true }] }));
  return [...fields, ...absent];
}

function roleOf(name: string, columns: Columns): FieldRole {
  if (name === columns.prompt || name === columns.context) return 'prompt';
  return name === columns.completion ? 'completion' : 'other';
}

/** Its turns; where one is missing or out of order, that is marked. */
function conversation(messages: readonly unknown[], name: string, code: string): Named[] {
  const all = (text: string): Segment[] => [{ text, fault: true }];
  if (messages.length === 0) return [{ name, segments: all('[]') }];
  const turns = messages.map((turn) => turnField(turn, code));
  if (code === 'no-assistant-turn') return [...turns, { name: 'assistant', segments: all('') }];
  if (code !== 'role-order') return turns;
  return turns.map((turn, at) => {
    const before = turns[at - 1]?.name;
    const first = before === undefined || before === 'system';
    const fits = first ? ANSWERS.every((role) => role !== turn.name) : turn.name !== before && turn.name !== 'system';
    return fits ? turn : { ...turn, segments: turn.segments.map(({ text }) => ({ text, fault: true })) };
  });
}

const ANSWERS: readonly string[] = ['assistant', 'gpt'];

/** `{ role, content }` or ShareGPT's `{ from, value }`. */
function turnField(turn: unknown, code: string): Named {
  const record: Record<string, unknown> = typeof turn === 'object' && turn !== null ? { ...turn } : { content: turn };
  const role = String(record.role ?? record.from ?? '?');
  const isAnswer = ANSWERS.includes(role);
  const known = ['system', 'user', 'human', 'assistant', 'gpt'].includes(role);
  const read = field(role, isAnswer ? 'completion' : 'prompt', record.content ?? record.value, code);
  if (code !== 'unknown-role' || known) return read;
  return { name: role, segments: read.segments.map((segment) => ({ ...segment, fault: true })) };
}

function field(name: string, role: FieldRole, value: unknown, code: string): Named {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  const isFault =
    role !== 'other' &&
    ((code === 'not-a-string' && typeof value !== 'string') ||
      (code === 'empty-field' && (text.trim() === '' || value === null || value === undefined)));
  if (isFault) return { name, segments: [{ text, fault: true }] };
  return { name, segments: segmentsOf(text, role, code) };
}

function segmentsOf(text: string, role: FieldRole, code: string): Segment[] {
  const kept = text.slice(0, MOST_CHARACTERS);
  const segments: Segment[] = [];
  let at = 0;
  for (const { start, end } of faultSpans(code, role, kept)) {
    if (start > at) segments.push({ text: kept.slice(at, start), fault: false });
    segments.push({ text: kept.slice(start, end), fault: true });
    at = end;
  }
  if (at < kept.length) segments.push({ text: kept.slice(at), fault: false });
  return segments;
}
