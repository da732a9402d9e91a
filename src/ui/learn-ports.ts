/** The part of the outside world that belongs to learning: lessons, progress, and cells that run. */
import type { Localized } from '../base/localized.js';
import type { ExerciseResult } from '../learn/cells/check-exercise.js';
import type { CellHooks } from '../learn/cells/run-cell.js';
import type { Debrief } from '../learn/debrief/types.js';
import type { ExerciseBlock, Lesson } from '../learn/lesson/types.js';
import type { Learned } from '../learn/progress/record.js';
import type { LessonProgress, Progress } from '../learn/progress/schema.js';
import type { ProgressSummary } from '../learn/progress/summary.js';
import type { Room } from '../learn/rooms.js';
import type { RanCell } from '../learn/run-lesson.js';
import type { NotebookState } from './screens/lesson/state.js';

/** Everything that the first screen of learning goes by. */
export interface Shelf {
  lessons: Lesson[];
  progress: Progress;
  summary: ProgressSummary;
  /** Interview questions to repeat today. */
  due: number;
  rooms: readonly Room[];
  /** The learner's calendar day. */
  today: string;
  /** A file of progress that could not be used. */
  notice: Localized | null;
}

export interface OpenedLesson {
  lesson: Lesson;
  /** Null when nothing was done in it. */
  progress: LessonProgress | null;
  /** The id of the lesson that follows. */
  next: string | null;
}

export interface LearnPorts {
  shelf: () => Promise<Shelf>;
  /** Rejects with the `Problem` of an unknown lesson. */
  lesson: (id: string) => Promise<OpenedLesson>;
  /** Rejects with the `Problem` of a job without figures to ask about. */
  debrief: (jobId: string) => Promise<Debrief>;
  /** Everything known of the learner as JSON, into a new file beside where the program was started; resolves to its path. */
  exportProgress: () => Promise<string>;
  /** Records in the order of the calls. */
  record: (event: Learned) => Promise<void>;
  /** In a process of its own. Rejects with the `Problem` of code that cannot be read. */
  runCell: (lesson: Lesson, id: string, drafts: Readonly<Record<string, string>>, hooks: CellHooks) => Promise<RanCell>;
  /** Puts a cell's code into a file for an editor; `editor` is the one that was opened, if any. */
  toEditor: (lesson: Lesson, name: string, code: string) => Promise<{ path: string; editor: string | null }>;
  /**
   * The learner's file of an exercise, made of its stub the first time. `anew` puts the stub back; what the learner had written goes to `setAside`.
   */
  exercise: (
    lesson: Lesson,
    exercise: ExerciseBlock,
    anew: boolean,
  ) => Promise<{ path: string; code: string; setAside: string | null }>;
  /** The same file, opened in the learner's editor where that has a window of its own. */
  exerciseToEditor: (
    lesson: Lesson,
    exercise: ExerciseBlock,
  ) => Promise<{ path: string; code: string; editor: string | null }>;
  /** One way to do it. */
  solution: (lesson: Lesson, exercise: ExerciseBlock) => Promise<string>;
  save: (path: string, code: string) => Promise<void>;
  check: (lesson: Lesson, exercise: ExerciseBlock, code: string, signal: AbortSignal) => Promise<ExerciseResult>;
  /** Tells the text of a file after each save until the signal is aborted. */
  watch: (path: string, tell: (text: string) => void, signal: AbortSignal) => void;
  /** What was edited, printed and answered since the app was opened, by lesson. */
  notebooks: Map<string, NotebookState>;
}
