/** Disk and processes: fetches pinned packages with npm and unpacks them into a folder kept between runs. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from '../../base/error.js';
import type { OpenPackage, PackageName } from './types.js';

const run = promisify(execFile);

/** Opens packages below `folder`. Throws `Problem` `package-not-fetched` with the client's last words. */
export function packagesIn(folder: string): OpenPackage {
  return async (wanted) => {
    const name = `npm-${wanted.name.replaceAll('/', '+')}-${wanted.version}`;
    const home = join(folder, name);
    if (await isFolder(home)) return home;
    await mkdir(folder, { recursive: true });
    const scratch = await mkdtemp(join(folder, '.fetch-'));
    try {
      await fetchInto(scratch, wanted);
      await rename(join(scratch, 'unpacked'), home);
    } catch (cause) {
      throw notFetched(wanted, cause);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
    return home;
  };
}

async function fetchInto(scratch: string, { name, version }: PackageName): Promise<void> {
  const unpacked = join(scratch, 'unpacked');
  await mkdir(unpacked);
  const options = { cwd: scratch, maxBuffer: 64 << 20 };
  await run('npm', ['pack', `${name}@${version}`, '--silent', '--ignore-scripts'], options);
  await run('tar', ['xzf', await onlyFile(scratch, '.tgz'), '-C', unpacked, '--strip-components=1'], options);
}

async function onlyFile(folder: string, ending: string): Promise<string> {
  const found = (await readdir(folder)).find((name) => name.endsWith(ending));
  if (found === undefined) throw new Error(`no ${ending} file came`);
  return join(folder, found);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

function notFetched({ name }: PackageName, cause: unknown): Problem {
  const said = cause instanceof Error ? cause.message.trim().split('\n').at(-1) : String(cause);
  return new Problem({
    code: 'package-not-fetched',
    message: `The package ${name} could not be fetched: ${said}`,
    where: name,
    next: 'Check the network and run npm run corpus again; what was fetched before is kept.',
    cause,
  });
}
