/** Step 1: the task, the shape and the columns of a file from its first records, with reasons; the user's choices come first. Pure. */
import { Problem } from '../base/error.js';
import { type Localized, say } from '../base/localized.js';
import { detectShape } from './detect-columns.js';
import { detectTask } from './detect-task.js';
import { convertRow } from './formats/index.js';
import { wrongEncoding } from './readers/problems.js';
import type { Columns, Detection, Example, FileFormat, Row, Task } from './types.js';

/** How many rows are looked at. */
export const DETECTION_ROWS = 500;

export interface DetectOptions {
  format: FileFormat;
  /** Reasons that the reader already has. */
  reasons?: Localized[];
  task?: Task;
  columns?: Columns;
  /** Named in a `Problem`. */
  file: string;
}

/**
 * Looks at the first rows. Throws a `Problem`: `no-records`, `no-readable-records` (the first fault's line), `wrong-encoding`,
 * `unknown-columns`, `unknown-column`.
 */
export function detect(rows: readonly Row[], options: DetectOptions): Detection {
  const { format, file } = options;
  const records = rows.flatMap((row) => ('record' in row ? [row.record] : []));
  refuseUnreadable(rows, records.length, file);
  const guess = detectShape(records, options.columns, file);
  const examples = rows.flatMap((row): Example[] => {
    const converted = convertRow(row, guess);
    return converted === null || 'kind' in converted ? [] : [converted];
  });
  const reasons = [...(options.reasons ?? []), ...guess.reasons, ...scalarReason(records, guess.columns.completion)];
  if (options.task === undefined) {
    const { task, reason } = detectTask(guess.shape, examples);
    return { format, shape: guess.shape, task, columns: guess.columns, reasons: [...reasons, reason] };
  }
  const chosen = { en: `You chose the task ${options.task}.`, hi: `Task ${options.task} aapne chuna.` };
  return { format, shape: guess.shape, task: options.task, columns: guess.columns, reasons: [...reasons, chosen] };
}

function refuseUnreadable(rows: readonly Row[], readable: number, file: string): void {
  const faulty = rows.flatMap((row) => ('fault' in row ? [row] : []));
  const badBytes = faulty.filter((row) => row.fault.kind === 'bad-encoding');
  if (badBytes.length > rows.length / 2) throw wrongEncoding(file, badBytes[0]?.line ?? 1);
  if (readable > 0) return;
  const [first] = faulty;
  if (first === undefined)
    throw new Problem({
      code: 'no-records',
      message: { en: 'The file holds no record.', hi: 'File mein ek bhi record nahi hai.' },
      where: file,
      next: { en: 'Give a file with at least 10 examples.', hi: 'Aisi file dein jisme kam se kam 10 examples hon.' },
    });
  throw new Problem({
    code: 'no-readable-records',
    message: {
      en: `None of the first ${rows.length} records can be read. The first one: ${say(first.fault.detail, 'en')}`,
      hi: `Pehle ${rows.length} records mein se koi nahi padha gaya. Pehla: ${say(first.fault.detail, 'hi')}`,
    },
    where: `${file}:${first.line}`,
    next: {
      en: 'Correct that line; every line should be like {"input": "...", "output": "..."}.',
      hi: 'Us line ko theek karein; har line aisi honi chahiye: {"input": "...", "output": "..."}.',
    },
  });
}

function scalarReason(records: readonly Record<string, unknown>[], column: string | undefined): Localized[] {
  if (column === undefined) return [];
  const scalars = records.filter(
    (record) => typeof record[column] === 'number' || typeof record[column] === 'boolean',
  ).length;
  if (scalars === 0) return [];
  return [
    {
      en: `"${column}" holds numbers or true/false in ${scalars} of ${records.length} rows; they are read as text.`,
      hi: `"${column}" mein ${records.length} mein se ${scalars} rows mein numbers ya true/false hain; unhe text ki tarah padha gaya.`,
    },
  ];
}
