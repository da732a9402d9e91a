/** The authored sample files that come with the program. Touches the disk. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Sample {
  name: string;
  path: string;
}

const NAMES = ['support-tickets.csv', 'js-snippets.jsonl', 'company-faq.jsonl', 'chat-tone.jsonl'];

/** The samples that exist, wherever this file was bundled to. */
export function listSamples(from: string = dirname(fileURLToPath(import.meta.url))): Sample[] {
  let folder = from;
  while (!existsSync(join(folder, 'datasets'))) {
    const parent = dirname(folder);
    if (parent === folder) return [];
    folder = parent;
  }
  return NAMES.map((name) => ({ name, path: join(folder, 'datasets', name) })).filter((sample) =>
    existsSync(sample.path),
  );
}
