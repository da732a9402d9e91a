// The real command in a process of its own: it says where it serves, answers, and ends in good order with the signal's exit code.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CLI = join(import.meta.dirname, '../../src/cli.ts');
let home: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-serve-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
});

function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', CLI, ...args, '--home', home, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, ended, line: once(lines, 'line').then(([line]) => JSON.parse(line as string)) };
}

describe('serve', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('serves until %s and exits with %i', async (signal, code) => {
    const server = run('serve', '--port', '0');
    const { endpoint } = await server.line;
    expect((await fetch(`${endpoint}/models`)).status).toBe(200);
    expect(await run('serve', '--status').line).toMatchObject({ running: true, endpoint, pid: server.child.pid });
    server.child.kill(signal);
    expect(await server.ended).toBe(code);
    expect(await run('serve', '--status').line).toMatchObject({ running: false });
  });

  it('--stop ends it', async () => {
    const server = run('serve', '--port', '0');
    await server.line;
    expect(await run('serve', '--stop').line).toEqual({ stopped: true });
    expect(await server.ended).toBe(143);
    expect(await run('serve', '--stop').line).toEqual({ stopped: false });
  });

  it('a second time on its own port names the one that runs, and how to stop it', async () => {
    const { endpoint } = await run('serve', '--port', '0').line;
    const second = run('serve', '--port', new URL(endpoint).port);
    expect((await second.line).error).toMatchObject({
      code: 'port-in-use',
      message: expect.stringContaining('The server of this home'),
      where: endpoint,
      next: expect.stringContaining('vishesh serve --stop'),
    });
    expect(await second.ended).toBe(2);
  });

  it('with a key file wants that key', async () => {
    const file = join(home, 'key');
    await writeFile(file, ' open-sesame \n');
    const { endpoint } = await run('serve', '--port', '0', '--api-key-file', file).line;
    expect((await fetch(`${endpoint}/models`)).status).toBe(401);
    const headers = { authorization: 'Bearer open-sesame' };
    expect((await fetch(`${endpoint}/models`, { headers })).status).toBe(200);
  });

  it.each([
    ['off loopback without a key', ['--host', '0.0.0.0'], 'api-key-required'],
    ['with a missing key file', ['--api-key-file', '/nowhere/key'], 'bad-api-key-file'],
  ])('%s is refused', async (_name, args, code) => {
    const server = run('serve', '--port', '0', ...args);
    expect((await server.line).error.code).toBe(code);
    expect(await server.ended).toBe(2);
  });
});
