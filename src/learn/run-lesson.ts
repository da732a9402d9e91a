/** Runs the cells of a lesson in order and says of each whether it printed what the lesson shows. */
import { type OutputDifference, outputDifference } from './cells/expected-output.js';
import { type CellHooks, type CellResult, runCell } from './cells/run-cell.js';
import { makeWorkspace } from './cells/workspace.js';
import type { CellBlock, Lesson } from './lesson/types.js';

export interface RanCell extends CellResult {
  id: string;
  /** Null when it printed what the lesson shows. */
  difference: OutputDifference | null;
}

export const cellsOf = (lesson: Lesson): CellBlock[] =>
  lesson.sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'cell');

/** All cells, or those named. Goes on after one that failed; stops when `hooks.signal` is aborted. */
export async function runLesson(
  lesson: Lesson,
  options: { only?: readonly string[]; patience?: number } = {},
  hooks: CellHooks & { onCell?(cell: CellBlock): void; onRan?(ran: RanCell): void } = {},
): Promise<RanCell[]> {
  const workspace = await makeWorkspace();
  const ran: RanCell[] = [];
  try {
    await workspace.writeShared(lesson.folder);
    for (const cell of cellsOf(lesson)) {
      const path = await workspace.write(cell.id, cell.code);
      if (options.only !== undefined && !options.only.includes(cell.id)) continue;
      if (hooks.signal?.aborted) break;
      hooks.onCell?.(cell);
      const result = await runCell(path, { seconds: cell.limit * (options.patience ?? 1) }, hooks);
      const entry = { id: cell.id, ...result, difference: outputDifference(cell.output ?? '', result.stdout) };
      ran.push(entry);
      hooks.onRan?.(entry);
    }
    return ran;
  } finally {
    await workspace.remove();
  }
}

export const asShown = (cell: RanCell): boolean => cell.status === 'done' && cell.difference === null;
