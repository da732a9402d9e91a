/** The bundled programs that run in processes of their own: where they lie, and what they said last. Touches the disk. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './error.js';
import type { Localized } from './localized.js';

/** The path of `<room>/<file>` in the bundle, whether the caller (`from`: its `import.meta.url`) is part of it or a source. */
export function builtProgram(from: string, room: string, file: string, name: Localized): string {
  const here = dirname(fileURLToPath(from));
  const places = [file, `${room}/${file}`, `../${room}/${file}`, `../../dist/${room}/${file}`];
  const found = places.map((place) => join(here, place)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  throw new Problem({
    code: 'not-built',
    message: { en: `The ${name.en} program is missing.`, hi: `${name.hi} program mil nahi raha.` },
    where: join(here, room, file),
    next: { en: 'Build it: npm run build', hi: 'Use build karo: npm run build' },
    exitCode: 3,
  });
}

/** The end of a program's log, for a message; empty when there is none. */
export async function lastWords(log: string, lines = 5): Promise<string> {
  const text = await readFile(log, 'utf8').catch(() => '');
  return text.trim().split('\n').slice(-lines).join('\n');
}
