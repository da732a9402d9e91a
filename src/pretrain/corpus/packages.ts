/** Disk and processes: fetches pinned packages with the registries' own clients and unpacks them into a folder kept between runs. */
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
    const name = `${wanted.registry}-${wanted.name.replaceAll('/', '+')}${wanted.version ? `-${wanted.version}` : ''}`;
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

async function fetchInto(scratch: string, { registry, name, version }: PackageName): Promise<void> {
  const unpacked = join(scratch, 'unpacked');
  await mkdir(unpacked);
  const options = { cwd: scratch, maxBuffer: 64 << 20 };
  switch (registry) {
    case 'npm':
      await run('npm', ['pack', `${name}@${version}`, '--silent', '--ignore-scripts'], options);
      await run('tar', ['xzf', await onlyFile(scratch, '.tgz'), '-C', unpacked, '--strip-components=1'], options);
      return;
    case 'pypi':
      await run('python3', ['-m', 'pip', 'download', '--no-deps', '-q', '-d', '.', `${name}==${version}`], options);
      await unpackWheel(scratch, unpacked, options);
      return;
    case 'debian':
      await run('apt-get', ['-q', 'download', name], options);
      await run('dpkg-deb', ['-x', await onlyFile(scratch, '.deb'), unpacked], options);
      return;
  }
}

async function unpackWheel(scratch: string, unpacked: string, options: { cwd: string }): Promise<void> {
  const names = await readdir(scratch);
  if (names.some((name) => name.endsWith('.whl') || name.endsWith('.zip'))) {
    const archive = await onlyFile(scratch, names.some((name) => name.endsWith('.whl')) ? '.whl' : '.zip');
    await run('python3', ['-m', 'zipfile', '-e', archive, unpacked], options);
  } else {
    await run('tar', ['xzf', await onlyFile(scratch, '.gz'), '-C', unpacked, '--strip-components=1'], options);
  }
}

async function onlyFile(folder: string, ending: string): Promise<string> {
  const found = (await readdir(folder)).find((name) => name.endsWith(ending));
  if (found === undefined) throw new Error(`no ${ending} file came`);
  return join(folder, found);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() === true;
}

function notFetched({ registry, name }: PackageName, cause: unknown): Problem {
  const said = cause instanceof Error ? cause.message.trim().split('\n').at(-1) : String(cause);
  return new Problem({
    code: 'package-not-fetched',
    message: `The package ${name} could not be fetched from ${registry}: ${said}`,
    where: name,
    next: 'Check the network and run npm run corpus again; what was fetched before is kept.',
    cause,
  });
}
