/** Every cell of every lesson really prints what its lesson shows. */
import { afterAll, describe, expect, it } from 'vitest';
import { outputDifference } from '../../src/learn/cells/expected-output.js';
import { runCell } from '../../src/learn/cells/run-cell.js';
import { makeWorkspace, type Workspace } from '../../src/learn/cells/workspace.js';
import { loadLessons } from '../../src/learn/lesson/load.js';

const lessons = await loadLessons();
const open: Workspace[] = [];
afterAll(() => Promise.all(open.map((workspace) => workspace.remove())));

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', async (_id, lesson) => {
  const cells = lesson.sections.flatMap((section) => section.blocks).filter((block) => block.kind === 'cell');
  const workspace = await makeWorkspace();
  open.push(workspace);
  await workspace.writeShared(lesson.folder);
  for (const cell of cells) await workspace.write(cell.id, cell.code);

  it.each(cells.map((cell) => [cell.id, cell] as const))(
    'cell %s',
    async (id, cell) => {
      // Two test files share the machine's cores.
      const result = await runCell(await workspace.write(id, cell.code), { seconds: 3 * cell.limit });
      expect(result.stderr, `${result.status}\n${result.stdout}`).toBe('');
      expect(result.status).toBe('done');
      expect(outputDifference(cell.output ?? '', result.stdout)).toBeNull();
    },
    200_000,
  );
});
