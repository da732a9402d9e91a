/** One record from its JSON text: an object, or the fault that says why not. */
import type { Row, RowFault } from '../types.js';
import { faultRow } from './fault.js';
import { jsonSaid } from './json-said.js';
import { MAX_DEPTH } from './limits.js';

/**
 * Parses as `JSON.parse` does, except that numbers which a double would change (17 digits and more, overflowing exponents)
 * stay the text the user wrote. NaN and Infinity are not JSON and give a fault.
 * `line`: where the record begins; `atEnd`: it is the file's last and has no line end, so a break inside it means "cut off".
 */
export function parseRecord(text: string, line: number, atEnd: boolean): Row {
  let value: unknown;
  try {
    value = JSON.parse(MAY_LOSE_DIGITS.test(text) ? quoteLossyNumbers(text) : text);
  } catch (error) {
    return explain(text, line, atEnd, error);
  }
  if (!isRecord(value)) return faultRow(line, 'not-an-object', `${kindOf(value)}: ${text.slice(0, 120)}`);
  if (depthOver(value, MAX_DEPTH)) return faultRow(line, 'too-deep', TOO_DEEP);
  return { line, record: value };
}

const TOO_DEEP = { en: `more than ${MAX_DEPTH} levels of nesting`, hi: `nesting ke ${MAX_DEPTH} se zyada levels` };

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const MAY_LOSE_DIGITS = /\d{16}|\d\.\d{15}|\d[eE][+-]?\d{2}/;
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

function quoteLossyNumbers(text: string): string {
  return text.replace(STRING_OR_NUMBER, (token) => {
    if (token.startsWith('"') || String(Number(token)) === token) return token;
    const digits = token
      .replace(/[eE].*$/, '')
      .replace(/\D/g, '')
      .replace(/^0+/, '').length;
    return digits > 15 || !Number.isFinite(Number(token)) ? `"${token}"` : token;
  });
}

function explain(text: string, line: number, atEnd: boolean, error: unknown): Row {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) return faultRow(line, 'too-deep', said);
  let kind: RowFault['kind'] = 'not-json';
  if (atEnd && /^\s*[{[]/.test(text) && !/[}\]]\s*$/.test(text)) kind = 'truncated';
  const constant = /[:[,]\s*(-?Infinity|NaN|None|True|False|undefined)\b/.exec(text)?.[1];
  const { en, hi } = jsonSaid(said);
  return faultRow(
    line,
    kind,
    constant === undefined
      ? { en, hi }
      : { en: `${constant} is not JSON. ${en}`, hi: `${constant} JSON nahi hai. ${hi}` },
  );
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  return value === null ? 'null' : typeof value;
}

/** Whether a value nests deeper than `limit`; never recurses deeper than that. */
function depthOver(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  for (const child of Array.isArray(value) ? value : Object.values(value))
    if (typeof child === 'object' && child !== null && depthOver(child, limit - 1)) return true;
  return false;
}
