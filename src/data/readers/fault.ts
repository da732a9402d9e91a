/** A record that could not be read, as a row. */
import { mapText, type Text } from '../../base/localized.js';
import type { Row, RowFault } from '../types.js';
import { MAX_DETAIL } from './limits.js';

/** `detail` is cut to 200 characters. */
export function faultRow(line: number, kind: RowFault['kind'], detail: Text): Row {
  return { line, fault: { kind, detail: mapText(detail, (words) => clip(words)) } };
}

export function tooLong(line: number, maxBytes: number): Row {
  const limit = `${Math.round(maxBytes / 2 ** 20)} MiB`;
  return faultRow(line, 'too-long', { en: `longer than ${limit}`, hi: `${limit} se lambi` });
}

export function notUtf8(line: number, text: string): Row {
  return faultRow(line, 'bad-encoding', { en: `not valid UTF-8: ${text}`, hi: `valid UTF-8 nahi hai: ${text}` });
}

export function clip(text: string, limit: number = MAX_DETAIL): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}
