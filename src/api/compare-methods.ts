/** The library's comparison of methods: the same rows, seed and tokens for each, as `vishesh compare` does it. */
import { homeFolder } from '../base/home.js';
import type { Columns, Task } from '../data/types.js';
import type { JobProgress } from '../jobs/status.js';
import { METHODS } from '../plan/types.js';
import { comparedMethods } from '../workflow/compare/methods.js';
import { prepareComparison, unfitData } from '../workflow/compare/prepare.js';
import { runComparison } from '../workflow/compare/run.js';
import type { Comparison } from '../workflow/compare/schema.js';
import type { CompareChoices } from '../workflow/compare/types.js';
import { DEFAULT_CHOICES } from '../workflow/drive.js';
import { requireKnownTaskIfAny } from './known-task.js';
import { writeRows } from './row-file.js';
import type { ApiMethod, RawRow } from './types.js';

export interface CompareConfig {
  /** Rows in memory, or `file` instead. */
  data?: readonly RawRow[];
  /** A data file in any accepted format. */
  file?: string;
  taskType?: Task;
  columns?: Columns;
  /** Two or three; all three when absent. `pft` is another name of `partial`. */
  methods?: readonly ApiMethod[];
  /** A base model's name or path. */
  baseModel?: string;
  /** For all methods alike. */
  epochs?: number;
  batchSize?: number;
  maxLength?: number;
  /** Instead of each method's default. */
  learningRates?: CompareChoices['rates'];
  seed?: number;
  /** Train anew even where a finished job with the same settings is there. */
  fresh?: boolean;
  /** The folder for models and jobs (default: `VISHESH_HOME` or the platform's data folder). */
  home?: string;
  /** Aborting ends the following; the job under way goes on, and the same call again goes on with it. */
  signal?: AbortSignal;
  onProgress?: (comparison: Comparison, progress: JobProgress | null) => void;
}

/**
 * Trains every method in turn and resolves with scores, cost, forgetting and advice. Rejects with a `Problem`: the names of methods or
 * of the task type, unreadable or invalid data, settings out of range, or no method that fits. A method that fails is told in its entry.
 */
export async function compareMethods(config: CompareConfig): Promise<Comparison> {
  requireKnownTaskIfAny(config.taskType);
  const home = config.home ?? homeFolder();
  const methods = comparedMethods(config.methods ?? METHODS);
  const { epochs, batchSize, maxLength, fresh, signal, onProgress } = config;
  const choices: CompareChoices = {
    file: config.file ?? (await writeRows(config.data ?? [], home)),
    base: config.baseModel ?? DEFAULT_CHOICES.base,
    methods,
    task: config.taskType ?? null,
    columns: config.columns ?? null,
    hyperparameters: {
      ...(epochs === undefined ? {} : { epochs }),
      ...(batchSize === undefined ? {} : { batchSize }),
      ...(maxLength === undefined ? {} : { maxLength }),
    },
    rates: config.learningRates ?? {},
    seed: config.seed ?? DEFAULT_CHOICES.seed,
  };
  const prepared = await prepareComparison(choices, { home, lang: 'en', note: () => {}, signal });
  if (!prepared.report.isValid) throw unfitData(prepared);
  return runComparison(choices, prepared, { home, now: () => new Date(), fresh, signal, onChange: onProgress });
}
