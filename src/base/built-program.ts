/** The bundled programs that run in processes of their own: where they lie, and what they said last. Touches the disk. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './error.js';
import type { Localized } from './localized.js';

/** The path of `name` (as `jobs/runner.js`) in the bundle, whether the running code is part of it or a source; null when it was never built. */
export function bundledFile(name: string): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = [join(folder, name), join(folder, 'dist', name)].find((path) => existsSync(path));
    if (found !== undefined) return found;
    if (folder === dirname(folder)) return null;
  }
}

/** The path of a program in the bundle. Throws `Problem` `not-built`. */
export function builtProgram(file: string, name: Localized): string {
  const found = bundledFile(file);
  if (found !== null) return found;
  throw new Problem({
    code: 'not-built',
    message: { en: `The ${name.en} program is missing.`, hi: `${name.hi} program mil nahi raha.` },
    where: file,
    next: { en: 'Build it: npm run build', hi: 'Use build karo: npm run build' },
    exitCode: 3,
  });
}

/** The end of a program's log, for a message; empty when there is none. */
export async function lastWords(log: string, lines = 5): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-lines).join('\n');
}
