/** Disk: whether a file of a model folder is a link to somewhere else, as an unpacked archive can bring one. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

/**
 * `file`: a name in the folder that is there. The cache of the Hub is built of links, from `models--<name>/snapshots/<revision>/` to the
 * `blobs/` of the same model; nothing else outside the folder is led to.
 */
export async function leadsOutside(folder: string, file: string): Promise<boolean> {
  const [real, target] = await Promise.all([realpath(folder), realpath(join(folder, file))]);
  const model = dirname(dirname(real));
  const isCache = basename(dirname(real)) === 'snapshots' && basename(model).startsWith('models--');
  return ![real, ...(isCache ? [join(model, 'blobs')] : [])].some((inside) => target.startsWith(`${inside}${sep}`));
}
