/** A lesson as the program holds it: one Markdown file with both languages, in the order in which it is read. */
import type { Localized } from '../../base/localized.js';

export interface Lesson {
  id: string;
  title: Localized;
  minutes: number;
  /** Ids of lessons that should come before. */
  needs: string[];
  /** What one can do afterwards. */
  goal: Localized;
  /** One line for revision. */
  summary: Localized;
  sections: Section[];
  /** The folder of its files. */
  folder: string;
}

export interface Section {
  id: string;
  title: Localized;
  blocks: Block[];
  /** 1-based, of the heading. */
  line: number;
}

export type Block = TextBlock | CellBlock | QuizBlock | ExplainBlock | ExerciseBlock;

/** Markdown in both languages. */
export interface TextBlock {
  kind: 'text';
  text: Localized;
  line: number;
}

/** A TypeScript module that really runs. */
export interface CellBlock {
  kind: 'cell';
  id: string;
  code: string;
  /** What it prints; see `cells/expected-output.ts` for the parts that may vary. */
  output: string | null;
  /** Seconds it may take. */
  limit: number;
  line: number;
}

export interface QuizOption {
  text: Localized;
  correct: boolean;
  /** Why a wrong one is wrong. */
  why: Localized | null;
}

export interface QuizBlock {
  kind: 'quiz';
  id: string;
  ask: Localized;
  options: QuizOption[];
  hints: Localized[];
  line: number;
}

/** A question to answer in one's own words; scored like an interview's. */
export interface ExplainBlock {
  kind: 'explain';
  id: string;
  ask: Localized;
  seconds: number;
  points: { id: string; any: string[]; weight: number; say: Localized }[];
  mistakes: { id: string; any: string[]; say: Localized }[];
  line: number;
}

/** A file to complete, with a program that checks it. */
export interface ExerciseBlock {
  kind: 'exercise';
  id: string;
  /** What the learner begins with, the program that checks it, and one way to do it: files beside the lesson. */
  file: string;
  check: string;
  solution: string;
  /** The text of `file`; empty until the lesson was read from disk. */
  stub: string;
  /** From a nudge to nearly the answer. */
  hints: Localized[];
  line: number;
}

/** What is wrong with a lesson's file. */
export interface LessonFault {
  line: number;
  message: string;
}
