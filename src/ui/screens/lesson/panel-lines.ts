/** What stays in sight under the editor of an exercise: what the last check found, and the hints that were taken. Pure. */
import type { ExerciseBlock } from '../../../learn/lesson/types.js';
import type { Drawing } from './drawing.js';
import { errorLines, hintLines, testLines } from './exercise-lines.js';
import { barred, type Line, line, lineWidth, type Span, span } from './lines.js';
import type { ExerciseState } from './state.js';

/** At most `most` lines; none where there is nothing to say. */
export function panelLines(exercise: ExerciseBlock, drawing: Drawing, most: number): Line[] {
  const work = drawing.state.exercises[exercise.id];
  if (work === undefined) return [];
  const faults = faultsOf(work, drawing);
  const hints = hintLines(exercise, work, drawing);
  if (faults.length + hints.length === 0) return [];
  const { more } = drawing.theme.symbol;
  return barred([ruleLine(work, drawing), ...fitting(faults, hints, most - 1, more)]);
}

/** Each one's lines, the first to be mended first. */
function faultsOf({ result }: ExerciseState, drawing: Drawing): Line[][] {
  if (result === null || result.status === 'pass') return [];
  const failed = result.tests.filter(({ status }) => status === 'fail');
  return [
    ...(result.status === 'error' ? [errorLines(result, drawing)] : []),
    ...failed.map((test, at) => testLines(test, at === 0, drawing)),
  ];
}

function ruleLine({ result }: ExerciseState, { words: { notebook }, width, theme: { symbol } }: Drawing): Line {
  const passed = result?.tests.filter(({ status }) => status === 'pass').length ?? 0;
  const said: Span[] =
    result === null || result.tests.length === 0
      ? []
      : [span(` ${passed}/${result.tests.length} ${notebook.tests} `, result.status === 'pass' ? 'good' : 'warn')];
  const begun = [span(symbol.dash.repeat(2), 'muted'), ...said];
  return line(...begun, span(symbol.dash.repeat(Math.max(0, width - lineWidth(line(...begun)))), 'muted'));
}

/** The first fault and the last hint stay longest. */
function fitting(faults: readonly Line[][], hints: readonly Line[][], room: number, more: string): Line[] {
  const lines = [...faults, ...hints].flat();
  if (lines.length <= room) return lines;
  if (faults.length > 1) return fitting(faults.slice(0, -1), hints, room, more);
  if (hints.length > 1) return fitting(faults, hints.slice(1), room, more);
  return [...lines.slice(0, Math.max(0, room - 1)), line(span(more, 'muted'))];
}
