/** Disk: the labs that came with the program, `lessons/13-common-mistakes/labs.yaml`. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Problem } from '../../base/error.js';
import { lessonsFolder } from '../lesson/load.js';
import { LABS_LESSON } from '../rooms.js';
import { type Lab, labSchema } from './types.js';

export const labsFolder = (): string => join(lessonsFolder(), LABS_LESSON);

/** All labs, in order. Throws a `ZodError` where the file that ships is wrong: a bug of ours. */
export async function loadLabs(): Promise<Lab[]> {
  return z.array(labSchema).parse(parse(await readFile(join(labsFolder(), 'labs.yaml'), 'utf8')));
}

/** One lab by its id or its number. Throws `Problem` `no-such-lab`. */
export async function loadLab(idOrNumber: string): Promise<Lab> {
  const labs = await loadLabs();
  const lab = labs.find(({ id }) => id === idOrNumber || id === `lab-${idOrNumber}`);
  if (lab !== undefined) return lab;
  throw new Problem({
    code: 'no-such-lab',
    message: { en: `There is no lab ${idOrNumber}.`, hi: `${idOrNumber} naam ki koi lab nahi hai.` },
    where: labsFolder(),
    next: {
      en: `Choose one of: ${labs.map(({ id }) => id).join(', ')}`,
      hi: `Inme se chuno: ${labs.map(({ id }) => id).join(', ')}`,
    },
    exitCode: 2,
  });
}
