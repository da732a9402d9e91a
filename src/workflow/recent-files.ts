/** The data files chosen lately, newest first, in `<home>/recent.json`. Touches the disk. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder, readJson, writeAtomic } from '../base/files.js';

const MOST = 8;
const schema = z.object({ version: z.literal(1), files: z.array(z.string()) });
const pathIn = (home: string): string => join(home, 'recent.json');

/** Those that are still there. A damaged list is an empty one. */
export async function readRecentFiles(home: string): Promise<string[]> {
  const { files } = await readJson(pathIn(home), schema, '').catch(() => ({ files: [] }));
  return files.filter((file) => existsSync(file));
}

export async function addRecentFile(home: string, file: string): Promise<void> {
  const files = [file, ...(await readRecentFiles(home)).filter((other) => other !== file)].slice(0, MOST);
  await makeFolder(home);
  await writeAtomic(pathIn(home), `${JSON.stringify({ version: 1, files }, null, 2)}\n`);
}
