/** A record that could not be read, as a row. */
import type { Row, RowFault } from '../types.js';
import { MAX_DETAIL } from './limits.js';

/** `detail` is cut to 200 characters. */
export function faultRow(line: number, kind: RowFault['kind'], detail: string): Row {
  return { line, fault: { kind, detail: clip(detail) } };
}

export function clip(text: string, limit: number = MAX_DETAIL): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
