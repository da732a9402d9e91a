import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cli, jsonOf } from '../support/cli.js';

const described = z.object({
  name: z.string(),
  description: z.string().min(5),
  usage: z.string(),
  arguments: z.array(z.object({ name: z.string(), required: z.boolean() })),
  options: z.array(
    z.object({
      name: z.string().startsWith('--'),
      flags: z.string(),
      description: z.string().min(3),
      value: z.enum(['none', 'required', 'optional']),
      choices: z.array(z.string()).optional(),
    }),
  ),
  get commands() {
    return z.array(described);
  },
});

async function help(...args: string[]): Promise<z.output<typeof described>> {
  const ran = await cli(...args, '--json');
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  expect(ran.stdout.split('\n')).toHaveLength(2);
  return described.parse(jsonOf(ran));
}

describe('--help --json', () => {
  it('describes every command that the text of --help lists, with its options', async () => {
    const whole = await help('--help');
    const { stdout } = await cli('--help');
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)]
      .map(([, name]) => name)
      .filter((name) => name !== 'help');
    expect(whole.commands.map(({ name }) => name)).toEqual(expect.arrayContaining(listed));
    expect(listed).toContain('run');
    for (const command of whole.commands)
      expect(
        command.options.map(({ name }) => name),
        command.name,
      ).toEqual(expect.arrayContaining(['--json', '--lang', '--home', '--plain', '--debug']));
  });

  it('describes one command, asked for in any of the ways', async () => {
    const run = await help('run', '--help');
    expect(run).toMatchObject({ name: 'run', arguments: [{ name: 'file', required: true }], commands: [] });
    expect(run.options).toContainEqual(expect.objectContaining({ name: '--rank', value: 'required' }));
    expect(run.options).toContainEqual(expect.objectContaining({ name: '--no-deploy', value: 'none' }));
    expect(run.options).toContainEqual(expect.objectContaining({ name: '--lang', choices: ['en', 'hi'] }));
    expect(await help('help', 'run')).toEqual(run);
    expect(await help('run', '-h')).toEqual(run);
  });

  it('is not put out by a flag beside the word help', async () => {
    const whole = (await cli('--help')).stdout;
    for (const flags of [['--lang', 'hi'], ['--plain'], ['--home', '/nowhere']])
      expect(await cli('help', ...flags)).toEqual({ code: 0, stdout: whole, stderr: '' });
    expect(await help('help')).toEqual(await help('--help'));
    expect((await cli('--lang', 'hi', 'help', 'run')).stdout).toMatch(/^Usage: vishesh run /);
    expect(await cli('help', 'nothing')).toMatchObject({ code: 2, stdout: '' });
  });

  it('stays text without --json', async () => {
    expect((await cli('run', '--help')).stdout).toMatch(/^Usage: vishesh run \[options\] <file>/);
  });
});

it('--version --json is an object, too', async () => {
  const { version } = jsonOf(await cli('--version', '--json')) as { version: string };
  expect((await cli('--version')).stdout).toBe(`${version}\n`);
});
