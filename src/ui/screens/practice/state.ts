/** The practice task on the screen: which part is looked at, how each one fares, what is being asked. Pure. */
import type { PracticeReport } from '../../../learn/practice/report.js';
import type { PartResult, PracticePart } from '../../../learn/practice/types.js';
import { PRACTICE_PARTS } from '../../../learn/progress/summary.js';
import type { ProblemView } from '../../../workflow/types.js';
import type { OpenedPractice } from '../../practice-ports.js';

export type Asked =
  /** Whether the next hint shall be paid for. */
  | 'hint'
  /** Whether to begin anew. */
  | 'reset'
  /** The name on the certificate. */
  | 'name';

export interface PracticeState {
  /** `undefined` until it was read; null before a task was started. */
  opened: OpenedPractice | null | undefined;
  /** 0 is the folder, 1 to 5 the parts. */
  at: number;
  results: Partial<Record<PracticePart, PartResult>>;
  /** Parts that are being checked or wait for it. */
  checking: readonly PracticePart[];
  asked: Asked | null;
  /** What is typed: the folder before the start, a name after it. */
  typed: string;
  /** Something that takes a moment. */
  busy: 'start' | 'report' | null;
  report: PracticeReport | null;
  problem: ProblemView | null;
  /** First line shown of what belongs to the part. */
  top: number;
}

export const practiceStart = (proposed: string): PracticeState => ({
  opened: undefined,
  at: 0,
  results: {},
  checking: [],
  asked: null,
  typed: proposed,
  busy: null,
  report: null,
  problem: null,
  top: 0,
});

/** The part pointed at; null for the folder. */
export const partAt = ({ at }: PracticeState): PracticePart | null => PRACTICE_PARTS[at - 1] ?? null;
