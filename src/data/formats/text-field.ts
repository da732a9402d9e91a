/** One text field of a record. */
import type { Localized } from '../../base/localized.js';
import type { ConversionProblem } from '../types.js';

/**
 * The field as text. Numbers and booleans count as text (labels are often 0 and 1). Missing or null: `missing-field`; only spaces:
 * `empty-field`; lists and objects: `not-a-string`.
 */
export function textField(
  record: Readonly<Record<string, unknown>>,
  field: string | undefined,
): string | ConversionProblem {
  if (field === undefined)
    return { kind: 'missing-field', detail: { en: 'no column was chosen', hi: 'koi column nahi chuna gaya' } };
  const value = Object.hasOwn(record, field) ? record[field] : undefined;
  if (value === undefined || value === null) {
    return { kind: 'missing-field', field, detail: value === null ? 'null' : fieldsOf(record) };
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'string')
    return { kind: 'not-a-string', field, detail: Array.isArray(value) ? 'array' : typeof value };
  if (value.trim() === '') return { kind: 'empty-field', field, detail: { en: 'empty text', hi: 'text khaali hai' } };
  return value;
}

function fieldsOf(record: Readonly<Record<string, unknown>>): Localized {
  const keys = Object.keys(record).slice(0, 8).join(', ');
  return { en: `the record has: ${keys || 'nothing'}`, hi: `record mein hai: ${keys || 'kuch nahi'}` };
}
