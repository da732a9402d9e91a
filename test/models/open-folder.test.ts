import { execFileSync } from 'node:child_process';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TensorToWrite, writeSafetensors } from '../../src/engine/formats/safetensors.js';
import { initRandom, tensorList } from '../../src/engine/llama/tensors.js';
import { openModel, openModelHead } from '../../src/models/open.js';
import { safetensorsBytes } from '../engine/formats/safetensors-bytes.js';
import { problemOf } from '../support/problem-of.js';
import { TINY_CONFIG, tinyModelFolder } from '../support/tiny-model-folder.js';

let root: string;
let model: string;
const home = () => join(root, 'home');
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vishesh-open-'));
  model = await tinyModelFolder(join(root, 'tiny'));
});
afterEach(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));

const open = (path = model) => openModel(path, { home: home() });
async function change(file: string, values: Record<string, unknown>): Promise<void> {
  const path = join(model, file);
  const present = JSON.parse(await readFile(path, 'utf8'));
  // A value of undefined leaves the key out.
  await writeFile(path, JSON.stringify({ ...present, ...values }));
}
const tensors = (config = TINY_CONFIG): TensorToWrite[] => {
  const weights = initRandom(config, 1);
  return tensorList(config).map(({ name, shape }) => ({ name, shape, data: weights.get(name)! }));
};
const save = (list: readonly TensorToWrite[], file = 'model.safetensors') => writeSafetensors(join(model, file), list);

/** The same weights in two shards with an index; gives the index's map. */
async function shard(): Promise<Record<string, string>> {
  const all = tensors();
  const map: Record<string, string> = {};
  for (const [i, part] of [all.slice(0, 9), all.slice(9)].entries()) {
    const file = `model-0000${i + 1}-of-00002.safetensors`;
    await save(part, file);
    for (const { name } of part) map[name] = file;
  }
  await rm(join(model, 'model.safetensors'));
  await writeIndex(map);
  return map;
}
const writeIndex = (map: unknown) =>
  writeFile(join(model, 'model.safetensors.index.json'), JSON.stringify({ metadata: {}, weight_map: map }));

describe('a model folder', () => {
  it('opens with weights, tokenizer, template and a fingerprint', async () => {
    const opened = await open();
    expect(opened).toMatchObject({ id: 'tiny', path: model, nameOrPath: model, precision: 'F32' });
    expect(opened.config).toMatchObject({ hidden_size: 32, head_dim: 8, tie_word_embeddings: true });
    expect([...opened.weights.keys()]).toEqual(tensorList(TINY_CONFIG).map(({ name }) => name));
    for (const { name, data } of tensors()) expect(opened.weights.get(name)).toEqual(data);
    expect(opened.tokenizer.endIds).toEqual([2, 0]);
    expect([opened.tokenizer.bosId, opened.tokenizer.padId]).toEqual([1, 2]);
    expect(opened.chatTemplate).toContain('<|im_start|>');
    expect(opened.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has a head that says the same without the weights', async () => {
    const { weights, ...opened } = await open();
    const { totalParameters, ...head } = await openModelHead(model, { home: home() });
    expect(JSON.stringify(head)).toBe(JSON.stringify(opened));
    expect(totalParameters).toBe([...weights.values()].reduce((sum, values) => sum + values.length, 0));
  });

  it.each(['F16', 'BF16'] as const)('opens with %s weights', async (dtype) => {
    await writeSafetensors(join(model, 'model.safetensors'), tensors(), { dtype });
    const opened = await open();
    expect(opened.precision).toBe(dtype);
    const [first] = tensors();
    const values = opened.weights.get(first!.name)!;
    // Half a step of bfloat16, the coarser of the two: 8 bits of precision, so at most 2^-8 of the value.
    for (let i = 0; i < values.length; i++)
      expect(Math.abs(values[i]! - first!.data[i]!)).toBeLessThanOrEqual(Math.abs(first!.data[i]!) * 2 ** -8);
  });

  it('opens in shards, with the same weights', async () => {
    const whole = await open();
    await shard();
    expect((await open()).weights).toEqual(whole.weights);
  });

  it('takes what config.json leaves out from the rest', async () => {
    await change('config.json', {
      num_key_value_heads: undefined,
      head_dim: null,
      rope_theta: undefined,
      architectures: undefined,
    });
    const list = tensors({ ...TINY_CONFIG, num_key_value_heads: 4 });
    await save(list);
    expect((await open()).config).toMatchObject({ num_key_value_heads: 4, head_dim: 8, rope_theta: 10000 });
    await change('config.json', { rope_parameters: { rope_theta: 50000, rope_type: 'default' } });
    expect((await open()).config.rope_theta).toBe(50000);
  });

  it('takes end tokens from the generation config and the template, and the template from its own file', async () => {
    await change('config.json', { eos_token_id: 5 });
    await change('tokenizer_config.json', { eos_token: undefined, chat_template: undefined });
    await writeFile(join(model, 'generation_config.json'), JSON.stringify({ eos_token_id: [7, 99999] }));
    const plain = await open();
    expect(plain.chatTemplate).toBeNull();
    expect(plain.tokenizer.endIds).toEqual([7, 5, 0]);
    await writeFile(join(model, 'chat_template.jinja'), '{{ messages }}<|im_end|>');
    const chat = await open();
    expect(chat.chatTemplate).toBe('{{ messages }}<|im_end|>');
    expect(chat.tokenizer.endIds).toEqual([7, 5, 2, 0]);
  });

  it('passes over buffers of old checkpoints and the output layer of a tied model', async () => {
    const head = { name: 'lm_head.weight', shape: [273, 32], data: new Float32Array(273 * 32) };
    const buffer = { name: 'model.layers.0.self_attn.rotary_emb.inv_freq', shape: [4], data: new Float32Array(4) };
    await save([...tensors(), head, buffer]);
    expect((await open()).weights.size).toBe(tensors().length);
  });

  it('has another fingerprint when its weights change, also with the same size', async () => {
    const before = (await open()).fingerprint;
    const list = tensors();
    list[0]!.data[0] = 42;
    await save(list);
    await utimes(join(model, 'model.safetensors'), 1, 1);
    expect((await open()).fingerprint).not.toBe(before);
  });

  it('opens without a home that can be written', async () => {
    await writeFile(join(root, 'file'), '');
    expect((await openModel(model, { home: join(root, 'file') })).id).toBe('tiny');
  });

  it('is left as it was', async () => {
    const before = await readdir(model);
    await open();
    expect(await readdir(model)).toEqual(before);
  });
});

describe('a model folder is refused', () => {
  const refused = async (code: string, message: RegExp, where: string): Promise<void> => {
    const problem = await problemOf(() => open());
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(message);
    expect(problem.where).toBe(join(model, where));
    const head = await problemOf(() => openModelHead(model, { home: home() }));
    expect(head.code).toBe(code);
  };

  it('with another architecture', async () => {
    await change('config.json', { architectures: ['GPT2LMHeadModel'], model_type: 'gpt2' });
    await refused('unsupported-architecture', /GPT2LMHeadModel/, 'config.json');
    await change('config.json', { architectures: undefined, model_type: 'mistral' });
    await refused('unsupported-architecture', /mistral/, 'config.json');
    await change('config.json', { architectures: [], model_type: undefined });
    await refused('unsupported-architecture', /not stated/, 'config.json');
  });

  it('with an architecture and a model type that disagree: other tools go by the type', async () => {
    await change('config.json', { model_type: 'gemma' });
    await refused('unsupported-architecture', /model_type gemma/, 'config.json');
  });

  it('with a configuration nested so deep that it could not be written again', async () => {
    const own = await readFile(join(model, 'config.json'), 'utf8');
    await writeFile(join(model, 'config.json'), own.replace('{', `{"x":${'['.repeat(100_000)}${']'.repeat(100_000)},`));
    await refused('corrupt-file', /64 levels/, 'config.json');
  });

  it('with weights of a type that cannot be read, before they are', async () => {
    const header = safetensorsBytes(
      { 'model.norm.weight': { dtype: 'I32', shape: [32], data_offsets: [0, 128] } },
      128,
    );
    await writeFile(join(model, 'model.safetensors'), header);
    await refused('unsupported-weight-type', /I32/, 'model.safetensors');
  });

  it.skipIf(process.platform === 'win32')('with weights that a link leads nowhere for', async () => {
    await rm(join(model, 'model.safetensors'));
    await writeIndex(Object.fromEntries(tensors().map(({ name }) => [name, 'model.safetensors'])));
    await symlink('gone.safetensors', join(model, 'model.safetensors'));
    await refused('missing-shard', /model\.safetensors/, 'model.safetensors');
    await rm(join(model, 'config.json'));
    await rm(join(model, 'model.safetensors'));
    await symlink('gone.gguf', join(model, 'model.gguf'));
    expect(await problemOf(() => open())).toMatchObject({ code: 'missing-weights', where: join(model, 'model.gguf') });
  });

  it.each([
    [{ attention_bias: true }, /attention_bias/],
    [{ mlp_bias: true }, /mlp_bias/],
    [{ hidden_act: 'gelu' }, /gelu/],
    [{ rope_scaling: { rope_type: 'llama3', factor: 8 } }, /RoPE scaling \(llama3\)/],
    [{ rope_scaling: { type: 'linear', factor: 2 } }, /RoPE scaling \(linear\)/],
    [{ rope_parameters: { rope_type: 'yarn' } }, /RoPE scaling \(yarn\)/],
    [{ quantization_config: { bits: 4 } }, /quantization_config/],
  ])('with a setting that is not computed: %j', async (values, message) => {
    await change('config.json', values);
    await refused('unsupported-model-setting', message, 'config.json');
  });

  it.each([
    [{ hidden_size: undefined }, /hidden_size/],
    [{ hidden_size: 'big' }, /hidden_size/],
    [{ vocab_size: -1 }, /vocab_size/],
    [{ num_attention_heads: 0 }, /head_dim|num_attention_heads/],
    [{ num_key_value_heads: 3 }, /multiple/],
    [{ num_hidden_layers: 1e9 }, /1000000000 layers/],
    [{ hidden_size: 2 ** 60 }, /hidden_size/],
    [{ rms_norm_eps: 0 }, /rms_norm_eps/],
  ])('with an impossible configuration: %j', async (values, message) => {
    await change('config.json', values);
    await refused('bad-model-config', message, 'config.json');
  });

  it('with a config.json that is not JSON, or none', async () => {
    await writeFile(join(model, 'config.json'), '{"hidden_size": 3');
    await refused('corrupt-file', /not valid JSON/, 'config.json');
    await rm(join(model, 'config.json'));
    await refused('missing-config', /config.json/, '');
  });

  it('with a missing shard', async () => {
    await shard();
    await rm(join(model, 'model-00002-of-00002.safetensors'));
    await refused('missing-shard', /model-00002-of-00002/, 'model-00002-of-00002.safetensors');
  });

  it.each([
    '../outside.safetensors',
    '/etc/passwd',
    'a/b.safetensors',
    '..\\x.safetensors',
    'weights.dat',
    '..',
    '',
    '.',
  ])('with a shard called %s', async (file) => {
    const map = await shard();
    await writeIndex({ ...map, 'model.norm.weight': file });
    await refused('unsafe-shard-name', /outside of the model folder/, 'model.safetensors.index.json');
  });

  it.skipIf(process.platform === 'win32')(
    'with a shard that is a link out of the folder; one inside it is a shard',
    async () => {
      const map = await shard();
      const second = 'model-00002-of-00002.safetensors';
      await rename(join(model, second), join(root, 'elsewhere.safetensors'));
      await symlink(join('..', 'elsewhere.safetensors'), join(model, second));
      await refused('unsafe-shard-name', /outside of the model folder/, 'model.safetensors.index.json');
      await rm(join(model, second));
      await rename(join(root, 'elsewhere.safetensors'), join(model, 'kept.safetensors'));
      await symlink('kept.safetensors', join(model, second));
      expect((await open()).weights.size).toBe(Object.keys(map).length);
    },
  );

  it.skipIf(process.platform === 'win32')(
    'but not in the layout of the Hub’s cache, whose files are links to blobs',
    async () => {
      await shard();
      const cache = join(root, 'models--org--tiny');
      await mkdir(join(cache, 'blobs'), { recursive: true });
      await mkdir(join(cache, 'snapshots'));
      for (const name of await readdir(model)) {
        await rename(join(model, name), join(cache, 'blobs', name));
        await symlink(join('..', '..', 'blobs', name), join(model, name));
      }
      const snapshot = join(cache, 'snapshots', 'abc');
      await rename(model, snapshot);
      expect((await open(snapshot)).weights.size).toBe(tensors().length);
    },
  );

  it.each(['pytorch_model-00001-of-00002.bin', 'model.pth'])('with an index that names the pickle %s', async (file) => {
    const map = await shard();
    await writeIndex({ ...map, 'model.norm.weight': file });
    await refused('pickle-weights', new RegExp(`${file} is a Python pickle`), file);
  });

  it.skipIf(process.platform === 'win32')(
    'with a folder, a device or a pipe where a file should be, and never waits',
    async () => {
      const breakWith = async (name: string, code: string, place: (path: string) => Promise<void>): Promise<void> => {
        await rename(join(model, name), join(model, 'kept'));
        await place(join(model, name));
        await refused(code, /folder or a device/, name);
        await rm(join(model, name), { recursive: true });
        await rename(join(model, 'kept'), join(model, name));
      };
      const pipe = async (path: string): Promise<void> => void execFileSync('mkfifo', [path]);
      for (const [name, code] of [
        ['model.safetensors', 'malformed-safetensors'],
        ['config.json', 'corrupt-file'],
        ['tokenizer.json', 'corrupt-file'],
      ] as const) {
        await breakWith(name, code, async (path) => void (await mkdir(path)));
        await breakWith(name, code, pipe);
        await breakWith(name, code, (path) => symlink('/dev/zero', path));
      }
    },
  );

  it('with an index that promises a tensor its shard does not have', async () => {
    const map = await shard();
    await writeIndex({ ...map, 'model.norm.weight': 'model-00001-of-00002.safetensors' });
    await refused('missing-tensor', /model.norm.weight/, 'model-00001-of-00002.safetensors');
  });

  it('with truncated weights', async () => {
    await truncate(join(model, 'model.safetensors'), 5000);
    await refused('malformed-safetensors', /cut off/, 'model.safetensors');
  });

  it('with a tensor of a wrong shape, naming it, the expected and the found', async () => {
    await save(tensors().map((t) => (t.name === 'model.norm.weight' ? { ...t, shape: [16, 2] } : t)));
    await refused('wrong-shape', /model.norm.weight should be \[32\].*but is \[16, 2\]/, 'model.safetensors');
  });

  it('with a tensor missing, or one too many', async () => {
    await save(tensors().filter(({ name }) => name !== 'model.layers.1.mlp.up_proj.weight'));
    await refused('missing-tensor', /model.layers.1.mlp.up_proj.weight/, 'model.safetensors');
    const bias = { name: 'model.layers.0.self_attn.q_proj.bias', shape: [32], data: new Float32Array(32) };
    await save([...tensors(), bias]);
    await refused('unexpected-tensor', /q_proj.bias/, 'model.safetensors');
  });

  it('with an untied output that is not there', async () => {
    await change('config.json', { tie_word_embeddings: false });
    await refused('missing-tensor', /lm_head.weight/, 'model.safetensors');
  });

  it('with weights that are pickles only, or none', async () => {
    await rename(join(model, 'model.safetensors'), join(model, 'pytorch_model.bin'));
    await refused('pickle-weights', /pytorch_model.bin is a Python pickle/, 'pytorch_model.bin');
    await rm(join(model, 'pytorch_model.bin'));
    await refused('missing-weights', /model.safetensors/, '');
  });

  it('without a tokenizer, or with one that has more tokens than the model', async () => {
    await rename(join(model, 'tokenizer.json'), join(model, 'kept.json'));
    await refused('missing-tokenizer', /tokenizer.json/, '');
    await copyFile(join(model, 'kept.json'), join(model, 'tokenizer.json'));
    await change('config.json', { vocab_size: 272 });
    await refused('bad-model-config', /273 tokens, the model only 272/, '');
  });

  it('with a beginning-of-text setting that is no yes or no, and a post-processor without its template', async () => {
    await change('tokenizer_config.json', { add_bos_token: null });
    expect((await open()).tokenizer.addsBos).toBe(false);
    await change('tokenizer_config.json', { add_bos_token: 'yes' });
    await refused('bad-tokenizer', /add_bos_token/, 'tokenizer_config.json');
    await change('tokenizer_config.json', { add_bos_token: undefined });
    await change('tokenizer.json', { post_processor: { type: 'TemplateProcessing', single: null } });
    await refused('bad-tokenizer', /cannot be used/, 'tokenizer.json');
  });

  it('with a tokenizer of impossible size, before it is read', async () => {
    await truncate(join(model, 'tokenizer.json'), 200_000_001);
    await refused('file-too-large', /200000001 bytes/, 'tokenizer.json');
  });

  it('with weights that are not numbers, when they are loaded', async () => {
    const list = tensors();
    list[3]!.data[1] = Number.NaN;
    await save(list);
    const problem = await problemOf(() => open());
    expect(problem.code).toBe('non-finite-weights');
    expect(problem.message).toContain(list[3]!.name);
  });
});

describe('a name or path', () => {
  it('that is nothing is refused with what could be said instead', async () => {
    const problem = await problemOf(() => open(join(root, 'nowhere')));
    expect(problem.code).toBe('model-not-found');
    expect(JSON.stringify(problem.next)).toContain('smollm2-135m-instruct');
  });

  it('of the catalogue that was not fetched says how to fetch it', async () => {
    const problem = await problemOf(() => open('smollm2-135m-instruct'));
    expect(problem.code).toBe('model-not-pulled');
    expect(JSON.stringify(problem.next)).toContain('models pull smollm2-135m-instruct');
  });

  it('of a folder in the home’s models opens it', async () => {
    await mkdir(join(home(), 'models'), { recursive: true });
    await rename(model, join(home(), 'models', 'mine'));
    expect((await open('mine')).id).toBe('mine');
  });

  it.each(['bin', 'pt', 'pth', 'ckpt', 'pkl', 'pickle', 'PT'])(
    'of a pickle (.%s) is refused by name, alone or in a folder',
    async (ending) => {
      const file = `model.${ending}`;
      await writeFile(join(root, file), 'x');
      const alone = await problemOf(() => open(join(root, file)));
      expect(alone).toMatchObject({ code: 'pickle-weights', where: join(root, file) });
      expect(alone.toJSON('en').next).toContain('safetensors');
      await rm(join(model, 'model.safetensors'));
      await rename(join(root, file), join(model, file));
      const inside = await problemOf(() => open());
      expect(inside).toMatchObject({ code: 'pickle-weights', where: join(model, file) });
      expect(inside.message).toContain(`${file} is a Python pickle`);
    },
  );

  it('of any other file is refused, too', async () => {
    expect((await problemOf(() => open(join(model, 'config.json')))).code).toBe('missing-weights');
  });
});
