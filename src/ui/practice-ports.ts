/** The part of the outside world that belongs to the practice task: its folder, its checks, its hints, and the certificate. */
import type { Lang, Localized } from '../base/localized.js';
import type { Practice } from '../learn/practice/practice.js';
import type { PracticeReport } from '../learn/practice/report.js';
import type { PartResult, PracticePart } from '../learn/practice/types.js';

export interface OpenedPractice {
  practice: Practice;
  /** The task as it stands in the folder's README, in Markdown. */
  readme: Localized;
  /** The file that came with the task. */
  messy: string;
  /** The repaired file, once there is one. */
  repaired: string | null;
}

export interface PracticePorts {
  /** The task under way, or the finished one; null before one was started. */
  open: () => Promise<OpenedPractice | null>;
  /** Where a new one is written if the learner names no other folder. */
  proposed: string;
  /** Rejects with the `Problem` of a folder that is in use or cannot be written. */
  start: (folder: string, lang: Lang) => Promise<OpenedPractice>;
  /** Grades one part as it lies in the folder now, and records its score. */
  check: (practice: Practice, part: PracticePart) => Promise<PartResult>;
  /** Takes the next hint of a part, paid for. Rejects with the `Problem` of one that has no more, or has passed. */
  hint: (practice: Practice, part: PracticePart) => Promise<void>;
  /** The same task from the beginning; what lies in the folder is moved aside. */
  reset: (lang: Lang) => Promise<OpenedPractice>;
  report: (practice: Practice, name: string, lang: Lang) => Promise<PracticeReport>;
  /** Tells of all parts once it watches, and after each save of those that it touches; resolves once the signal is aborted. */
  watch: (
    folder: string,
    tell: (parts: readonly PracticePart[]) => Promise<void>,
    signal: AbortSignal,
  ) => Promise<void>;
}
