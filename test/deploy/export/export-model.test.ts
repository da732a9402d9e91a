/** Every format written, opened again by our own readers, and answering as the trained model does. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportModel } from '../../../src/deploy/export/export-model.js';
import { mergedWeights, trainedModel } from '../../../src/deploy/export/merged.js';
import type { ExportFormat, GgufQuant } from '../../../src/deploy/export/types.js';
import { readPeftAdapter } from '../../../src/engine/formats/peft.js';
import { openSafetensors } from '../../../src/engine/formats/safetensors.js';
import { createGenerator } from '../../../src/engine/generate/generator.js';
import type { Weights } from '../../../src/engine/llama/config.js';
import { logitDifference, textLogits } from '../../../src/engine/llama/logits.js';
import { openModel, readModel } from '../../../src/models/open.js';
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
});

/** Rounded toward zero to 8 bits of fraction: values that bfloat16 holds exactly. */
function toBfloat16(values: Float32Array): Float32Array {
  const copy = values.slice();
  const words = new Uint32Array(copy.buffer);
  for (let i = 0; i < words.length; i++) words[i] = (words[i] ?? 0) & 0xffff0000;
  return copy;
}
