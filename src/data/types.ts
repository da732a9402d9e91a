import type { Localized, Text } from '../base/localized.js';

export const TASKS = ['classification', 'generation', 'qa', 'code', 'chat'] as const;
export type Task = (typeof TASKS)[number];

export const FILE_FORMATS = ['jsonl', 'json', 'csv', 'tsv', 'parquet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** The accepted shapes of a record, named after the keys that mark them. */
export type Shape =
  | 'input-output'
  | 'prompt-completion'
  | 'text-label'
  | 'question-answer'
  | 'alpaca'
  | 'messages'
  | 'sharegpt';

/** One record of the user's file, or the reason why it could not be read. `line` is 1-based (a record number where records span lines). */
export type Row = { line: number; record: Record<string, unknown> } | { line: number; fault: RowFault };

export interface RowFault {
  kind: 'not-json' | 'truncated' | 'not-an-object' | 'ragged' | 'too-long' | 'too-deep' | 'bad-encoding';
  /** What the parser said, at most 200 characters of the user's content. */
  detail: Text;
}

/** Which columns of the file mean what. Keys are ours, values the file's column names. */
export interface Columns {
  prompt?: string;
  completion?: string;
  /** Alpaca's optional `input` beside `instruction`. */
  context?: string;
  /** `messages` or `conversations`. */
  messages?: string;
}

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
  /** OpenAI's per-message weight: 0 means this assistant turn is not trained. */
  weight?: 0 | 1;
}

/**
 * One training example in the project's own form. `input` and `output` are the user's words, without any template.
 * For chat, `messages` is the whole conversation, `input` its rendering up to the last assistant turn (for checks and display)
 * and `output` the last assistant turn.
 */
export interface Example {
  line: number;
  input: string;
  output: string;
  messages?: Message[];
}

/** What a detection found and why, so that a person can correct it. */
export interface Detection {
  format: FileFormat;
  shape: Shape;
  task: Task;
  columns: Columns;
  reasons: Localized[];
}

export type Severity = 'error' | 'warning' | 'info';

/** What one check has to say. `rows` holds at most 1,000 line numbers; `count` is the true number. */
export interface Finding {
  code: string;
  severity: Severity;
  message: Localized;
  remedy: Localized;
  rows: number[];
  count: number;
}

/** What the tokenizer makes of one example; comes from the engine through `encode`. */
export interface Encoded {
  ids: Int32Array;
  /** 1 where the token is supervised (trained), else 0. Same length as `ids`. */
  trained: Uint8Array;
  /** Tokens before the first trained one / trained tokens. */
  promptTokens: number;
  completionTokens: number;
  /** Number of beginning-of-text tokens at the start. */
  leadingBos: number;
  /** Whether the last trained token is an end-of-turn (or end-of-text) token. */
  endsWithEndOfTurn: boolean;
}

/** Given to every check; pure values and functions only. */
export interface CheckContext {
  task: Task;
  shape: Shape;
  columns: Columns;
  maxLength: number;
  seed: number;
  /** Absent when no base model is at hand; then the token checks stay silent. */
  encode?: (example: Example) => Encoded;
}

/** One record on its way through the checks. `example` is absent when it could not be converted, `problem` says why. */
export interface CheckItem {
  line: number;
  row: Row;
  example?: Example;
  /** Prompt and completion exactly as the notes' templates make them (see data/templates.ts). */
  prompt?: string;
  completion?: string;
  encoded?: Encoded;
  /** Why a readable record gave no example. */
  problem?: ConversionProblem;
}

export interface ConversionProblem {
  kind:
    | 'missing-field'
    | 'empty-field'
    | 'not-a-string'
    | 'unknown-role'
    | 'role-order'
    | 'no-assistant-turn'
    | 'nothing-to-train'
    | 'schema-mismatch'
    | 'empty-conversation';
  field?: string;
  detail: Text;
}

/** A check sees every record once, in order, in bounded memory, and speaks at the end. A file holds up to millions of records. */
export interface Check {
  /** Unique kebab-case names of the findings it may return. */
  codes: readonly string[];
  start(context: CheckContext): { add(item: CheckItem): void; finish(): Finding[] };
}

export interface Quantiles {
  p50: number;
  p95: number;
  max: number;
}

export interface DataStats {
  totalExamples: number;
  avgPromptLength: number;
  avgCompletionLength: number;
  uniquePrompts: number;
  labels?: Record<string, number>;
  promptTokens?: Quantiles;
  completionTokens?: Quantiles;
  /** Rows longer than maxLength, which training would cut. */
  truncated?: number;
}

/** Step 2's result. Errors make it invalid; warnings do not. */
export interface CheckReport {
  file: string;
  format: FileFormat;
  task: Task;
  columns: Columns;
  detection: Detection;
  rows: number;
  usable: number;
  isValid: boolean;
  findings: Finding[];
  stats: DataStats;
}

/** A proposed change to the data. `after: null` removes the row. */
export interface Repair {
  code: string;
  necessity: 'necessary' | 'recommended';
  title: Localized;
  changes: RepairChange[];
}

export interface RepairChange {
  line: number;
  before: Record<string, unknown> | string;
  after: Record<string, unknown> | null;
  /** Why this row and not another, where the title alone does not say it. Names lines, never quotes the data. */
  note?: Localized;
}

export interface Split {
  train: Example[];
  validation: Example[];
  test: Example[];
}

export interface SplitRatios {
  train: number;
  validation: number;
  test: number;
}
