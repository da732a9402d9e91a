/** The plain values that the eight steps hand to each other, and the questions a person answers on the way. */
import type { ExitCode } from '../base/error.js';
import type { Localized } from '../base/localized.js';
import type { PromptFormat } from '../data/prompt-format.js';
import type { CheckReport, Columns, Split, Task } from '../data/types.js';
import type { Deployment } from '../deploy/types.js';
import type { Evaluation } from '../evaluate/types.js';
import type { JobStatus } from '../jobs/events.js';
import type { JobProgress } from '../jobs/status.js';
import type { StartingAdapter } from '../models/starting-adapter.js';
import type { TextSignature } from '../models/text-signature.js';
import type { PriceTable } from '../plan/prices.js';
import type { Budget, Compute, DataSize, Hardware, Hyperparameters, Method, ModelSize, Plan } from '../plan/types.js';
import type { HyperparameterEdits } from '../plan/validate-hyperparameters.js';

export const STEPS = [
  'prepare',
  'validate',
  'method',
  'hyperparameters',
  'start',
  'monitor',
  'evaluate',
  'deploy',
] as const;
export type Step = (typeof STEPS)[number];

/** Everything a person decides. The same for the app, `run` and the library. */
export interface Choices {
  file: string | null;
  base: string;
  /** Folder of a PEFT LoRA adapter to go on training from; absent or null for a fresh start. */
  adapter?: string | null;
  task: Task | null;
  columns: Columns | null;
  budget: Budget;
  compute: Compute;
  method: Method | null;
  /** What the person set; the rest takes its default. */
  hyperparameters: HyperparameterEdits;
  seed: number;
  deploy: boolean;
  modelId: string | null;
}

export interface BaseModel {
  id: string;
  path: string;
  fingerprint: string;
  precision: string;
  size: ModelSize;
  /** Tokenizer and chat template as they are now, kept with a job. */
  text?: TextSignature;
}

/** One piece of the exact training text, with how the loss sees it. */
export interface TokenPiece {
  text: string;
  trained: boolean;
  special: boolean;
}

/** Steps 1 and 2: the file, read, converted, checked and split. */
export interface PreparedData {
  source: { file: string; sha256: string; format: string; shape: string; columns: Record<string, string> };
  report: CheckReport;
  task: Task;
  labels: string[] | null;
  promptFormat: PromptFormat;
  base: BaseModel;
  /** What `Choices.adapter` named, checked against the base. */
  adapter?: StartingAdapter | null;
  split: Split;
  /** Tokens of one example at most, as the findings and sizes were computed. */
  maxLength: number;
  size: DataSize;
  /** The first training example as tokens. */
  tokens: { line: number; pieces: TokenPiece[] } | null;
}

/** What training left behind (CONTRACT `run --json`, `training`). */
export interface TrainingSummary {
  steps: number;
  epochs: number;
  trainTokens: number;
  supervisedTokens: number;
  tokensPerSecond: number;
  efficiency: number | null;
  firstLoss: number;
  lastLoss: number;
  bestValidationLoss: number | null;
  seconds: number;
  peakRssBytes: number;
  trainableParameters: number;
  totalParameters: number;
  estimatedSeconds: number | null;
  estimatedMemoryBytes: number | null;
}

export interface DeployedModel {
  modelId: string;
  /** The base model it grew from, as the server knows it. */
  base: string;
  path: string;
  endpoint: string | null;
  status: 'serving' | 'registered';
  curl: string;
  snippet: string;
}

export interface PlannedRun {
  hardware: Hardware;
  plan: Plan;
  /** The prices that the plan was made with, for estimates while a setting is typed. */
  prices?: PriceTable;
  /** What the plan was made of: it holds again when a later choice is refused. */
  choices?: Choices;
}

/** What a job was made from, as its folder says: the answers of the steps before it. */
export interface JobFacts {
  jobId: string;
  file: string;
  base: string;
  task: Task;
  rows: number;
  method: Method;
  hyperparameters: Hyperparameters;
  modelId: string;
  estimatedSeconds: number | null;
}

export interface ProblemView {
  code: string;
  message: Localized;
  where: string | null;
  next: Localized;
  exitCode?: ExitCode;
  /** Of a bug, for the log. */
  stack?: string;
}

/** The outcome of steps 5 to 7, read from the job's report. */
export interface JobOutcome {
  status: JobStatus;
  training: TrainingSummary | null;
  evaluation: Evaluation | null;
}

export type { Deployment, JobProgress };
