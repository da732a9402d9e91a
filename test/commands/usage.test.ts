/** Arguments that make no sense: exit code 2, the fault by name, and where help is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, failure, jsonOf } from '../support/cli.js';
import { type CliWorld, cliWorld } from '../support/cli-world.js';

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.remove());

describe('usage', () => {
  it.each([
    [['bogus'], 'bogus'],
    [['check'], 'file'],
    [['check', 'a.csv', 'b.csv'], 'arguments'],
    [['check', 'a.csv', '--task', 'poetry'], 'poetry'],
    [['check', 'a.csv', '--nope'], '--nope'],
    [['plan', 'a.csv', '--epochs', 'many'], 'many'],
    [['plan', 'a.csv', '--rank', '0'], '--rank'],
    [['jobs', 'frob'], 'frob'],
    [['jobs', 'show'], 'jobs show'],
    [['models', 'path'], 'models path'],
    [['evaluate'], 'id'],
    [['serve', '--port', '99999'], '99999'],
    [['doctor', '--lang', 'fr'], 'fr'],
  ])('%j is refused with exit code 2 and names the fault', async (args, word) => {
    const asJson = await cli(...args, '--json');
    expect(asJson.code).toBe(2);
    const { error } = jsonOf(asJson) as { error: { code: string; message: string; next: string } };
    expect(error).toMatchObject({
      code: 'usage',
      message: expect.stringContaining(word),
      next: expect.stringContaining('vishesh'),
    });
    const inWords = await cli(...args);
    expect(inWords).toMatchObject({ code: 2, stdout: '' });
    expect(inWords.stderr).toContain(word);
  });

  it('without a terminal, the app and a conversation say what to run instead', async () => {
    expect((await failure(['--home', world.home], 'no-terminal')).next).toContain('vishesh run');
    expect((await failure(['chat', world.tiny, '--home', world.home], 'no-terminal')).next).toContain('--prompt');
  });

  it('settings that the method does not have are refused with the range', async () => {
    const plan = (...flags: string[]) =>
      failure(['plan', world.data, '--base', world.tiny, '--home', world.home, ...flags], 'bad-hyperparameters');
    expect((await plan('--target-modules', 'q_proj,zz')).message).toContain('zz');
    expect((await plan('--method', 'partial', '--last-blocks', '50')).message).toContain('2');
    expect((await plan('--max-length', '4096')).message).toContain('256');
  });
});
