/** Disk and network: `node-llama-cpp` with its prebuilt llama.cpp, in a cache folder, installed once; never a dependency of the project. */
import { spawn } from 'node:child_process';
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Pinned: another llama.cpp may compute in another order. */
const VERSION = '3.22.1';

/** The package with the CPU build for this platform. */
const PREBUILT: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-arm64': 'mac-arm64-metal',
  'darwin-x64': 'mac-x64',
  'win32-x64': 'win-x64',
  'win32-arm64': 'win-arm64',
};

export type Installed = { module: string; version: string } | { skipped: string };

/** The URL to import; or why there is none: no network, or no prebuilt binary for this platform. */
export async function installLlamaCpp(cache: string): Promise<Installed> {
  const platform = `${process.platform}-${process.arch}`;
  const prebuilt = PREBUILT[platform];
  if (prebuilt === undefined) return { skipped: `there is no prebuilt llama.cpp for ${platform}` };
  const folder = join(cache, `node-llama-cpp-${VERSION}-${platform}`);
  const module = join(folder, 'node_modules', 'node-llama-cpp', 'dist', 'index.js');
  const found = { module: pathToFileURL(module).href, version: VERSION };
  if (await exists(join(folder, 'ready'))) return found;

  // Made beside its place and moved there when whole, so that an interrupted installation is never taken for a ready one.
  const draft = `${folder}.${process.pid}`;
  try {
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, 'package.json'), '{"private": true}\n');
    console.error(`installing node-llama-cpp ${VERSION} (about 85 MB, once) ...`);
    const packages = [`node-llama-cpp@${VERSION}`, `@node-llama-cpp/${prebuilt}@${VERSION}`];
    // Without its scripts, which could download or compile, and without the builds for other machines.
    const failure = await npm(draft, [
      'install',
      '--ignore-scripts',
      '--omit=optional',
      '--no-audit',
      '--no-fund',
      ...packages,
    ]);
    if (failure !== null) return { skipped: `npm cannot fetch node-llama-cpp: ${failure}` };
    await writeFile(join(draft, 'ready'), '');
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    await rename(draft, folder);
    return found;
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Null when it worked, else the last line that says why. */
function npm(cwd: string, args: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const env = { ...process.env, NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true' };
    const child = spawn('npm', args, {
      cwd,
      env,
      shell: process.platform === 'win32',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) =>
      resolve(code === 0 ? null : (/npm error (.*)/.exec(said)?.[1] ?? `exit code ${code}`)),
    );
  });
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
