/** A lesson as one list of parts, top to bottom: what is scrolled over. Its order does not depend on the language or the window. Pure. */
import type { Block, Lesson } from '../../../learn/lesson/types.js';

export type Part =
  | { kind: 'head' }
  | { kind: 'heading'; section: number }
  | { kind: 'block'; section: number; block: Block }
  | { kind: 'end' };

/** A block with which something can be done. */
export type ActiveBlock = Exclude<Block, { kind: 'text' }>;

export const partsOf = (lesson: Lesson): Part[] => [
  { kind: 'head' },
  ...lesson.sections.flatMap(({ blocks }, section): Part[] => [
    { kind: 'heading', section },
    ...blocks.map((block): Part => ({ kind: 'block', section, block })),
  ]),
  { kind: 'end' },
];

export function activeBlock(part: Part | undefined): ActiveBlock | null {
  return part?.kind === 'block' && part.block.kind !== 'text' ? part.block : null;
}

/** Where Tab stops. */
export const isStop = (part: Part): boolean => part.kind === 'end' || activeBlock(part) !== null;

export const headingOf = (parts: readonly Part[], section: number): number =>
  Math.max(
    0,
    parts.findIndex((part) => part.kind === 'heading' && part.section === section),
  );
