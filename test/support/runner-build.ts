/** Builds `dist/jobs/runner.js` when a source is newer, by the project's own build command narrowed to this entry. For tests that spawn the real runner. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const RUNNER = join(ROOT, 'dist', 'jobs', 'runner.js');
const LOCK = join(ROOT, 'dist', '.building');

/** Two test files may ask at once; the second waits for the first. */
export async function buildRunner(): Promise<void> {
  while (!isFresh()) {
    mkdirSync(dirname(LOCK), { recursive: true });
    try {
      mkdirSync(LOCK);
    } catch {
      await sleep(100);
      continue;
    }
    try {
      const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
        scripts: { build: string };
      };
      const everything = scripts.build.split('&& tsc')[0] as string;
      const bundle = `${everything.replaceAll(/ src\/\S+\.ts(?= )/g, '')} src/jobs/runner.ts --outbase=src`;
      execFileSync('npx', ['--no-install', '-c', bundle], { cwd: ROOT, stdio: 'pipe' });
    } finally {
      rmSync(LOCK, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

function isFresh(): boolean {
  const built = statSync(RUNNER, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const used = sources.filter((path) => /^(base|data|engine|models|jobs|evaluate)\b.*\.\w+$/.test(path));
  return used.every((path) => statSync(join(ROOT, 'src', path)).mtimeMs <= built);
}
