/** What a comparison is asked with, and what it tells on its way. */
import type { Columns, Task } from '../../data/types.js';
import type { JobEvent } from '../../jobs/events.js';
import type { JobProgress } from '../../jobs/status.js';
import type { ComparisonPlanInput } from '../../plan/comparison-plan.js';
import type { Hardware, Method } from '../../plan/types.js';
import type { Comparison } from './schema.js';

export interface CompareChoices {
  file: string;
  base: string;
  /** Two or three, in the order in which they run. */
  methods: readonly Method[];
  task: Task | null;
  columns: Columns | null;
  /** Settings for all methods; the rest takes its default. */
  hyperparameters: NonNullable<ComparisonPlanInput['edits']>;
  /** Learning rates other than the methods' defaults. */
  rates: NonNullable<ComparisonPlanInput['rates']>;
  seed: number;
}

export interface CompareOptions {
  home: string;
  now: () => Date;
  /** Train anew even where a job with the same settings is there. */
  fresh?: boolean;
  signal?: AbortSignal;
  /** Instead of this machine. */
  hardware?: Hardware;
  /** After every change; `progress` is that of the job under way. */
  onChange?: (comparison: Comparison, progress: JobProgress | null) => void;
  /** The events of the job under way, as they come. */
  onEvents?: (method: Method, events: readonly JobEvent[]) => void;
}
