/** The whole lesson as lines, and what of it is in sight. Pure. */
import { cellLines } from './cell-lines.js';
import type { Drawing } from './drawing.js';
import { exerciseLines } from './exercise-lines.js';
import { BLANK, barred, hasCursor, type Line } from './lines.js';
import { endLines, headingLines, headLines, textLines } from './page-lines.js';
import { activeBlock, isStop, type Part } from './parts.js';
import { quizLines } from './quiz-lines.js';
import type { Sight } from './scroll.js';
import { explainLines } from './written-lines.js';

/** The text blocks, by part: they change with the language, the width and the theme alone. */
export const textsOf = (
  parts: readonly Part[],
  look: Pick<Drawing, 'lang' | 'width' | 'theme'>,
): readonly (Line[] | null)[] =>
  parts.map((part) => (part.kind === 'block' && part.block.kind === 'text' ? textLines(part.block, look) : null));

/** Lines of each part, with the free line after it. */
export function documentOf(
  parts: readonly Part[],
  texts: readonly (Line[] | null)[],
  drawing: Drawing,
): readonly (readonly Line[])[] {
  return parts.map((part, at) => [
    ...(texts[at] ?? linesOf(part, at, drawing)),
    ...(part.kind === 'heading' ? [] : [BLANK]),
  ]);
}

function linesOf(part: Part, at: number, drawing: Drawing): readonly Line[] {
  if (part.kind === 'head') return headLines(drawing);
  if (part.kind === 'heading') return headingLines(part.section, drawing);
  const { state } = drawing;
  const mine = state.focus === at;
  if (part.kind === 'end') return barred(endLines(drawing, mine));
  const editing = mine && state.mode === 'edit';
  const block = activeBlock(part);
  switch (block?.kind) {
    case 'cell':
      return barred(cellLines(block, drawing, editing));
    case 'quiz':
      return barred(quizLines(block, drawing, mine && state.mode === 'answer'));
    case 'explain':
      return barred(explainLines(block, drawing, editing));
    case 'exercise':
      return barred(exerciseLines(block, drawing, editing));
    default:
      return [];
  }
}

export function sightOf(parts: readonly Part[], lines: readonly (readonly Line[])[], rows: number): Sight {
  const stops = parts.flatMap((part, at) => (isStop(part) ? [at] : []));
  return { heights: lines.map((part) => part.length), rows, stops };
}

/** The row of the text cursor, or null. */
export function cursorRow(lines: readonly (readonly Line[])[]): number | null {
  const at = lines.flat().findIndex(hasCursor);
  return at === -1 ? null : at;
}
