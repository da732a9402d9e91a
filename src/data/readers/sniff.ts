/** Tells a text file's format from its content; the name is only a hint, and a name that says otherwise is mentioned. Pure. */
import type { Localized } from '../../base/localized.js';
import type { FileFormat } from '../types.js';
import type { CsvDialect } from './csv.js';
import { sniffDialect } from './csv-dialect.js';
import { isRecord } from './json-record.js';
import { type JsonLayout, sharesLines } from './json-values.js';

export type TextFormat =
  | { format: 'jsonl' }
  | { format: 'json'; layout: JsonLayout; numbers: 'lines' | 'records' }
  | { format: 'csv' | 'tsv'; dialect: CsvDialect };

export interface Sniffed {
  found: TextFormat | null;
  reasons: Localized[];
}

const EXTENSIONS: Record<string, FileFormat> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  parquet: 'parquet',
  pq: 'parquet',
};

const NAMES: Record<FileFormat, string> = {
  jsonl: 'JSON lines',
  json: 'JSON',
  csv: 'CSV',
  tsv: 'TSV',
  parquet: 'Parquet',
};

/** The format that the file's name promises; `.gz` at the end does not count. */
export function formatOfName(path: string): FileFormat | undefined {
  const extension = /\.([a-z0-9]+)$/.exec(path.toLowerCase().replace(/\.gz$/, ''))?.[1];
  return extension === undefined ? undefined : EXTENSIONS[extension];
}

/** `head`: the beginning of the text, `whole`: that it is all of it. `found: null`: none of the formats fits. */
export function sniffText(head: string, whole: boolean, path: string): Sniffed {
  const promised = formatOfName(path);
  const found = jsonFormat(head, promised) ?? delimited(head, whole, promised);
  if (found === null) return { found, reasons: [] };
  return { found, reasons: [...nameReason(promised, found.format), ...dialectReasons(found)] };
}

/** The reason that mentions a name which promises another format. */
export function nameReason(promised: FileFormat | undefined, found: FileFormat): Localized[] {
  if (promised === undefined || promised === found) return [];
  return [
    {
      en: `The file's name promises ${NAMES[promised]}, but its content is ${NAMES[found]}, so it is read as ${NAMES[found]}.`,
      hi: `File ka naam ${NAMES[promised]} batata hai, par andar ${NAMES[found]} hai, isliye ise ${NAMES[found]} ki tarah padha gaya.`,
    },
  ];
}

/** Keys under which exports wrap their records: `{"data": [...]}`, also behind a version, a name and the like. */
const WRAPPER =
  /^\s*\{\s*(?:"[^"[\\]*"\s*:\s*(?:"[^"[\\]*"|-?[\d.eE+-]+|true|false|null)\s*,\s*){0,20}"(?:data|rows|records|examples|items|train|samples|dataset)"\s*:\s*\[/;

function jsonFormat(head: string, promised: FileFormat | undefined): TextFormat | null {
  if (WRAPPER.test(head)) return json(head, 'wrapped');
  if (/^\s*\[\s*(?:[[{"\]\d-]|$)/.test(head)) return json(head, 'array');
  const lines = head.split(/\r?\n|\r/, 50).filter((line) => line.trim() !== '');
  if (lines.some(isJsonObject)) return { format: 'jsonl' };
  if (!/^\s*\{/.test(head)) return null;
  // No line is an object by itself: either objects spread over lines, or lines that are all broken.
  const spread = lines[0]?.trim() === '{' || (lines.length > 1 && !lines[1]?.trim().startsWith('{'));
  return spread && promised !== 'jsonl' ? json(head, 'sequence') : { format: 'jsonl' };
}

function json(head: string, layout: JsonLayout): TextFormat {
  return { format: 'json', layout, numbers: sharesLines(head, layout) ? 'records' : 'lines' };
}

function isJsonObject(line: string): boolean {
  if (!line.trimStart().startsWith('{')) return false;
  try {
    return isRecord(JSON.parse(line));
  } catch {
    return false;
  }
}

/** CSV or TSV when most lines agree on two columns or more, or when the name says so. */
function delimited(head: string, whole: boolean, promised: FileFormat | undefined): TextFormat | null {
  const hint = promised === 'csv' || promised === 'tsv' ? promised : undefined;
  const { dialect, columns, consistency, titleLines } = sniffDialect(head, whole, hint);
  const trusted = hint !== undefined || (columns >= 2 && consistency >= 0.8 && titleLines === 0);
  if (!trusted) return null;
  if (columns >= 2) return { format: dialect.delimiter === '\t' ? 'tsv' : 'csv', dialect };
  return { format: hint ?? 'csv', dialect: { ...dialect, delimiter: hint === 'tsv' ? '\t' : ',' } };
}

function dialectReasons(found: TextFormat): Localized[] {
  if (found.format === 'json' && found.numbers === 'records')
    return [
      {
        en: 'Several records share a line, so the line numbers here count records: line 3 is the third record.',
        hi: 'Ek line mein kai records hain, isliye yahan line number records ginte hain: line 3 matlab teesra record.',
      },
    ];
  if (found.format !== 'csv' && found.format !== 'tsv') return [];
  const { delimiter, header, skipLines } = found.dialect;
  const reasons: Localized[] = [];
  if (skipLines > 0)
    reasons.push({
      en: `The first ${skipLines === 1 ? 'line holds' : `${skipLines} lines hold`} a title and no columns; reading begins below.`,
      hi: `Pehli ${skipLines === 1 ? 'line mein' : `${skipLines} lines mein`} title hai, columns nahi; padhna uske neeche se shuru hota hai.`,
    });
  if (delimiter === ';' || delimiter === '|')
    reasons.push({
      en: `Fields are separated by "${delimiter}".`,
      hi: `Fields "${delimiter}" se alag kiye gaye hain.`,
    });
  if (!header)
    reasons.push({
      en: 'The first line holds data, not column names; the columns are called column_1, column_2 and so on.',
      hi: 'Pehli line mein column ke naam nahi, data hai; columns ko column_1, column_2 wagairah kaha gaya hai.',
    });
  return reasons;
}
