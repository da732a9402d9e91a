/** Bad input through the command line itself: what happened, where, what next, the exit code, and never a stack trace. */
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, failure, jsonOf } from '../support/cli.js';
import { tinyModelFolder } from '../support/tiny-model-folder.js';

let folder: string;
let home: string;
let tiny: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vishesh-bad-'));
  home = join(folder, 'home');
  tiny = await tinyModelFolder(join(folder, 'tiny'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => join(folder, name);

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(at(name), content);
  return at(name);
}

const GOOD = Array.from({ length: 40 }, (_, i) =>
  JSON.stringify({ text: `the rain and train number ${i} is ${i * 37} late`, label: i % 2 ? 'east' : 'north' }),
);
const good = (): string => file('good.jsonl', GOOD.join('\n'));

/** Every command that reads a data file. */
const READERS = (path: string): string[][] => [
  ['check', path, '--home', home],
  ['plan', path, '--base', tiny, '--home', home],
  ['run', path, '--base', tiny, '--home', home, '--no-measure'],
];

describe('a data file that cannot be read is refused alike by check, plan and run:', () => {
  const latin1 = GOOD.map((line) => line.replace('rain', 'caf\u00e9')).join('\n');
  const cases: [string, string, () => string][] = [
    ['missing', 'file-not-found', () => at('nowhere.csv')],
    ['a folder', 'is-a-directory', () => folder],
    ['below a file', 'file-not-found', () => join(good(), 'x.csv')],
    ['empty', 'empty-file', () => file('empty.csv', '')],
    ['blank', 'empty-file', () => file('blank.csv', '\n \n\r\n')],
    ['only a header', 'no-records', () => file('header.csv', 'text,label\n')],
    [
      'a picture named .csv',
      'binary-file',
      () => file('p.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])),
    ],
    [
      'random bytes',
      'binary-file',
      () =>
        file(
          'r.jsonl',
          Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256),
        ),
    ],
    ['in another encoding', 'wrong-encoding', () => file('l.jsonl', Buffer.from(latin1, 'latin1'))],
    ['prose', 'unknown-format', () => file('prose.txt', 'Once upon a time.\nThe end.\n')],
    ['a cut-off .gz', 'truncated-gzip', () => file('c.jsonl.gz', gzipSync(GOOD.join('\n')).subarray(0, 150))],
    [
      'nested 100,000 deep',
      'no-readable-records',
      () => file('deep.jsonl', `{"input":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
    ],
    ['NaN', 'no-readable-records', () => file('nan.jsonl', '{"input":NaN,"output":"x"}\n'.repeat(12))],
    [
      'one line of 20 MB',
      'no-readable-records',
      () => file('long.jsonl', `{"input":"${'x'.repeat(20e6)}","output":"y"}`),
    ],
    ['columns without a meaning', 'unknown-columns', () => file('n.csv', `a,b,c,d,e\n${'1,2,3,4,5\n'.repeat(12)}`)],
  ];
  it.each(cases)('%s', async (_what, code, make) => {
    const path = make();
    for (const args of READERS(path))
      expect((await failure(args, code)).where).toMatch(new RegExp(`^${path}(:\\d+)?$`));
  });

  it('a link that leads to itself', async () => {
    symlinkSync(at('loop.csv'), at('loop.csv'));
    for (const args of READERS(at('loop.csv'))) await failure(args, 'bad-path');
  });

  it.skipIf(process.getuid?.() === 0)('without permission to read it', async () => {
    chmodSync(good(), 0);
    for (const args of READERS(at('good.jsonl'))) await failure(args, 'permission-denied');
    chmodSync(at('good.jsonl'), 0o644);
  });
});

describe('rows that cannot be trained', () => {
  it('of a ragged table are errors of check with their lines, and plan and run stop with the first', async () => {
    const path = file('ragged.csv', `text,label\n${'a good row of text,east\nonly this\na,b,c,d\n'.repeat(10)}`);
    const checked = await cli('check', path, '--home', home, '--json');
    expect(checked.code).toBe(1);
    expect(jsonOf(checked)).toMatchObject({ rows: 30, usable: 10, isValid: false });
    for (const args of READERS(path).slice(1)) {
      const { where, next } = await failure(args, 'invalid-data', 1);
      expect(where).toBe(`${path}:3`);
      expect(next).toContain('--fix');
    }
  });

  it('because the model’s chat template refuses them are findings with their lines, not a crash', async () => {
    const picky = cpTiny('picky');
    edit(picky, 'tokenizer_config.json', (config) => ({
      ...config,
      chat_template: `{% for m in messages %}{% if 'forbidden' in m['content'] %}{{ raise_exception('not this word') }}{% endif %}{{ m['content'] + '<|im_end|>' }}{% endfor %}`,
    }));
    const rows = GOOD.with(0, JSON.stringify({ text: 'a forbidden word is in this row', label: 'east' }));
    const { where, message } = await failure(
      ['plan', file('picky.jsonl', rows.join('\n')), '--base', picky, '--home', home],
      'invalid-data',
      1,
    );
    expect(where).toBe(`${at('picky.jsonl')}:1`);
    expect(message).toContain('not this word');
  });

  it('are told with huge numbers as their text in the file', async () => {
    const path = file('huge.jsonl', `{"input":${'9'.repeat(400)},"output":1e999}\n`.repeat(12));
    const checked = await cli('check', path, '--home', home, '--json');
    expect(checked.code).toBe(1);
    expect(jsonOf(checked)).toMatchObject({ usable: 12, stats: { labels: { '1e999': 12 } } });
  });

  it('in UTF-16 and with a wrong ending are read all the same', async () => {
    const path = file('utf16.csv', Buffer.from(`\ufeff${GOOD.join('\r\n')}`, 'utf16le'));
    const checked = await cli('check', path, '--home', home, '--json');
    expect(checked.code).toBe(0);
    expect(jsonOf(checked)).toMatchObject({ format: 'jsonl', usable: 40 });
  });
});

function cpTiny(name: string): string {
  cpSync(tiny, at(name), { recursive: true });
  return at(name);
}

function edit(model: string, name: string, change: (value: Record<string, unknown>) => Record<string, unknown>): void {
  const path = join(model, name);
  writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')))));
}

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
    ['a wrong shape', 'wrong-shape', (m) => edit(m, 'config.json', (config) => ({ ...config, hidden_size: 48 }))],
    [
      'another architecture',
      'unsupported-architecture',
      (m) => edit(m, 'config.json', (config) => ({ ...config, architectures: ['GPT2LMHeadModel'] })),
    ],
  ];
  const users = (model: string): string[][] => [
    ...['check', 'plan', 'run'].map((command) => [command, good(), '--base', model, '--home', home]),
    ['chat', model, '--prompt', 'hi', '--home', home],
    ['models', 'show', model, '--home', home],
  ];
  it.each(cases)('%s', async (what, code, breakIt) => {
    const model = cpTiny(`model-${what.replaceAll(/\W/g, '-')}`);
    breakIt(model);
    for (const args of users(model)) expect((await failure(args, code)).where).toContain(model);
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
    const path = file('model.gguf', content);
    for (const args of users(path)) expect((await failure(args, code)).where).toBe(path);
  });

  it('with a chat template that does not parse, wherever a conversation is written', async () => {
    const model = cpTiny('bad-template');
    edit(model, 'tokenizer_config.json', (config) => ({ ...config, chat_template: '{% for %}' }));
    await failure(['chat', model, '--prompt', 'hi', '--home', home], 'bad-chat-template');
    const planned = await failure(['plan', good(), '--base', model, '--home', home], 'invalid-data', 1);
    expect(planned.message).toContain('chat template cannot be read');
  });

  it('that is not there, with the names that are', async () => {
    for (const args of users('no-such-model'))
      expect((await failure(args, 'model-not-found')).next).toContain('smollm2-135m-instruct');
  });

  it('is never advised when it is not here', async () => {
    const { models } = jsonOf(await cli('models', 'list', '--home', home, '--json')) as { models: { id: string }[] };
    const { next } = await failure(['models', 'path', 'no-such-model', '--home', home], 'model-not-found');
    expect(
      next
        .replace(/.*one of: |\.$/g, '')
        .split(', ')
        .sort(),
    ).toEqual(models.map(({ id }) => id).sort());
  });

  it('that was never fetched, with the command that fetches it', async () => {
    for (const args of [
      ['models', 'path', 'smollm2-135m-instruct', '--home', home],
      ['check', good(), '--base', 'smollm2-135m-instruct', '--home', home],
    ])
      expect((await failure(args, 'model-not-pulled')).next).toContain('models pull smollm2-135m-instruct');
  });
});

describe('a home folder', () => {
  const everyCommand = (bad: string): string[][] => [
    ['jobs', 'list', '--home', bad],
    ['jobs', 'resume', '20260101-0101-abcd', '--home', bad],
    ['models', 'list', '--home', bad],
    ['models', 'pull', 'smollm2-135m-instruct', '--home', bad],
    ['check', good(), '--home', bad],
    ['plan', good(), '--base', tiny, '--home', bad],
    ['run', good(), '--base', tiny, '--home', bad],
    ['evaluate', '20260101-0101-abcd', '--home', bad],
    ['chat', tiny, '--prompt', 'hi', '--home', bad],
    ['serve', '--port', '0', '--home', bad],
    ['doctor', '--home', bad],
  ];

  it('that is a file, or lies below one, is refused by every command before anything else', async () => {
    const bad = file('a-file', '');
    for (const path of [bad, join(bad, 'home')])
      for (const args of everyCommand(path)) expect((await failure(args, 'home-not-a-folder')).where).toBe(path);
  });

  it.runIf(process.platform === 'linux')(
    'that cannot be made is said by the commands that write, and no command hangs',
    async () => {
      const bad = '/proc/vishesh-home';
      expect(
        (await failure(['run', good(), '--base', tiny, '--home', bad, '--no-measure'], 'does-not-fit', 1)).next,
      ).toContain('disk');
      expect(
        (await failure(['models', 'pull', 'smollm2-135m-instruct', '--home', bad], 'home-not-writable')).where,
      ).toContain(bad);
      expect((await failure(['serve', '--port', '0', '--home', bad], 'permission-denied')).where).toBe(bad);
      expect((await cli('doctor', '--home', bad, '--json')).code).toBe(1);
    },
  );

  it('whose parts are files is told by those who need them', async () => {
    const odd = at('odd-home');
    mkdirSync(odd);
    for (const part of ['jobs', 'models', 'deployments']) writeFileSync(join(odd, part), '');
    expect(
      (await failure(['run', good(), '--base', tiny, '--home', odd, '--no-measure'], 'home-not-writable')).where,
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
    const { message, where, next } = await failure(['serve', '--port', String(port), '--home', home], 'port-in-use', 2);
    expect(`${message} ${where}`).toContain(String(port));
    expect(next).toContain('--port');
    taken.close();
  });

  it('off loopback needs a key, and a key file that can be read', async () => {
    await failure(['serve', '--host', '0.0.0.0', '--port', '0', '--home', home], 'api-key-required');
    expect((await failure(['serve', '--api-key-file', at('no-key'), '--home', home], 'bad-api-key-file')).where).toBe(
      at('no-key'),
    );
  });
});

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
    [['chat'], 'model'],
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
    expect((await failure(['--home', home], 'no-terminal')).next).toContain('vishesh run');
    expect((await failure(['chat', tiny, '--home', home], 'no-terminal')).next).toContain('--prompt');
  });

  it('settings that the method does not have are refused with the range', async () => {
    const plan = (...flags: string[]) =>
      failure(['plan', good(), '--base', tiny, '--home', home, ...flags], 'bad-hyperparameters');
    expect((await plan('--target-modules', 'q_proj,zz')).message).toContain('zz');
    expect((await plan('--method', 'partial', '--last-blocks', '50')).message).toContain('2');
    expect((await plan('--max-length', '4096')).message).toContain('256');
  });
});
