/** Runs one cell of a lesson as the reader has it now: with the reader's changes in it and in the cells before. */
import type { Lesson } from '../lesson/types.js';
import { cellsOf, type RanCell } from '../run-lesson.js';
import { outputDifference } from './expected-output.js';
import { type CellHooks, runCell } from './run-cell.js';
import { makeWorkspace } from './workspace.js';

/** `drafts`: changed code by the id of its cell. Throws `Problem` `cell-syntax` where it cannot be read. */
export async function runOneCell(
  lesson: Lesson,
  id: string,
  drafts: Readonly<Record<string, string>> = {},
  hooks: CellHooks = {},
): Promise<RanCell> {
  const cells = cellsOf(lesson);
  const at = cells.findIndex((cell) => cell.id === id);
  const cell = cells[at];
  if (cell === undefined) throw new Error(`${lesson.id} has no cell ${id}`);
  const workspace = await makeWorkspace();
  try {
    await workspace.writeShared(lesson.folder);
    // A cell before this one that cannot be read matters only to a cell that imports it, and that one will say so.
    for (const before of cells.slice(0, at))
      await workspace.write(before.id, drafts[before.id] ?? before.code).catch(() => {});
    const path = await workspace.write(id, drafts[id] ?? cell.code);
    const result = await runCell(path, { seconds: cell.limit }, hooks);
    return { id, ...result, difference: outputDifference(cell.output ?? '', result.stdout) };
  } finally {
    await workspace.remove();
  }
}
