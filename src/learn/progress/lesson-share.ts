/** How much of a lesson is done. Pure. */
import type { Lesson } from '../lesson/types.js';
import type { LessonProgress } from './schema.js';

/** Sections read, cells run, questions answered rightly and exercises passed, of all there are. */
export function lessonShare({ sections }: Lesson, progress: LessonProgress | undefined): { done: number; of: number } {
  const parts = sections.flatMap(({ id, blocks }) => [
    progress?.sections.includes(id) === true,
    ...blocks.flatMap((block) => {
      if (block.kind === 'cell') return [progress?.cells.includes(block.id) === true];
      if (block.kind === 'quiz') return [progress?.quizzes[block.id]?.correct === true];
      if (block.kind === 'exercise') return [progress?.exercises.includes(block.id) === true];
      return [];
    }),
  ]);
  return { done: parts.filter(Boolean).length, of: parts.length };
}
