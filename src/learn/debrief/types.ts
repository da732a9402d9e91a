/** Three questions about one's own run. What is asked follows from the figures of the job; so does what is wrong with each wrong answer. */

import type { Localized } from '../../base/localized.js';
import type { Point } from '../../base/series.js';
import type { JobReport, TrainingSummary } from '../../jobs/report.js';
import type { RowPair } from '../../workflow/job-rows.js';

/** What a finished job left behind. */
export interface DebriefFacts {
  report: JobReport & { training: TrainingSummary };
  /** Loss by step. */
  train: readonly Point[];
  validation: readonly Point[];
  /** What the job set out to take; 0 where its log does not say. */
  plannedSteps: number;
  endedBy: 'completed' | 'early-stopping' | 'watchdog' | null;
  /** The held-out rows; null where they were not kept. */
  rows: readonly RowPair[] | null;
}

export interface DebriefOption {
  text: Localized;
  correct: boolean;
  why: Localized;
}

export interface DebriefQuestion {
  id: string;
  ask: Localized;
  options: readonly DebriefOption[];
  /** Where it is taught: `id#section`. */
  lesson: string;
}

export interface Debrief {
  jobId: string;
  modelId: string;
  /** At most three. */
  questions: readonly DebriefQuestion[];
}

export interface Choice {
  text: Localized;
  why: Localized;
}

/** A question that could be asked about this run. */
export interface Draft extends Pick<DebriefQuestion, 'id' | 'ask' | 'lesson'> {
  /** No two questions of one theme are asked. */
  theme: 'score' | 'verdict' | 'labels' | 'rows' | 'curve' | 'forgetting' | 'method' | 'tokens' | 'time' | 'data';
  /** How much this run has to say about it, 0 to 1. */
  telling: number;
  right: Choice;
  wrong: readonly Choice[];
}

/** Null where the figures do not answer the question. */
export type Maker = (facts: DebriefFacts) => Draft | null;
