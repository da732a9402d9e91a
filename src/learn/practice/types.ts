/** What a practice task is made of, and what a check of one of its parts gives. */
import type { Localized } from '../../base/localized.js';
import type { Consideration } from '../../plan/method-rule.js';
import type { Budget, Compute, DataSize, Hardware, Method, ModelSize } from '../../plan/types.js';
import type { ExerciseResult, ExerciseTest } from '../cells/check-exercise.js';
import type { PRACTICE_PARTS } from '../progress/summary.js';

export type PracticePart = (typeof PRACTICE_PARTS)[number];

/** Messages of one place, by label, with gaps that the seed fills. */
export interface MessageBank {
  id: string;
  place: Localized;
  slots: Record<string, string[]>;
  messages: Record<string, string[]>;
}

export const FAULTS = [
  'exact-duplicate',
  'near-duplicate',
  'conflicting-answers',
  'label-spelling',
  'empty-field',
  'ragged-row',
  'control-characters',
  'mojibake',
  'phone-number',
  'email-address',
] as const;
/** Faults by the code of the finding that tells of them. */
export type FaultCode = (typeof FAULTS)[number];

/** A fault that the seed planted. Lines are those of the messy file; its header is line 1. */
export interface PlantedFault {
  code: FaultCode;
  /** The faulty line; of two that belong together, the later one. */
  line: number;
  /** The line that it repeats or contradicts, or null. */
  partner: number | null;
}

/** A message as it should be: what a repaired row is held against. */
export interface TrueRow {
  /** Its first line in the messy file. */
  line: number;
  /** Personal data as `[PHONE]` or `[EMAIL]`. */
  text: string;
  label: string;
  /** `good`: to be kept. `optional`: its label was lost, so that it may be left out. `lost`: its text is gone. */
  kind: 'good' | 'optional' | 'lost';
}

/** Part 3: a budget, a machine and a model for which a method is to be chosen. */
export interface Scenario {
  id: ScenarioId;
  who: Localized;
  budget: Budget;
  compute: Compute;
  hardware: Hardware;
  model: ModelSize;
  modelName: string;
  data: DataSize;
  /** What the product calculates for each method. */
  candidates: { method: Method; memoryBytes: number; seconds: number }[];
  /** What the product's rule gives, and why. */
  method: Method;
  because: Consideration;
}
export const SCENARIO_IDS = ['a', 'b', 'c', 'd'] as const;
export type ScenarioId = (typeof SCENARIO_IDS)[number];

/** Part 4: for what tokens and money are to be estimated. */
export interface EstimateTask {
  epochs: number;
  method: Method;
  /** The same kind of rows, but so many of them for training. */
  scaledRows: number;
  /** Rupees for a dollar, as the task assumes. */
  rupeesPerDollar: number;
}

/** Everything that a seed decides. */
export interface PracticeTask {
  seed: number;
  place: Localized;
  labels: string[];
  /** The messy file, byte for byte. */
  csv: string;
  rows: TrueRow[];
  planted: PlantedFault[];
  scenarios: Scenario[];
  estimate: EstimateTask;
}

export interface PracticeTest extends ExerciseTest {
  /** The sentences that convinced the rubric. */
  evidence?: string[];
}

/** `error`: there was nothing that could be graded; `error` says why. `pass` and a score of 100 go together. */
export interface PartResult extends Omit<ExerciseResult, 'tests' | 'printed'> {
  part: PracticePart;
  tests: PracticeTest[];
}
