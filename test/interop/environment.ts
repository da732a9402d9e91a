/**
 * Disk and network: the Python environment that the checks against PyTorch run in. It is made once from the pinned, hashed
 * requirements.txt, in `$XDG_CACHE_HOME/vishesh-ci/python-<hash>` (else `~/.cache/…`), and used again for as long as those files stay.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

export type PythonEnvironment = { python: string } | { skipped: string } | { failed: string };

/** Where everything lies that these checks download. */
export const cacheFolder = (): string => join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vishesh-ci');

/** The interpreter of the ready environment; or why there is none: `skipped` for a machine without Python or network, else `failed`. */
export async function pythonEnvironment(): Promise<PythonEnvironment> {
  const base = await findPython();
  if (base === null) return { skipped: 'there is no Python 3.11 or newer' };
  const parts = [await readFile(here('requirements.txt')), await readFile(here('libraries.py')), base.version];
  const hash = createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16);
  const folder = join(cacheFolder(), `python-${hash}`);
  const ready = join(folder, 'ready');
  if (await exists(ready)) return { python: join(folder, 'bin', 'python') };

  // Made beside its place and moved there when whole, so that an interrupted installation is never taken for a ready one.
  const draft = `${folder}.${process.pid}`;
  await mkdir(cacheFolder(), { recursive: true });
  try {
    const problem = await install(base.command, draft);
    if (problem !== null) return problem;
    await writeFile(join(draft, 'ready'), '');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await rename(draft, folder);
    return { python: join(folder, 'bin', 'python') };
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Null when it worked. A download that does not answer is skipped; one that answers something else than was pinned has failed. */
async function install(python: string, folder: string): Promise<PythonEnvironment | null> {
  const venv = await runPython(python, ['-m', 'venv', folder]);
  if (venv.code !== 0) return { skipped: `Python cannot make a virtual environment: ${lastLine(venv.output)}` };
  const own = join(folder, 'bin', 'python');
  console.error('installing PyTorch, transformers and PEFT (about 600 MB, once) …');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--retries', '1', '--timeout', '30'];
  const files = ['--no-deps', '--require-hashes', '--only-binary', ':all:', '--requirement', here('requirements.txt')];
  const installed = await runPython(own, [...pip, ...files]);
  if (installed.code !== 0) {
    const line = lastLine(installed.output);
    return /hash/i.test(installed.output) ? { failed: line } : { skipped: `the packages cannot be fetched: ${line}` };
  }
  const libraries = await runPython(own, [here('libraries.py')]);
  const loads = libraries.code === 0 ? await runPython(own, ['-c', 'import torch, transformers, peft']) : libraries;
  return loads.code === 0 ? null : { failed: `PyTorch does not load: ${lastLine(loads.output)}` };
}

async function findPython(): Promise<{ command: string; version: string } | null> {
  const ask = 'import sys; print(sys.implementation.name, *sys.version_info[:2])';
  for (const command of ['python3', 'python3.13', 'python3.12', 'python3.11']) {
    const { code, output } = await runPython(command, ['-c', ask]);
    const [, major, minor] = /^cpython (\d+) (\d+)/.exec(output) ?? [];
    if (code === 0 && Number(major) === 3 && Number(minor) >= 11) return { command, version: output.trim() };
  }
  return null;
}

function runPython(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (piece: string) => {
        output += piece;
      });
    child.once('error', (error) => resolve({ code: null, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
