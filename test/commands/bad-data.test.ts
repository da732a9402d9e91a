/** Data files that cannot be read or trained, through the command line itself: what happened, where, what next, and never a stack trace. */
import { chmodSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cli, failure, jsonOf } from '../support/cli.js';
import { type CliWorld, cliWorld, editJson, RAIN_ROWS } from '../support/cli-world.js';
import { canBeNobody, cliAsNobody } from '../support/nobody.js';

let world: CliWorld;
beforeAll(async () => {
  world = await cliWorld();
});
afterAll(() => world.remove());

const GOOD = RAIN_ROWS.map((row) => JSON.stringify(row));

/** Every command that reads a data file. */
const READERS = (path: string): string[][] => [
  ['check', path, '--home', world.home],
  ['plan', path, '--base', world.tiny, '--home', world.home],
  ['run', path, '--base', world.tiny, '--home', world.home, '--no-measure'],
];

describe('a data file that cannot be read is refused alike by check, plan and run:', () => {
  const latin1 = GOOD.map((line) => line.replace('rain', 'caf\u00e9')).join('\n');
  const cases: [string, string, () => string][] = [
    ['missing', 'file-not-found', () => world.at('nowhere.csv')],
    ['a folder', 'is-a-directory', () => world.folder],
    ['below a file', 'file-not-found', () => join(world.data, 'x.csv')],
    ['empty', 'empty-file', () => world.file('empty.csv', '')],
    ['blank', 'empty-file', () => world.file('blank.csv', '\n \n\r\n')],
    ['only a header', 'no-records', () => world.file('header.csv', 'text,label\n')],
    [
      'a picture named .csv',
      'binary-file',
      () => world.file('p.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])),
    ],
    [
      'random bytes',
      'binary-file',
      () =>
        world.file(
          'r.jsonl',
          Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256),
        ),
    ],
    ['in another encoding', 'wrong-encoding', () => world.file('l.jsonl', Buffer.from(latin1, 'latin1'))],
    ['prose', 'unknown-format', () => world.file('prose.txt', 'Once upon a time.\nThe end.\n')],
    ['a cut-off .gz', 'truncated-gzip', () => world.file('c.jsonl.gz', gzipSync(GOOD.join('\n')).subarray(0, 150))],
    [
      'nested 100,000 deep',
      'no-readable-records',
      () => world.file('deep.jsonl', `{"input":${'['.repeat(1e5)}${']'.repeat(1e5)}}`),
    ],
    ['NaN', 'no-readable-records', () => world.file('nan.jsonl', '{"input":NaN,"output":"x"}\n'.repeat(12))],
    [
      'one line of 20 MB',
      'no-readable-records',
      () => world.file('long.jsonl', `{"input":"${'x'.repeat(20e6)}","output":"y"}`),
    ],
    [
      'columns without a meaning',
      'unknown-columns',
      () => world.file('n.csv', `a,b,c,d,e\n${'1,2,3,4,5\n'.repeat(12)}`),
    ],
  ];
  it.each(cases)('%s', async (_what, code, make) => {
    const path = make();
    for (const args of READERS(path))
      expect((await failure(args, code)).where).toMatch(new RegExp(`^${path}(:\\d+)?$`));
  });

  it('a link that leads to itself', async () => {
    symlinkSync(world.at('loop.csv'), world.at('loop.csv'));
    for (const args of READERS(world.at('loop.csv'))) await failure(args, 'bad-path');
  });

  it.skipIf(process.getuid?.() === 0)('without permission to read it', async () => {
    chmodSync(world.data, 0);
    for (const args of READERS(world.data)) await failure(args, 'permission-denied');
    chmodSync(world.data, 0o644);
  });

  it.runIf(canBeNobody)('without permission to read it, for a user who is not root', async () => {
    const secret = world.file('secret.csv', 'text,label\na good row of text,east\n');
    chmodSync(world.folder, 0o755);
    chmodSync(secret, 0o600);
    const ran = await cliAsNobody('check', secret, '--home', world.home, '--json');
    expect(ran).toMatchObject({ code: 2 });
    expect(jsonOf(ran)).toMatchObject({ error: { code: 'permission-denied', where: secret } });
  });
});

describe('rows that cannot be trained', () => {
  it('of a ragged table are errors of check with their lines, and plan and run stop with the first', async () => {
    const path = world.file(
      'ragged.csv',
      `text,label\n${'a good row of text,east\nonly this\na,b,c,d\nanother row of text,west\n'.repeat(10)}`,
    );
    const checked = await cli('check', path, '--home', world.home, '--json');
    expect(checked.code).toBe(1);
    expect(jsonOf(checked)).toMatchObject({ rows: 40, usable: 20, isValid: false });
    for (const args of READERS(path).slice(1)) {
      const { where, next } = await failure(args, 'invalid-data', 1);
      expect(where).toBe(`${path}:3`);
      expect(next).toContain('--fix');
    }
  });

  it.each([
    [
      'one label',
      'one-label.csv',
      `text,label\n${RAIN_ROWS.map(({ text }) => `${text},east\n`).join('')}`,
      /Add rows of at least one other label/,
      /label/,
    ],
    [
      'no room for answers',
      'long.csv',
      `text,label\n${RAIN_ROWS.slice(0, 12)
        .map(({ text, label }, i) => `${i < 4 ? `${text} `.repeat(200) : text},${label}\n`)
        .join('')}`,
      /Correct the rows named above/,
      /tool unhe hatakar/,
    ],
    ['too few', 'few.csv', 'text,label\na good row of text,east\n', /Add examples/, /Examples|examples/],
    [
      'nested objects',
      'nested.json',
      JSON.stringify(GOOD.map((line) => ({ id: 1, data: JSON.parse(line) }))),
      /Correct the rows named above/,
      /tool unhe hatakar/,
    ],
  ])('are not promised to be mended where no repair can: %s', async (_what, name, content, next, nextInHindi) => {
    const path = world.file(name, content);
    for (const args of READERS(path).slice(1)) {
      const told = await failure(args, 'invalid-data', 1);
      expect(told.next).toMatch(next);
      expect(told.next).not.toContain('--fix');
    }
    expect((await cli('check', path, '--home', world.home)).stdout).toMatch(next);
    expect((await cli('check', path, '--home', world.home, '--lang', 'hi')).stdout).toMatch(nextInHindi);
  });

  it('in a JSON file without line breaks are told by their place among the records, each once', async () => {
    const rows = RAIN_ROWS.map((row, i) => (i === 4 || i === 30 ? { ...row, text: '' } : row));
    const path = world.file('one-line.json', JSON.stringify(rows));
    const checked = jsonOf(await cli('check', path, '--home', world.home, '--json')) as {
      findings: { code: string; rows: number[] }[];
    };
    expect(checked.findings.find(({ code }) => code === 'empty-field')?.rows).toEqual([5, 31]);
    expect((await cli('check', path, '--home', world.home)).stdout).toContain('line 3 is the third record');
    const out = world.at('one-line.fixed.json');
    await cli('check', path, '--fix', out, '--home', world.home);
    const audit = JSON.parse(readFileSync(`${out}.audit.json`, 'utf8')) as { changes: { line: number }[] };
    expect(audit.changes.map(({ line }) => line)).toEqual([5, 31]);
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(rows.filter(({ text }) => text !== ''));
  });

  it('inside an object with a version and a name before them are found', async () => {
    const path = world.file('wrapped.json', JSON.stringify({ version: 1, name: 'rain', data: RAIN_ROWS }));
    expect(jsonOf(await cli('check', path, '--home', world.home, '--json'))).toMatchObject({
      format: 'json',
      rows: 40,
      usable: 40,
    });
  });

  it('because the model’s chat template refuses them are findings with their lines, not a crash', async () => {
    const picky = world.copyTiny('picky');
    editJson(picky, 'tokenizer_config.json', (config) => ({
      ...config,
      chat_template: `{% for m in messages %}{% if 'forbidden' in m['content'] %}{{ raise_exception('not this word') }}{% endif %}{{ m['content'] + '<|im_end|>' }}{% endfor %}`,
    }));
    const rows = GOOD.with(0, JSON.stringify({ text: 'a forbidden word is in this row', label: 'east' }));
    const { where, message } = await failure(
      ['plan', world.file('picky.jsonl', rows.join('\n')), '--base', picky, '--home', world.home],
      'invalid-data',
      1,
    );
    expect(where).toBe(`${world.at('picky.jsonl')}:1`);
    expect(message).toContain('not this word');
  });

  it('are told with huge numbers as their text in the file', async () => {
    const path = world.file('huge.jsonl', `{"input":${'9'.repeat(400)},"output":1e999}\n`.repeat(12));
    const checked = await cli('check', path, '--home', world.home, '--json');
    expect(checked.code).toBe(1);
    expect(jsonOf(checked)).toMatchObject({ usable: 12, stats: { labels: { '1e999': 12 } } });
  });

  it('in UTF-16 and with a wrong ending are read all the same', async () => {
    const path = world.file('utf16.csv', Buffer.from(`\ufeff${GOOD.join('\r\n')}`, 'utf16le'));
    const checked = await cli('check', path, '--home', world.home, '--json');
    expect(checked.code).toBe(0);
    expect(jsonOf(checked)).toMatchObject({ format: 'jsonl', usable: 40 });
  });
});
