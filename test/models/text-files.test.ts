/** What goes from a base folder into an export: the model's own text files, and never what a link or a device brings in. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openModelHead } from '../../src/models/open.js';
import { textFiles } from '../../src/models/text-files.js';
import { problemOf } from '../support/problem-of.js';
import { tinyModelFolder } from '../support/tiny-model-folder.js';

let root: string;
let model: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vishesh-text-files-'));
  model = await tinyModelFolder(join(root, 'tiny'));
});
afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

const copied = async (folder = model) =>
  textFiles(await openModelHead(folder, { home: join(root, 'home') }), 'float32');

it('a text file that is there goes through byte for byte, and one that is absent is left out', async () => {
  await writeFile(join(model, 'merges.txt'), 'own merges');
  const files = await copied();
  expect(Buffer.from(files.get('merges.txt')!).toString()).toBe('own merges');
  expect(files.has('vocab.json')).toBe(false);
});

describe('what other tools choose by is in the export, though the base leaves it out', () => {
  const parsed = async (name: string): Promise<Record<string, unknown>> =>
    JSON.parse(Buffer.from((await copied()).get(name) ?? []).toString());
  const change = async (name: string, values: object): Promise<void> => {
    const own = JSON.parse(await readFile(join(model, name), 'utf8'));
    await writeFile(join(model, name), JSON.stringify({ ...own, ...values }));
  };

  it('the class of the tokenizer: without one, transformers takes that of Llama, with its own tokens', async () => {
    await change('tokenizer_config.json', { tokenizer_class: undefined });
    expect(await parsed('tokenizer_config.json')).toMatchObject({
      tokenizer_class: 'PreTrainedTokenizerFast',
      eos_token: '<|im_end|>',
    });
    await change('tokenizer_config.json', { tokenizer_class: 'GPT2Tokenizer' });
    expect((await copied()).get('tokenizer_config.json')).toEqual(await readFile(join(model, 'tokenizer_config.json')));
  });

  it('the whole tokenizer_config.json', async () => {
    const { chat_template } = await parsed('tokenizer_config.json');
    await rm(join(model, 'tokenizer_config.json'));
    await writeFile(join(model, 'chat_template.jinja'), String(chat_template));
    expect(await parsed('tokenizer_config.json')).toMatchObject({
      tokenizer_class: 'PreTrainedTokenizerFast',
      add_bos_token: false,
      eos_token: '<|im_end|>',
      chat_template,
    });
  });

  it('the architecture, under both its names', async () => {
    await change('config.json', { model_type: undefined });
    expect(await parsed('config.json')).toMatchObject({ architectures: ['LlamaForCausalLM'], model_type: 'llama' });
    await change('config.json', { model_type: 'llama', architectures: null });
    expect(await parsed('config.json')).toMatchObject({ architectures: ['LlamaForCausalLM'], model_type: 'llama' });
  });

  it('every end of an answer, and no mark for which they would be passed over', async () => {
    await writeFile(
      join(model, 'generation_config.json'),
      JSON.stringify({ _from_model_config: true, eos_token_id: 0, temperature: 0.5 }),
    );
    expect(await parsed('generation_config.json')).toEqual({ eos_token_id: [0, 2], temperature: 0.5 });
  });
});

describe.skipIf(process.platform === 'win32')('what a base folder only points to', () => {
  it.each(['merges.txt', 'vocab.json', 'added_tokens.json'])('is not copied: %s as a link out of it', async (name) => {
    await writeFile(join(root, 'secret'), 'a private key');
    await symlink(join('..', 'secret'), join(model, name));
    const problem = await problemOf(() => copied());
    expect(problem).toMatchObject({ code: 'link-outside', where: join(model, name) });
    expect(problem.message).toContain(name);
  });

  it.each<[string, (path: string) => unknown]>([
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
    ['a link to an endless device', (path) => symlink('/dev/zero', path)],
    ['a folder', (path) => mkdir(path)],
  ])('is refused without waiting for it: %s', async (_what, place) => {
    await place(join(model, 'vocab.json'));
    expect(await problemOf(() => copied())).toMatchObject({ code: 'corrupt-file', where: join(model, 'vocab.json') });
  });

  it.each(['snapshots', join('models--x', 'snapshots')])(
    'is not copied from a folder that %s only looks like the cache',
    async (above) => {
      await mkdir(join(root, above), { recursive: true });
      await writeFile(join(root, 'secret'), 'a private key');
      const inside = join(root, above, 'tiny');
      await rename(model, inside);
      await symlink(relative(inside, join(root, 'secret')), join(inside, 'merges.txt'));
      expect(await problemOf(() => copied(inside))).toMatchObject({ code: 'link-outside' });
    },
  );

  it('is copied from the cache of the Hub, whose files are links to the blobs of the same model', async () => {
    await writeFile(join(model, 'merges.txt'), 'own merges');
    const cache = join(root, 'models--org--tiny');
    await mkdir(join(cache, 'blobs'), { recursive: true });
    await mkdir(join(cache, 'snapshots'));
    for (const name of await readdir(model)) {
      await rename(join(model, name), join(cache, 'blobs', name));
      await symlink(join('..', '..', 'blobs', name), join(model, name));
    }
    await rename(model, join(cache, 'snapshots', 'abc'));
    const files = await copied(join(cache, 'snapshots', 'abc'));
    expect(Buffer.from(files.get('merges.txt')!).toString()).toBe('own merges');
  });
});
