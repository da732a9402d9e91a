/** `npm run corpus`: gathers nano's pretraining text. Options: --corpus DIR (an extra folder), --only NAME,NAME, --seed N, --out DIR. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../../base/error.js';
import { authoredSources } from '../texts/authored.js';
import { buildCorpus } from './build.js';
import { packagesIn } from './packages.js';
import { reservedTexts } from './reserved.js';
import { codeSwitched } from './sources/code-switched.js';
import { guides } from './sources/guides.js';
import { javascript } from './sources/javascript.js';
import { snippets } from './sources/snippets.js';
import { wordnet } from './sources/wordnet.js';
import type { CorpusSource } from './types.js';

const ROOT = join(import.meta.dirname, '../../..');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      corpus: { type: 'string' },
      only: { type: 'string' },
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    },
  });
  const folder = values.out ?? process.env.VISHESH_CORPUS ?? join(homedir(), '.cache/vishesh-corpus');
  const all: CorpusSource[] = [...authoredSources(), wordnet, javascript, snippets, guides];
  if (values.corpus !== undefined) all.push(await codeSwitched(values.corpus));
  const only = values.only?.split(',');
  const names = all.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name));
  if (unknown !== undefined) throw noSource(unknown, names);
  const sources = only === undefined ? all : all.filter(({ name }) => only.includes(name));
  const reserved = await reservedTexts([join(ROOT, 'datasets'), join(import.meta.dirname, '../held-out')]);
  const context = { seed: Number(values.seed), open: packagesIn(join(folder, 'packages')) };
  await buildCorpus({ folder, sources, context, reserved, say: (line) => console.log(line) });
  console.log(`The corpus is in ${folder}.`);
}

function noSource(name: string, names: readonly string[]): Problem {
  return new Problem({
    code: 'unknown-source',
    message: `There is no source called "${name}".`,
    next: `Choose from ${names.join(', ')}.`,
  });
}

main().catch((error: unknown) => {
  if (!(error instanceof Problem)) throw error;
  console.error(`${error.message}${error.where === undefined ? '' : ` (${error.where})`}\n${error.toJSON().next}`);
  process.exitCode = error.exitCode;
});
