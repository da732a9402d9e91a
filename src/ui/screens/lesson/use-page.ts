/** The lesson as lines in this window, what of it is in sight, and what was read to its end. */
import { useEffect, useMemo } from 'react';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import type { OpenedLesson } from '../../learn-ports.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { cursorRow, documentOf, sightOf, textsOf } from './document.js';
import type { Drawing } from './drawing.js';
import { cursorShift, hasCursor, type Line, lineWidth } from './lines.js';
import { panelLines } from './panel-lines.js';
import { activeBlock, type Part } from './parts.js';
import { endsInSight, focusAt, rowOf, type Sight, startOf, within } from './scroll.js';
import type { NotebookState } from './state.js';
import type { Notebook } from './use-notebook.js';

interface VisibleLine {
  /** Of its own for each line. */
  row: number;
  line: Line;
  part: number;
  /** It is the first line of its part. */
  head: boolean;
  /** Columns that it is moved to the left. */
  shift: number;
}

export interface Page {
  sight: Sight;
  /** The first row in sight. */
  top: number;
  /** The part that keys work on, also before anything was pressed. */
  focus: number | null;
  columns: number;
  visible: readonly VisibleLine[];
  /** Something in sight is wider than the window. */
  wide: boolean;
  /** Index of the section at the top. */
  section: number;
}

const BAR = 2;

export function usePage({ lesson, next }: OpenedLesson, parts: readonly Part[], { state, act, work }: Notebook): Page {
  const { words, lang } = useStudio();
  const theme = useTheme();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const width = columns - BAR;
  const texts = useMemo(() => textsOf(parts, { lang, width, theme }), [parts, lang, width, theme]);
  const drawing = useMemo(
    () => ({ lesson, next, state, words, lang, width, theme }),
    [lesson, next, state, words, lang, width, theme],
  );
  const lines = useMemo(() => documentOf(parts, texts, drawing), [parts, texts, drawing]);
  const panel = useMemo(() => panelOf(parts, drawing, Math.floor(rows / 2)), [parts, drawing, rows]);
  const left = rows - panel.length;
  const sight = useMemo(() => sightOf(parts, lines, left), [parts, lines, left]);
  const top = within(sight, rowOf(sight, state.top));

  const wanted = wantedRow(state, sight, lines);
  useEffect(() => {
    if (wanted !== null) act({ type: 'settle', row: wanted, sight });
  }, [wanted, sight, act]);

  useEffect(() => {
    for (const id of sectionsEnded(
      lesson.sections.map((section) => section.id),
      parts,
      endsInSight(sight, top),
    ))
      if (!state.read.includes(id)) {
        act({ type: 'read', section: id });
        work.record({ type: 'section-read', lesson, section: id });
      }
  }, [lesson, parts, sight, top, state.read, act, work]);

  const visible = useMemo(
    () => [...visibleOf(lines, top, left, (line) => shiftOf(line, state, width)), ...panelBelow(panel, lines, state)],
    [lines, panel, top, left, state, width],
  );
  const wide = visible.some(({ line }) => line.wide && lineWidth(line) > (line.bar ? width : columns));
  const focus = state.focus ?? focusAt(sight, top, null);
  return { sight, top, focus, columns, visible, wide, section: sectionAt(parts, sight, top) };
}

/** The row that must be in sight: the text cursor's, or the end of what is running. */
function wantedRow(state: NotebookState, sight: Sight, lines: readonly (readonly Line[])[]): number | null {
  if (state.mode === 'edit') return cursorRow(lines);
  if (!state.following || state.focus === null) return null;
  return startOf(sight, state.focus) + (sight.heights[state.focus] ?? 1) - 2;
}

function visibleOf(
  lines: readonly (readonly Line[])[],
  top: number,
  rows: number,
  shift: (line: Line) => number,
): VisibleLine[] {
  return lines
    .flatMap((part, at) => part.map((line, index) => ({ line, part: at, head: index === 0 })))
    .map((one, row) => ({ row, ...one }))
    .slice(top, top + rows)
    .map((one) => ({ ...one, shift: shift(one.line) }));
}

/** While code is typed the line with the cursor moves alone. */
function shiftOf(line: Line, { editor, shift }: NotebookState, width: number): number {
  if (editor === null) return shift;
  return hasCursor(line) ? cursorShift(editor, width) : 0;
}

/** Under the editor of an exercise. */
function panelOf(parts: readonly Part[], drawing: Drawing, most: number): Line[] {
  const { mode, focus } = drawing.state;
  const block = mode === 'edit' && focus !== null ? activeBlock(parts[focus]) : null;
  return block?.kind === 'exercise' ? panelLines(block, drawing, most) : [];
}

function panelBelow(
  panel: readonly Line[],
  lines: readonly (readonly Line[])[],
  { focus }: NotebookState,
): VisibleLine[] {
  const end = lines.flat().length;
  return panel.map((line, at) => ({ row: end + at, line, part: focus ?? 0, head: false, shift: 0 }));
}

/** Sections whose last part is among those. */
function sectionsEnded(ids: readonly string[], parts: readonly Part[], ended: readonly number[]): string[] {
  return ended.flatMap((at) => {
    const part = parts[at];
    const after = parts[at + 1];
    if (part === undefined || !('section' in part) || (after !== undefined && after.kind === 'block')) return [];
    return ids[part.section] ?? [];
  });
}

function sectionAt(parts: readonly Part[], sight: Sight, top: number): number {
  const begun = parts.filter((part, at) => part.kind === 'heading' && startOf(sight, at) <= top + 1);
  return Math.max(0, begun.length - 1);
}
