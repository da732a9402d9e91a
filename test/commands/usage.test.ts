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
    [['check'], 'FILE'],
    [['check', 'a.csv', 'b.csv'], 'arguments'],
    [['check', 'a.csv', '--task', 'poetry'], 'poetry'],
    [['check', 'a.csv', '--nope'], '--nope'],
    [['plan', 'a.csv', '--epochs', 'many'], 'many'],
    [['plan', 'a.csv', '--rank', '0'], '--rank'],
    [['jobs', 'frob'], 'frob'],
    [['jobs', 'show'], 'jobs show'],
    [['models', 'path'], 'models path'],
    [['evaluate'], 'ID'],
    [['serve', '--port', '99999'], '99999'],
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
    const inHinglish = await cli(...args, '--lang', 'hi');
    expect(inHinglish.stderr).toContain('Ab kya karein:');
    expect(inHinglish.stderr.split('\n')[0]).not.toBe(inWords.stderr.split('\n')[0]);
  });

  it.each([
    [['chek', 'a.csv', '--fix', 'b.csv'], 'There is no command chek. Did you mean check?', 'vishesh check --help'],
    [['cmopare', 'a.csv', '--methods', 'lora,full'], 'Did you mean compare?', 'vishesh compare --help'],
    [['help', 'modles'], 'There is no command modles. Did you mean models?', 'vishesh models --help'],
    [['xyzzy'], 'There is no command xyzzy.', 'vishesh --help'],
    [['check', 'a.csv', '--tsk', 'qa'], 'There is no option --tsk. Did you mean --task?', 'vishesh check --help'],
    [['--bogus'], 'There is no option --bogus.', 'vishesh --help'],
  ])('%j: the misspelt word is the fault, with what was meant and where its help is', async (args, message, help) => {
    const asJson = await cli(...args, '--json');
    expect(asJson.code).toBe(2);
    expect(asJson.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(jsonOf(asJson)).toMatchObject({
      error: { code: 'usage', message: expect.stringContaining(message), next: expect.stringContaining(help) },
    });
  });

  it.each(['Bad Name', 'nano', 'a/b'])('run --name %j is refused before the file is even read', async (name) => {
    const { next } = await failure(['run', 'no-such-file.csv', '--name', name], 'model-id-taken');
    expect(next).toContain('for example');
  });

  it('a language that is none is refused in English', async () => {
    const ran = await cli('doctor', '--lang', 'fr', '--json');
    expect(ran.code).toBe(2);
    expect(jsonOf(ran)).toMatchObject({
      error: { message: '--lang "fr" cannot be used: Allowed choices are en, hi.' },
    });
  });

  it('without a terminal, the app and a conversation say what to run instead', async () => {
    expect((await failure(['--home', world.home], 'no-terminal')).next).toContain('vishesh run');
    expect((await failure(['chat', world.tiny, '--home', world.home], 'no-terminal')).next).toContain('--prompt');
  });

  it.each([
    [['plan', 'a.csv', '--learning-rate', '0.5'], 'need a number from 1e-7 to 0.01.'],
    [['compare', 'a.csv', '--learning-rates', 'lora=0.5'], 'need a number from 1e-7 to 0.01.'],
    [['plan', 'a.csv', '--epochs', '0'], 'need a number from 0.1 to 100.'],
    [['plan', 'a.csv', '--epochs', '1000'], 'need a number from 0.1 to 100.'],
    [['run', 'a.csv', '--alpha', '5000'], 'need a number from 0.1 to 1024.'],
    [['run', 'a.csv', '--batch-size', '2.5'], 'need a whole number from 1 to 128.'],
    [['check', 'a.csv', '--max-length', '4'], 'need a whole number from 8 to 8192.'],
  ])('%j is refused with the one range that the setting has', async (args, range) => {
    expect((await failure(args, 'usage')).message).toContain(range);
  });

  it('settings that the method does not have are refused with the range', async () => {
    const plan = (...flags: string[]) =>
      failure(['plan', world.data, '--base', world.tiny, '--home', world.home, ...flags], 'bad-hyperparameters');
    const modules = await plan('--target-modules', 'q_proj,zz');
    expect(modules.message).toContain('zz');
    expect(modules.next).toContain('choose from q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj.');
    expect((await plan('--method', 'partial', '--last-blocks', '50')).message).toContain('2');
    expect((await plan('--max-length', '4096')).message).toContain('256');
  });
});
