/** Every format written, opened again by our own readers, and answering as the trained model does. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportModel } from '../../../src/deploy/export/export-model.js';
import { FORMAT_WRITERS } from '../../../src/deploy/export/formats/index.js';
import { mergedWeights, trainedModel } from '../../../src/deploy/export/merged.js';
import type { ExportFormat, ExportSource, GgufQuant, Learned } from '../../../src/deploy/export/types.js';
import { readPeftAdapter } from '../../../src/engine/formats/peft.js';
import { openSafetensors } from '../../../src/engine/formats/safetensors.js';
import { createGenerator } from '../../../src/engine/generate/generator.js';
import type { Weights } from '../../../src/engine/llama/config.js';
import { logitDifference, textLogits } from '../../../src/engine/llama/logits.js';
import { openModel, readModel } from '../../../src/models/open.js';
import { signatureDifferences, textSignature } from '../../../src/models/text-signature.js';
import { problemOf } from '../../support/problem-of.js';
import { tinyModelFolder } from '../../support/tiny-model-folder.js';
import { changedBlock, type ExportWorld, exportWorld, SPEC } from './world.js';

let world: ExportWorld;
beforeAll(async () => {
  world = await exportWorld();
});
afterAll(() => world.remove());

let count = 0;
async function exported(format: ExportFormat, quant: GgufQuant | null = null, source = world.source) {
  const out = join(world.folder, `out-${count++}`, format);
  return exportModel(source, { format, quant, out, threads: 1 });
}

/** Eight greedy tokens after each sample's first five. */
async function greedy(weights: Weights): Promise<number[][]> {
  const { config, tokenizer } = world.source.base;
  const generator = await createGenerator({ config, weights, tokenizer, threads: 1 });
  const options = { maxTokens: 8, temperature: 0, topP: 1, stop: [], seed: 0 };
  const answers: number[][] = [];
  for (const ids of world.source.samples()) answers.push((await generator.generate(ids.slice(0, 5), options)).tokenIds);
  await generator.release();
  return answers;
}

describe('an export', () => {
  it('as PEFT adapter has the keys, shapes and values of training', async () => {
    const { out, files, precision } = await exported('peft');
    expect(files.map(({ name }) => name)).toEqual(['README.md', 'adapter_config.json', 'adapter_model.safetensors']);
    expect(precision).toBe('F32');
    const read = await readPeftAdapter(out, world.source.base.config);
    expect(read.adapter).toEqual(world.source.learned.kind === 'adapter' && world.source.learned.values);
    // Without it, the adapter would be taken for one of any base of the same name.
    expect(read.baseFingerprint).toBe(world.source.base.fingerprint);
    expect(read.spec).toMatchObject({ rank: SPEC.rank, alpha: SPEC.alpha });
    const file = await openSafetensors(join(out, 'adapter_model.safetensors'));
    await file.close();
    expect(file.tensors.get('base_model.model.model.layers.1.mlp.down_proj.lora_A.weight')?.shape).toEqual([4, 64]);
    expect(file.tensors.get('base_model.model.model.layers.1.mlp.down_proj.lora_B.weight')?.shape).toEqual([32, 4]);
  });

  it.each(['hf', 'gguf'] as const)(
    'as %s in float32 opens by its path and gives the same greedy answers',
    async (format) => {
      const { out, logits } = await exported(format, format === 'gguf' ? 'f32' : null);
      const path = format === 'gguf' ? join(out, 'model.gguf') : out;
      const model = await openModel(path, { home: join(world.folder, 'home') });
      expect(await greedy(model.weights)).toEqual(await greedy(mergedWeights(world.source)));
      expect(await greedy(model.weights)).not.toEqual(await greedy(world.source.base.weights));
      expect(model.chatTemplate).toBe(world.source.base.chatTemplate);
      expect(logits.max).toBeLessThan(1e-3);
    },
  );

  it('as hf is whole: text files as in the base, the rest made', async () => {
    const { out } = await exported('hf');
    const names = [
      'README.md',
      'config.json',
      'generation_config.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ];
    expect((await readdir(out)).sort()).toEqual(names);
    for (const name of ['tokenizer.json', 'tokenizer_config.json'])
      expect(await readFile(join(out, name), 'utf8')).toBe(await readFile(join(world.folder, 'base', name), 'utf8'));
    const json = async (name: string) => JSON.parse(await readFile(join(out, name), 'utf8'));
    expect(await json('config.json')).toMatchObject({
      hidden_size: 32,
      torch_dtype: 'float32',
      tie_word_embeddings: true,
    });
    expect(await json('generation_config.json')).toMatchObject({
      bos_token_id: 1,
      eos_token_id: [2, 0],
      pad_token_id: 2,
    });
    const readme = await readFile(join(out, 'README.md'), 'utf8');
    expect(readme).toContain('AutoModelForCausalLM');
    expect(readme).toMatch(/logits of the F32 files against training: max \d/);
  });

  it('as hf lists every token that ends an answer, though the base’s own files name another one only', async () => {
    const folder = await tinyModelFolder(join(world.folder, 'home', 'one-end'));
    const own = { eos_token_id: 0, temperature: 0.2 };
    const config = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'));
    const text = JSON.parse(await readFile(join(folder, 'tokenizer_config.json'), 'utf8'));
    await writeFile(join(folder, 'config.json'), JSON.stringify({ ...config, eos_token_id: 0 }));
    await writeFile(
      join(folder, 'tokenizer_config.json'),
      JSON.stringify({ ...text, eos_token: '<|endoftext|>', pad_token: '<|endoftext|>' }),
    );
    await writeFile(join(folder, 'generation_config.json'), JSON.stringify(own));
    const base = await openModel(folder, { home: join(world.folder, 'home') });
    const source = { ...world.source, base, trainedText: textSignature(base) };
    expect(base.tokenizer.endIds).toEqual([0, 2]);
    const { out } = await exported('hf', null, source);
    const written = JSON.parse(await readFile(join(out, 'generation_config.json'), 'utf8'));
    expect(written).toEqual({ ...own, eos_token_id: [0, 2] });

    const [variant] = await FORMAT_WRITERS.hf.variants(source, { quant: null });
    await writeFile(join(out, 'generation_config.json'), JSON.stringify(own));
    const { text: found } = (await variant?.reopen(out)) ?? {};
    expect(signatureDifferences(found ?? textSignature(world.source.base), textSignature(base))).toEqual(['endIds']);
  });

  it('as hf keeps a generation_config.json that lists every end byte for byte', async () => {
    const folder = await tinyModelFolder(join(world.folder, 'home', 'all-ends'));
    const own = '{"eos_token_id":[2, 0, 99999]  }';
    await writeFile(join(folder, 'generation_config.json'), own);
    const base = await openModel(folder, { home: join(world.folder, 'home') });
    const { out } = await exported('hf', null, { ...world.source, base });
    expect(await readFile(join(out, 'generation_config.json'), 'utf8')).toBe(own);
  });

  it.each(['f16', 'q8_0', 'q4_0'] as const)(
    'as gguf in %s stays within its tolerance and prints by how much',
    async (quant) => {
      const { checks, out, logits } = await exported('gguf', quant);
      const check = checks.find(({ code }) => code === 'same-logits');
      expect(check?.measured).toBeLessThanOrEqual(check?.limit ?? 0);
      expect(check?.measured).toBeGreaterThan(0);
      expect(check?.text.en).toMatch(/max .* mean .* same most likely token at .*%/);
      const read = await readModel(join(out, 'model.gguf'));
      const again = logitDifference(
        await textLogits(trainedModel(world.source), world.source.samples(), 1),
        await textLogits(read, world.source.samples(), 1),
        read.config.vocab_size,
      );
      expect(again).toEqual(logits);
    },
  );

  it('as gguf-lora is an adapter and a Modelfile that lays it over a base', async () => {
    const { out, logits } = await exported('gguf-lora');
    expect((await readdir(out)).sort()).toEqual(['Modelfile', 'README.md', 'adapter.gguf']);
    expect(logits.max).toBe(0);
    expect(await readFile(join(out, 'Modelfile'), 'utf8')).toMatch(/^FROM \.\/base\.gguf\nADAPTER \.\/adapter\.gguf\n/);
  });

  it('as gguf-lora and as PEFT adapter says how to open a base that has no name, in commands that can be pasted', async () => {
    const readme = async (format: 'peft' | 'gguf-lora', source: ExportSource): Promise<string> =>
      readFile(join((await exported(format, null, source)).out, 'README.md'), 'utf8');
    const { source } = world;
    const at = (id: string, path: string): ExportSource => ({
      ...source,
      base: { ...source.base, id, path, nameOrPath: path },
    });
    expect(await readme('gguf-lora', at('nano', '/x/nano'))).toContain('vishesh export nano --format gguf');
    expect(await readme('gguf-lora', at("a'; rm x", "/b/a'; rm x"))).toContain(
      `vishesh export '/b/a'\\''; rm x' --format gguf`,
    );
    expect(await readme('peft', at('a', '/b/a'))).toContain('from_pretrained("/b/a")');
    expect(await readme('peft', at('a.gguf', '/b/a.gguf'))).toContain('from_pretrained("/b", gguf_file="a.gguf")');
  });

  it.each(['hf', 'gguf', 'ollama'] as const)(
    'as %s works for weights that training changed themselves',
    async (format) => {
      const source = { ...world.source, learned: changedBlock(world.source.base) };
      const { files, checks } = await exported(format, null, source);
      expect(checks.map(({ code }) => code)).toContain('differs-from-base');
      expect(files.length).toBeGreaterThan(1);
    },
  );

  it('of a base model alone needs nothing learned', async () => {
    const { checks, logits } = await exported('gguf', 'f32', { ...world.source, learned: { kind: 'nothing' } });
    expect(checks.map(({ code }) => code)).not.toContain('differs-from-base');
    expect(logits.max).toBeLessThan(1e-3);
  });

  it('keeps the base’s own 16-bit type only when that changes nothing', async () => {
    const base = { ...world.source.base, precision: 'BF16' };
    const tuned = await exported('hf', null, { ...world.source, base });
    expect(tuned.precision).toBe('F32');
    expect(tuned.rejected).toMatchObject([{ precision: 'BF16' }]);
    expect(tuned.rejected[0]?.logits.max).toBeGreaterThan(1e-3);

    const weights = new Map([...base.weights].map(([name, values]) => [name, toBfloat16(values)]));
    const plain = await exported('hf', null, {
      ...world.source,
      base: { ...base, weights },
      learned: { kind: 'nothing' },
    });
    expect(plain).toMatchObject({ precision: 'BF16', rejected: [] });
    expect(plain.files.find(({ name }) => name === 'model.safetensors')?.bytes).toBeLessThan(
      (tuned.files.find(({ name }) => name === 'model.safetensors')?.bytes ?? 0) * 0.6,
    );
  });

  it('falls back to float32 when a value is too large for the base’s own float16', async () => {
    const base = { ...world.source.base, precision: 'F16' };
    const { precision, rejected, out } = await exported('hf', null, { ...world.source, base, learned: large() });
    expect(precision).toBe('F32');
    expect(rejected).toMatchObject([{ precision: 'F16', logits: { max: Number.POSITIVE_INFINITY } }]);
    expect(await readFile(join(out, 'README.md'), 'utf8')).toContain(
      'F16 was tried and not kept: it cannot hold the largest values',
    );
    expect((await readModel(out)).weights.get('model.layers.1.mlp.up_proj.weight')?.[3]).toBe(70_000);
  });

  it.each([null, 'f16'] as const)(
    'as gguf with the quant %s says which precision has room for a value above 65504',
    async (quant) => {
      const problem = await problemOf(exported('gguf', quant, { ...world.source, learned: large() }));
      expect(problem).toMatchObject({ code: 'values-too-large', exitCode: 1 });
      expect(problem.where).toBeUndefined();
      for (const lang of ['en', 'hi'] as const) expect(problem.toJSON(lang).next).toContain('--quant f32');
      expect((await exported('gguf', 'f32', { ...world.source, learned: large() })).precision).toBe('F32');
    },
  );
});

/** What training changed, with one value that float16 cannot hold. */
function large(): Learned {
  const learned = changedBlock(world.source.base);
  if (learned.kind === 'weights') learned.changed.get('model.layers.1.mlp.up_proj.weight')?.fill(70_000, 3, 4);
  return learned;
}

/** Rounded toward zero to 8 bits of fraction: values that bfloat16 holds exactly. */
function toBfloat16(values: Float32Array): Float32Array {
  const copy = values.slice();
  const words = new Uint32Array(copy.buffer);
  for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) & 0xffff0000;
  return copy;
}
