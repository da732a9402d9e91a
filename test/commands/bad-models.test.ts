/** Base models that cannot be opened, through the command line itself: what happened, where, what next, and never a stack trace. */
import { cpSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, failure, jsonOf } from '../support/cli.js';
import { type CliWorld, cliWorld, editJson } from '../support/cli-world.js';

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.remove());

describe('a base model that cannot be opened is refused alike by check, plan, run, chat and models show:', () => {
  const cases: [string, string, (model: string) => void][] = [
    ['config.json missing', 'missing-config', (m) => rmSync(join(m, 'config.json'))],
    ['config.json damaged', 'corrupt-file', (m) => writeFileSync(join(m, 'config.json'), '{')],
    ['tokenizer.json missing', 'missing-tokenizer', (m) => rmSync(join(m, 'tokenizer.json'))],
    ['tokenizer.json damaged', 'bad-tokenizer', (m) => writeFileSync(join(m, 'tokenizer.json'), '{"model":{}}')],
    ['weights missing', 'missing-weights', (m) => rmSync(join(m, 'model.safetensors'))],
    ['weights cut off', 'malformed-safetensors', (m) => truncateSync(join(m, 'model.safetensors'), 50_000)],
    [
      'a header that claims 2^60 bytes',
      'malformed-safetensors',
      (m) => writeFileSync(join(m, 'model.safetensors'), new Uint8Array([0, 0, 0, 0, 0, 0, 0, 16, 123, 125])),
    ],
    [
      'a shard missing',
      'missing-shard',
      (m) => {
        rmSync(join(m, 'model.safetensors'));
        const weight_map = { 'model.embed_tokens.weight': 'model-00001-of-00002.safetensors' };
        writeFileSync(join(m, 'model.safetensors.index.json'), JSON.stringify({ metadata: {}, weight_map }));
      },
    ],
    ['a wrong shape', 'wrong-shape', (m) => editJson(m, 'config.json', (config) => ({ ...config, hidden_size: 48 }))],
    [
      'another architecture',
      'unsupported-architecture',
      (m) => editJson(m, 'config.json', (config) => ({ ...config, architectures: ['GPT2LMHeadModel'] })),
    ],
  ];
  const users = (model: string): string[][] => [
    ...['check', 'plan', 'run'].map((command) => [command, world.data, '--base', model, '--home', world.home]),
    ['chat', model, '--prompt', 'hi', '--home', world.home],
    ['models', 'show', model, '--home', world.home],
  ];
  it.each(cases)('%s', async (what, code, breakIt) => {
    const model = world.copyTiny(`model-${what.replaceAll(/\W/g, '-')}`);
    breakIt(model);
    for (const args of users(model)) expect((await failure(args, code)).where).toContain(model);
  });

  it('is told of without what its files would say to the terminal', async () => {
    const model = world.copyTiny('model-speaking');
    editJson(model, 'config.json', (config) => ({ ...config, architectures: ['\u001b]0;own title\u0007\u001b[2JX'] }));
    const { stderr } = await cli('models', 'show', model, '--home', world.home);
    expect(stderr).toContain('The architecture of this model is X;');
    expect([...stderr].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([]);
  });

  it('is listed without what its name would say to the terminal', async () => {
    const placed = join(world.home, 'models', 'x\u001b]0;own title\u0007\u001b[2Jy');
    cpSync(world.copyTiny('model-named'), placed, { recursive: true });
    const { stdout } = await cli('models', 'list', '--home', world.home);
    rmSync(placed, { recursive: true });
    expect(stdout).toMatch(/^xy +local/m);
    expect([...stdout].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([]);
  });

  it.each([
    ['is empty', '', 'malformed-gguf'],
    ['is something else', 'hello, this is not a model', 'malformed-gguf'],
    [
      'claims 2^60 tensors',
      Buffer.from([71, 71, 85, 70, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 16]),
      'malformed-gguf',
    ],
  ])('a .gguf that %s', async (_what, content, code) => {
    const path = world.file('model.gguf', content);
    for (const args of users(path)) expect((await failure(args, code)).where).toBe(path);
  });

  it('with a chat template that does not parse, wherever a conversation is written', async () => {
    const model = world.copyTiny('bad-template');
    editJson(model, 'tokenizer_config.json', (config) => ({ ...config, chat_template: '{% for %}' }));
    await failure(['chat', model, '--prompt', 'hi', '--home', world.home], 'bad-chat-template');
    const planned = await failure(['plan', world.data, '--base', model, '--home', world.home], 'invalid-data', 1);
    expect(planned.message).toContain('chat template cannot be read');
  });

  it('that is not there, with the names that are', async () => {
    for (const args of users('no-such-model'))
      expect((await failure(args, 'model-not-found')).next).toContain('smollm2-135m-instruct');
  });

  it('is never advised when it is not here', async () => {
    const { models } = jsonOf(await cli('models', 'list', '--home', world.home, '--json')) as {
      models: { id: string }[];
    };
    const { next } = await failure(['models', 'path', 'no-such-model', '--home', world.home], 'model-not-found');
    expect(
      next
        .replace(/.*one of: |\.$/g, '')
        .split(', ')
        .sort(),
    ).toEqual(models.map(({ id }) => id).sort());
  });

  it('that was never fetched, with the command that fetches it', async () => {
    for (const args of [
      ['models', 'path', 'smollm2-135m-instruct', '--home', world.home],
      ['check', world.data, '--base', 'smollm2-135m-instruct', '--home', world.home],
    ])
      expect((await failure(args, 'model-not-pulled')).next).toContain('models pull smollm2-135m-instruct');
  });
});
