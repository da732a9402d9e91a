import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import { makeFolder } from '../../src/base/files.js';
import { systemProblem } from '../../src/base/system-problem.js';

const folder = (): string => mkdtempSync(join(tmpdir(), 'vishesh-make-'));

it('a folder is made with those above it, and may be there already', async () => {
  const path = join(folder(), 'a', 'b', 'c');
  await makeFolder(path);
  await makeFolder(path);
  expect(statSync(path).isDirectory()).toBe(true);
});

it('below a file, the system’s own refusal comes through', async () => {
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'a'))).rejects.toMatchObject({ code: 'ENOTDIR' });
});

it.runIf(process.platform === 'linux')('where nothing can be made, it fails instead of trying for ever', async () => {
  const error = await makeFolder('/proc/vishesh/jobs').catch((thrown: unknown) => thrown);
  expect(systemProblem(error)).toMatchObject({ code: 'permission-denied', where: '/proc/vishesh' });
});

it.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'permission-denied'],
  ['ELOOP', 'bad-path'],
])('%s is told as %s, with the path and a next step', (code, expected) => {
  const error = Object.assign(new Error(code), { code, syscall: 'open', path: '/data/file' });
  const problem = systemProblem(error);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ code: expected, where: '/data/file', exitCode: 2, cause: error });
});

it('an error that the system did not raise is left as it is', () => {
  const error = Object.assign(new Error('no'), { code: 'EACCES' });
  expect(systemProblem(error)).toBe(error);
  expect(systemProblem('no')).toBe('no');
});
