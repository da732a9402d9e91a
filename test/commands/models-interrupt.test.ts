import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)('%s during a pull ends with %i and leaves nothing half-written', async (signal, expected) => {
  const home = await mkdtemp(join(tmpdir(), 'vishesh-interrupt-'));
  const script = new URL('./pull-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, home], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const code = await new Promise<number | null>((resolve) => {
    child.stdout.on('data', (data) => {
      said += data;
    });
    child.stderr.on('data', (data) => {
      const before = said;
      said += data;
      if (!before.includes('fetching') && said.includes('fetching')) child.kill(signal);
    });
    child.on('close', resolve);
  });
  expect(said).toContain('Stopped. Nothing was kept.');
  expect(code).toBe(expected);
  expect(await readdir(join(home, 'models'))).toEqual([]);
  await rm(home, { recursive: true });
});

it('a pull that was killed is cleared away by the next one', async () => {
  const home = await mkdtemp(join(tmpdir(), 'vishesh-killed-'));
  const script = new URL('./pull-process.ts', import.meta.url).pathname;
  const start = () =>
    spawn(process.execPath, ['--import', 'tsx', script, home], { stdio: ['ignore', 'ignore', 'pipe'] });
  const until = (child: ReturnType<typeof start>, signal: NodeJS.Signals): Promise<void> =>
    new Promise((resolve) => {
      child.stderr.on('data', (data) => String(data).includes('fetching') && child.kill(signal));
      child.on('close', () => resolve());
    });
  await until(start(), 'SIGKILL');
  expect(await readdir(join(home, 'models'))).toEqual([expect.stringMatching(/^\.pull-/)]);
  await until(start(), 'SIGTERM');
  expect(await readdir(join(home, 'models'))).toEqual([]);
  await rm(home, { recursive: true });
});
