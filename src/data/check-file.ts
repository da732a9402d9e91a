/** Touches the disk: step 2, one pass over a data file of any size in bounded memory (or over rows at hand), giving a report. */
import { Problem } from '../base/error.js';
import { StatsCollector } from './check-stats.js';
import { fingerprint } from './checks/support/fingerprint.js';
import { convertRow } from './formats/index.js';
import { type RowSource, streamRows } from './load.js';
import { formatCompletion, formatPrompt } from './templates.js';
import type {
  Check,
  CheckContext,
  CheckItem,
  CheckReport,
  Columns,
  Detection,
  Encoded,
  Example,
  Finding,
  Row,
  Severity,
  Task,
} from './types.js';

export interface CheckFileOptions {
  task?: Task;
  columns?: Columns;
  maxLength: number;
  seed: number;
  checks: readonly Check[];
  /** Turns an example into tokens; without it (and without `encoderFor`) there are no token figures. */
  encode?: (example: Example) => Encoded;
  /** The same where the encoding depends on what was detected, or on the examples at the beginning of the file (their labels). */
  encoderFor?: (detection: Detection, sample: readonly Example[]) => (example: Example) => Encoded;
  /** Tokenizes at most about so many rows of a large file, chosen by the seed (default 20,000). */
  tokenRows?: number;
  onProgress?: (bytes: number, total: number) => void;
}

export const TOKEN_ROWS = 20_000;
/** And at most about so much text: a tokenizer makes some 200 KB a second of long unusual texts. */
const TOKEN_BYTES = 4 * 2 ** 20;

/**
 * Reads every row once and hands it to every check. Findings come errors first. Throws the `Problem`s of `streamRows` when the file
 * cannot be read at all.
 */
export async function checkFile(path: string, options: CheckFileOptions): Promise<CheckReport> {
  return checkRows(await streamRows(path, options), options);
}

/** Rows with what is known of their file: streamed, or read before. */
export type RowsToCheck = RowSource & { rows: AsyncIterable<Row> | Iterable<Row> };

/** The same for rows at hand. */
export async function checkRows(
  source: RowsToCheck,
  options: Omit<CheckFileOptions, 'task' | 'columns'>,
): Promise<CheckReport> {
  const { detection } = source;
  const encoder = new SampledEncoder(encodeOf(source, options), source, options);
  const context: CheckContext = {
    task: detection.task,
    shape: detection.shape,
    columns: detection.columns,
    maxLength: options.maxLength,
    seed: options.seed,
    encode: encoder.encode,
  };
  const runs = options.checks.map((check) => check.start(context));
  const stats = new StatsCollector(detection.task === 'classification', options.maxLength);
  let rows = 0;
  for await (const row of source.rows) {
    rows++;
    const item = encoder.add(toItem(row, detection));
    stats.add(item);
    for (const run of runs) run.add(item);
  }
  const findings = bySeverity([...runs.flatMap((run) => run.finish()), ...encoder.findings(stats)]);
  return {
    file: source.path,
    format: detection.format,
    task: detection.task,
    columns: detection.columns,
    detection,
    rows,
    usable: stats.usable,
    isValid: findings.every((finding) => finding.severity !== 'error'),
    findings,
    stats: stats.stats(),
  };
}

function encodeOf(source: RowSource, options: CheckFileOptions): CheckFileOptions['encode'] {
  if (options.encoderFor === undefined) return options.encode;
  const sample = source.sample.flatMap((row): Example[] => {
    const { example } = toItem(row, source.detection);
    return example === undefined ? [] : [example];
  });
  return options.encoderFor(source.detection, sample);
}

/** A row with its example, and the texts that the notes' templates make of it. */
export function toItem(row: Row, detection: Pick<Detection, 'shape' | 'columns' | 'task'>): CheckItem {
  const converted = convertRow(row, detection);
  if (converted === null) return { line: row.line, row };
  if ('kind' in converted) return { line: row.line, row, problem: converted };
  return {
    line: row.line,
    row,
    example: converted,
    prompt: formatPrompt(detection.task, converted.input),
    completion: formatCompletion(converted.output),
  };
}

const ORDER: readonly Severity[] = ['error', 'warning', 'info'];

function bySeverity(findings: Finding[]): Finding[] {
  return ORDER.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** Tokenizes every example of a small file, and a seeded sample of a large one. */
class SampledEncoder {
  /** For the checks that tokenize for themselves. */
  readonly encode: CheckContext['encode'];
  readonly #share: number;
  readonly #seed: number;
  readonly #failed: { line: number; problem: Problem }[] = [];
  #failures = 0;

  constructor(encode: CheckFileOptions['encode'], source: RowSource, options: CheckFileOptions) {
    this.encode = encode;
    this.#seed = options.seed;
    const size = estimateSize(source);
    this.#share = Math.min((options.tokenRows ?? TOKEN_ROWS) / size.rows, TOKEN_BYTES / size.bytes);
  }

  add(item: CheckItem): CheckItem {
    if (this.encode === undefined || item.example === undefined || !this.#chosen(item.line)) return item;
    try {
      item.encoded = this.encode(item.example);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#failures++;
      if (this.#failed.length < 1000) this.#failed.push({ line: item.line, problem: error });
    }
    return item;
  }

  #chosen(line: number): boolean {
    return this.#share >= 1 || fingerprint(String(line), this.#seed).low / 2 ** 32 < this.#share;
  }

  findings(stats: StatsCollector): Finding[] {
    return [...this.#notEncodable(), ...this.#sampled(stats)];
  }

  #notEncodable(): Finding[] {
    const [first] = this.#failed;
    if (first === undefined) return [];
    const { text, next } = first.problem;
    return [
      {
        code: 'not-encodable',
        severity: 'error',
        message: typeof text === 'string' ? { en: text, hi: text } : text,
        remedy: typeof next === 'string' ? { en: next, hi: next } : next,
        rows: this.#failed.map(({ line }) => line),
        count: this.#failures,
      },
    ];
  }

  #sampled(stats: StatsCollector): Finding[] {
    if (this.encode === undefined || this.#share >= 1 || stats.encoded === 0) return [];
    const [measured, all] = [stats.encoded.toLocaleString('en'), stats.usable.toLocaleString('en')];
    return [
      {
        code: 'tokens-sampled',
        severity: 'info',
        message: {
          en: `Token lengths were measured on ${measured} of ${all} examples, chosen at random, to save time.`,
          hi: `Time bachane ke liye token lengths ${all} mein se ${measured} random examples par naapi gayi.`,
        },
        remedy: { en: 'Nothing to do.', hi: 'Kuch karne ki zaroorat nahi.' },
        rows: [],
        count: stats.encoded,
      },
    ];
  }
}

/** Rows and bytes of text, from the size of the file and of its first records. Text packs about five to one. */
function estimateSize({ sample, bytes, gzip, detection }: RowSource): { rows: number; bytes: number } {
  const records = sample.flatMap((row) => ('record' in row ? [row.record] : []));
  const sampled = records.reduce((sum, record) => sum + JSON.stringify(record).length, 0);
  const unpacked = bytes * (gzip || detection.format === 'parquet' ? 5 : 1);
  return { rows: Math.max(1, (unpacked * records.length) / Math.max(1, sampled)), bytes: Math.max(1, unpacked) };
}
