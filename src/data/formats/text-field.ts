/** One text field of a record. */
import type { ConversionProblem } from '../types.js';

/**
 * The field as text. Numbers and booleans count as text (labels are often 0 and 1). Missing or null: `missing-field`; only spaces:
 * `empty-field`; lists and objects: `not-a-string`.
 */
export function textField(
  record: Readonly<Record<string, unknown>>,
  field: string | undefined,
): string | ConversionProblem {
  if (field === undefined) return { kind: 'missing-field', detail: 'no column was chosen' };
  const value = Object.hasOwn(record, field) ? record[field] : undefined;
  if (value === undefined || value === null) {
    const keys = Object.keys(record).slice(0, 8).join(', ');
    return { kind: 'missing-field', field, detail: value === null ? 'null' : `the record has: ${keys || 'nothing'}` };
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string')
    return { kind: 'not-a-string', field, detail: Array.isArray(value) ? 'array' : typeof value };
  if (value.trim() === '') return { kind: 'empty-field', field, detail: 'empty text' };
  return value;
}
