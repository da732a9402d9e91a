/** A question of the interview room with what a good answer says. */
import type { Localized } from '../../base/localized.js';

export interface InterviewQuestion {
  id: string;
  /** For progress and choice: `basics`, `lora`, `data`, `evaluation`, ... */
  topic: string;
  /** The lesson that teaches it. */
  lesson: string;
  ask: Localized;
  /** Given one at a time. */
  hints: Localized[];
  answer: Localized;
  points: RubricPoint[];
  mistakes: RubricMistake[];
  /** Where the numbers come from. */
  sources: string[];
}

export interface RubricPoint {
  id: string;
  /** Phrases in either language; any of them says it. See phrases.ts. */
  any: string[];
  weight: number;
  say: Localized;
}

export interface RubricMistake {
  id: string;
  /** Phrases whose words must stand in this order and in one clause. */
  any: string[];
  say: Localized;
}

export interface PointResult {
  id: string;
  say: Localized;
  weight: number;
  /** The sentence that said it, or null. */
  evidence: string | null;
}

export interface AnswerScore {
  /** 0 to 100. */
  total: number;
  band: Band;
  /** Of 60, 20, 10 and 10. */
  parts: { points: number; mistakes: number; structure: number; length: number };
  points: PointResult[];
  /** Misconceptions found, with the sentence. */
  mistakes: { id: string; say: Localized; evidence: string }[];
  /** What the structure has: definition, reason, procedure, trade-off, example. */
  structure: StructureMark[];
  words: number;
  /** A list of words instead of sentences; the score is held at the upper end of `vague`. */
  stuffed: boolean;
  /** Good, but so short that the score is held at the upper end of `solid`. */
  short: boolean;
}

export type Band = 'empty' | 'vague' | 'solid' | 'strong';
export type StructureMark = 'definition' | 'reason' | 'procedure' | 'trade-off' | 'example';
