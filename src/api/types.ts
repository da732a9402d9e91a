/** What the library's three classes take and give. Names and shapes are the notes'; fields beyond them are marked as added. */
import type { Localized } from '../base/localized.js';
import type { Finding, Task } from '../data/types.js';
import type { Evaluation } from '../evaluate/types.js';
import type { Budget, Compute, Hyperparameters, Method, MethodChoice } from '../plan/types.js';

/** A record of the user's data in any accepted shape: `{input, output}`, `{text, category}`, `{question, answer}`, `{messages}`, ... */
export type RawRow = Readonly<Record<string, unknown>>;

export interface PreparedRow {
  prompt: string;
  /** Begins with a space, so that the prompt need not end in one. */
  completion: string;
}

export interface DataValidation {
  isValid: boolean;
  issues: string[];
  stats: {
    totalExamples: number;
    avgPromptLength: number;
    avgCompletionLength: number;
    uniquePrompts: number;
  };
}

/** The notes' names; `partial` is the product's name for `pft`. */
export type ApiMethod = Method | 'pft';

export interface FineTuningConfig {
  method: 'full' | 'lora' | 'parameter-efficient';
  description: string;
  computeRequired: 'high' | 'medium' | 'low';
  dataRequired: 'medium' | 'low';
  bestFor: string;
  rank?: number;
  alpha?: number;
}

export interface WorkflowConfig {
  /** Rows in memory, or `file` instead. */
  data?: readonly RawRow[];
  /** Added: a data file in any accepted format. */
  file?: string;
  taskType?: Task;
  budget?: Budget;
  compute?: Compute;
  learningRate?: number;
  batchSize?: number;
  epochs?: number;
  maxLength?: number;
  /** Added: a base model's name or path (default: nano, the one in the box). */
  baseModel?: string;
  /** Added: folder of a PEFT LoRA adapter of the same base to go on training from. */
  adapter?: string;
  /** Added: overrides the rule of budget and compute. */
  method?: ApiMethod;
  seed?: number;
  /** Added: register and serve the result (default true). */
  deploy?: boolean;
  modelId?: string;
  /** Added: the folder for models and jobs (default: `VISHESH_HOME` or the platform's data folder). */
  home?: string;
  /** Added: called with the step's name and what is being done. */
  onProgress?: (step: string, note: string | null) => void;
}

export interface WorkflowResults {
  dataPrep: PreparedRow[];
  /** `findings` is added: every check of the product, with line numbers. */
  validation: DataValidation & { findings: Finding[] };
  /** `reasons` and `alternatives` are added. */
  method: FineTuningConfig & { reasons: Localized[]; alternatives: MethodChoice['alternatives'] };
  hyperparameters: Hyperparameters;
  training: TrainingResult;
  evaluation: EvaluationResult;
  /** Null when the config says not to deploy. */
  deployment: DeploymentResult | null;
}

export interface TrainingResult {
  jobId: string;
  status: string;
  /** In words, as estimated before the start. */
  estimatedTime: string;
  steps: number;
  seconds: number;
  firstLoss: number;
  lastLoss: number;
}

/** Values of the tuned model on rows it never saw; `accuracy` and the three metrics exist for classification only. */
export interface EvaluationResult {
  accuracy: number | null;
  loss: number;
  metrics: { precision: number | null; recall: number | null; f1: number | null };
  base: Evaluation['base'];
  tuned: Evaluation['tuned'];
  retention: Evaluation['retention'];
  verdict: Evaluation['verdict'];
  reason: Localized;
}

export interface DeploymentResult {
  modelId: string;
  endpoint: string | null;
  status: string;
  path: string;
}
