/**
 * `npm run bench [-- NAME…]`: every measurement but the long ones, or the named ones, each in a process of its own. stdout is JSON
 * lines, one per figure; what is going on is told on stderr. Flags after a name go to the bench. Ends with 1 when a bench failed.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Cheap ones first. */
const BENCHES = ['start-up', 'app', 'learn', 'decode', 'train', 'check'];

/** They train many models, or need PyTorch, so they run when they are named. */
const LONG_BENCHES = ['nano', 'compare', 'train-vs-torch'];
const ALL = [...BENCHES, ...LONG_BENCHES];

const flagsAt = process.argv.findIndex((argument, i) => i > 1 && argument.startsWith('-'));
const asked = process.argv.slice(2, flagsAt < 0 ? undefined : flagsAt);
const flags = flagsAt < 0 ? [] : process.argv.slice(flagsAt);
const unknown = asked.filter((name) => !ALL.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are: ${ALL.join(', ')}.`);
  process.exit(2);
}
let failed = false;
for (const name of asked.length > 0 ? ALL.filter((one) => asked.includes(one)) : BENCHES) {
  console.error(`${name} …`);
  const code = await run(name);
  if (code === 0) continue;
  failed = true;
  console.error(`${name} ended with ${code}`);
}
process.exitCode = failed ? 1 : 0;

function run(name: string): Promise<number | null> {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface(child.stdout).on('line', (line) => {
    const isRow = line.startsWith('{') && line.endsWith('}');
    (isRow ? console.log : console.error)(line);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
