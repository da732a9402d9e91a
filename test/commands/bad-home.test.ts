/** Home folders and ports that cannot be used: every command says so, none hangs. */
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, failure, jsonOf } from '../support/cli.js';
import { type CliWorld, cliWorld } from '../support/cli-world.js';
import { canBeNobody, cliAsNobody } from '../support/nobody.js';

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.remove());

describe('a home folder', () => {
  const everyCommand = (bad: string): string[][] => [
    ['jobs', 'list', '--home', bad],
    ['jobs', 'resume', '20260101-0101-abcd', '--home', bad],
    ['models', 'list', '--home', bad],
    ['models', 'pull', 'smollm2-135m-instruct', '--home', bad],
    ['check', world.data, '--home', bad],
    ['plan', world.data, '--base', world.tiny, '--home', bad],
    ['run', world.data, '--base', world.tiny, '--home', bad],
    ['evaluate', '20260101-0101-abcd', '--home', bad],
    ['chat', world.tiny, '--prompt', 'hi', '--home', bad],
    ['serve', '--port', '0', '--home', bad],
    ['doctor', '--home', bad],
  ];

  it('that is a file, or lies below one, is refused by every command before anything else', async () => {
    const bad = world.file('a-file', '');
    for (const path of [bad, join(bad, 'home')])
      for (const args of everyCommand(path)) expect((await failure(args, 'home-not-a-folder')).where).toBe(path);
  });

  it.runIf(process.platform === 'linux')(
    'that cannot be made is said by the commands that write, and no command hangs',
    async () => {
      const bad = '/proc/vishesh-home';
      expect(
        (await failure(['run', world.data, '--base', world.tiny, '--home', bad, '--no-measure'], 'does-not-fit', 1))
          .next,
      ).toContain('disk');
      expect(
        (await failure(['models', 'pull', 'smollm2-135m-instruct', '--home', bad], 'home-not-writable')).where,
      ).toContain(bad);
      expect((await failure(['serve', '--port', '0', '--home', bad], 'permission-denied')).where).toBe(bad);
      expect((await cli('doctor', '--home', bad, '--json')).code).toBe(1);
    },
  );

  it.runIf(canBeNobody)(
    'that is there, but read-only, is said by the commands that write',
    async () => {
      chmodSync(world.folder, 0o755);
      const home = world.at('read-only-home');
      mkdirSync(home, { mode: 0o555 });
      for (const [args, code] of [
        [['run', world.data, '--base', world.tiny, '--no-measure'], 'home-not-writable'],
        [['models', 'pull', 'smollm2-135m-instruct'], 'home-not-writable'],
        [['serve', '--port', '0'], 'permission-denied'],
      ] as const) {
        const ran = await cliAsNobody(...args, '--home', home, '--json');
        expect(ran.code, ran.stdout).toBe(2);
        const { error } = jsonOf(ran) as { error: { code: string; where: string } };
        expect(error.code).toBe(code);
        expect(error.where).toContain(home);
      }
      expect((await cliAsNobody('jobs', 'list', '--home', home)).code).toBe(0);
      expect(readdirSync(home)).toEqual([]);
    },
    400_000,
  );

  it('whose parts are files is told by those who need them', async () => {
    const odd = world.at('odd-home');
    mkdirSync(odd);
    for (const part of ['jobs', 'models', 'deployments']) writeFileSync(join(odd, part), '');
    expect(
      (await failure(['run', world.data, '--base', world.tiny, '--home', odd, '--no-measure'], 'home-not-writable'))
        .where,
    ).toBe(odd);
    await failure(['models', 'pull', 'smollm2-135m-instruct', '--home', odd], 'home-not-writable');
    expect((await cli('jobs', 'list', '--home', odd)).code).toBe(0);
  });

  it('may be relative; what is written there keeps its whole path', async () => {
    const shown = jsonOf(await cli('doctor', '--home', 'relative-home-that-is-a-file/..', '--json')) as {
      home: string;
    };
    expect(shown.home).toBe(process.cwd());
  });
});

describe('a port', () => {
  it('in use is said with its number, and --port as the way out', async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
    );
    const { message, where, next } = await failure(
      ['serve', '--port', String(port), '--home', world.home],
      'port-in-use',
      2,
    );
    expect(`${message} ${where}`).toContain(String(port));
    expect(next).toContain('--port');
    taken.close();
  });

  it('off loopback needs a key, and a key file that can be read', async () => {
    await failure(['serve', '--host', '0.0.0.0', '--port', '0', '--home', world.home], 'api-key-required');
    expect(
      (await failure(['serve', '--api-key-file', world.at('no-key'), '--home', world.home], 'bad-api-key-file')).where,
    ).toBe(world.at('no-key'));
  });
});
