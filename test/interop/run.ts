/**
 * `npm run test:interop`: the same models, texts and batches in this engine and in PyTorch, transformers, PEFT and llama.cpp.
 *
 *   node --import tsx test/interop/run.ts [MODEL …]
 *   node --import tsx test/interop/run.ts --prepare      only fetches what it needs, so that other tests can run meanwhile
 *
 * One line per check, `interop: N passed, N failed, N skipped` at the end; 1 when something failed. What cannot be fetched is skipped, loudly.
 */
import { spawn } from 'node:child_process';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Problem } from '../../src/base/error.js';
import { homeFolder } from '../../src/base/home.js';
import { trainingEnvironment } from '../../src/engine/train/process-environment.js';
import { openModelHead } from '../../src/models/open.js';
import { cacheFolder, pythonEnvironment } from './environment.js';
import { installLlamaCpp } from './llama/install.js';
import { checkLine, checkSchema } from './report.js';

const MODELS = ['nano', 'smollm2-135m-instruct'];

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const counts = { passed: 0, failed: 0, skipped: 0 };

async function main(models: readonly string[]): Promise<void> {
  const environment = await pythonEnvironment();
  if ('python' in environment) for (const model of models) await compareModel(environment.python, model);
  else if ('skipped' in environment) skip('nothing was compared with PyTorch', environment.skipped);
  else fail('the environment of pinned packages', environment.failed);
  await llamaCpp(models);
  console.log(`interop: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

/** Everything that has to be downloaded; what cannot be is told again, and counted, by the checks themselves. */
async function prepare(): Promise<void> {
  const environment = await pythonEnvironment();
  const llama = await installLlamaCpp(cacheFolder());
  for (const part of [environment, llama]) if ('skipped' in part) console.log(`not fetched: ${part.skipped}`);
}

/** Both sides in turn, each in processes of their own: two copies of everything would not fit on a small machine. */
async function compareModel(python: string, model: string): Promise<void> {
  const absent = await reasonAbsent(model);
  if (absent !== null) return skip(`${model} was not compared with PyTorch`, absent);
  const folder = await mkdtemp(join(tmpdir(), 'vishesh-interop-'));
  const checks = (line: string): void => tell(model, line);
  try {
    const dumped = await run(process.execPath, ['--import', 'tsx', here('dump.ts'), model, folder], console.error);
    if (dumped !== 0) return fail(`${model} in this engine`, `ended with ${dumped}`);
    const compared = await run(python, [here('parity.py'), folder], checks);
    if (compared !== 0) return fail(`${model} in PyTorch`, `ended with ${compared}`);
    const read = await run(process.execPath, ['--import', 'tsx', here('read-adapter.ts'), model, folder], checks);
    if (read !== 0) fail(`${model} with PEFT's adapter`, `ended with ${read}`);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function reasonAbsent(model: string): Promise<string | null> {
  try {
    await openModelHead(model, { home: homeFolder() });
    return null;
  } catch (error) {
    const absent = error instanceof Problem && ['model-not-pulled', 'model-not-found'].includes(error.code);
    if (absent) return error.message;
    throw error;
  }
}

/** The other half of the exports' checks is a program of its own, which brings its own lines and count. */
async function llamaCpp(models: readonly string[]): Promise<void> {
  const file = here('llama-cpp.ts');
  if (
    !(await access(file).then(
      () => true,
      () => false,
    ))
  )
    return;
  const chosen = models.flatMap((model) => ['--model', model]);
  let counted = false;
  const code = await run(process.execPath, ['--import', 'tsx', file, '--cache', cacheFolder(), ...chosen], (line) => {
    const [, passed, failed] = /^(\d+) checks passed, (\d+) failed/.exec(line) ?? [];
    console.log(line);
    if (line.startsWith('SKIPPED')) counts.skipped++;
    if (passed === undefined) return;
    counted = true;
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  });
  if (code !== 0 && code !== 77 && !counted) fail('llama.cpp', `ended with ${code}`);
}

function tell(model: string, line: string): void {
  if (!line.startsWith('{')) {
    console.error(line);
    return;
  }
  const check = checkSchema.parse(JSON.parse(line));
  counts[check.passed ? 'passed' : 'failed']++;
  console.log(checkLine(model, check));
}

function skip(what: string, why: string): void {
  counts.skipped++;
  console.log(`SKIPPED: ${what}, because ${why}`);
}

function fail(what: string, why: string): void {
  counts.failed++;
  console.log(`FAIL ${what}: ${why}`);
}

/** Every line of stdout as it comes; stderr goes through. */
function run(command: string, args: string[], onLine: (line: string) => void): Promise<number | null> {
  const child = spawn(command, args, {
    // PyTorch's idle threads by default wait in a busy loop, which on a shared machine takes the time from those that work.
    env: { OMP_WAIT_POLICY: 'passive', ...trainingEnvironment(process.env) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).on('line', onLine);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}

const [first, ...others] = process.argv.slice(2);
if (first === '--prepare') await prepare();
else await main(first === undefined ? MODELS : [first, ...others]);
