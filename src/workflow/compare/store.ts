/** Comparisons as folders in the home: `comparisons/<id>/comparison.json`. Touches the disk. */
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../base/error.js';
import { makeFolder, readJson, writeAtomic } from '../../base/files.js';
import { comparisonsFolder, homeProblem } from '../../base/home.js';
import { type Comparison, comparisonSchema } from './schema.js';

const COMPARISON_ID = /^\d{8}-\d{4}-[0-9a-f]{4}$/;

export const comparisonFolder = (home: string, id: string): string => join(comparisonsFolder(home), id);
const fileOf = (home: string, id: string): string => join(comparisonFolder(home, id), 'comparison.json');

/** Throws the `Problem`s of a home that cannot be written. */
export async function writeComparison(home: string, comparison: Comparison): Promise<void> {
  try {
    await makeFolder(comparisonFolder(home, comparison.comparisonId));
    await writeAtomic(fileOf(home, comparison.comparisonId), `${JSON.stringify(comparison, null, 2)}\n`);
  } catch (error) {
    throw homeProblem(home, error);
  }
}

/** `last` is the newest one. `Problem` unknown-comparison or corrupt-file. */
export async function readComparison(home: string, idOrLast: string): Promise<Comparison> {
  const last = idOrLast === 'last' ? (await listComparisons(home)).comparisons.at(-1) : null;
  if (last) return last;
  const id = idOrLast;
  if (!COMPARISON_ID.test(id)) throw unknownComparison(id);
  try {
    const next = `Remove the folder ${comparisonFolder(home, id)} and compare again.`;
    return await readJson(fileOf(home, id), comparisonSchema, next);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw unknownComparison(id);
    throw error;
  }
}

/** Oldest first. Damaged ones are told beside the others. */
export async function listComparisons(home: string): Promise<{ comparisons: Comparison[]; corrupt: Problem[] }> {
  const comparisons: Comparison[] = [];
  const corrupt: Problem[] = [];
  for (const id of await comparisonIds(home)) {
    try {
      comparisons.push(await readComparison(home, id));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      corrupt.push(error);
    }
  }
  // Ids tell the minute only.
  comparisons.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
  return { comparisons, corrupt };
}

/** Its jobs stay. */
export async function removeComparison(home: string, id: string): Promise<void> {
  if (!(await comparisonIds(home)).includes(id)) throw unknownComparison(id);
  await rm(comparisonFolder(home, id), { recursive: true, force: true });
}

async function comparisonIds(home: string): Promise<string[]> {
  const names = await readdir(comparisonsFolder(home)).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw homeProblem(home, error);
  });
  return names.filter((name) => COMPARISON_ID.test(name)).sort();
}

function unknownComparison(id: string): Problem {
  return new Problem({
    code: 'unknown-comparison',
    message: { en: `There is no comparison ${id}.`, hi: `${id} naam ka koi comparison nahi hai.` },
    where: id,
    next: { en: 'See which there are: vishesh compare --list', hi: 'Kaun se hain yeh dekho: vishesh compare --list' },
  });
}
