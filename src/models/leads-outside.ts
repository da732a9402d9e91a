/** Disk: whether a file of a model folder is a link to somewhere else, as an unpacked archive can bring one. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

/**
 * `file`: a name in the folder that is there. The cache of the Hub is built of links, from `snapshots/<revision>/` to the `blobs/` beside
 * it; those stay inside the one model.
 */
export async function leadsOutside(folder: string, file: string): Promise<boolean> {
  const [real, target] = await Promise.all([realpath(folder), realpath(join(folder, file))]);
  const model = basename(dirname(real)) === 'snapshots' ? dirname(dirname(real)) : real;
  return !target.startsWith(`${model}${sep}`);
}
