import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPeftAdapter, writePeftAdapter } from '../../../src/engine/formats/peft.js';
import { openSafetensors, writeSafetensors } from '../../../src/engine/formats/safetensors.js';
import type { LlamaConfig } from '../../../src/engine/llama/config.js';
import { initAdapter, type LoraSpec } from '../../../src/engine/llama/lora.js';
import { problemOf } from '../../support/problem-of.js';
import { TINY_CONFIG } from '../../support/tiny-model-folder.js';

const SPEC: LoraSpec = {
  method: 'lora',
  rank: 3,
  alpha: 6,
  rsLora: true,
  dropout: 0.05,
  targetModules: ['q_proj', 'v_proj', 'down_proj'],
};
/** An adapter whose B is not zero. */
function someAdapter(config: LlamaConfig = TINY_CONFIG): Map<string, Float32Array> {
  const adapter = initAdapter(config, SPEC, 1);
  for (const [name, values] of adapter) if (name.includes('lora_B')) values.fill(0.25);
  return adapter;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vishesh-peft-'));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const write = () => writePeftAdapter(folder, { adapter: someAdapter(), spec: SPEC, baseNameOrPath: 'org/base' });
const configPath = () => join(folder, 'adapter_config.json');
const weightsPath = () => join(folder, 'adapter_model.safetensors');

async function changeConfig(change: Record<string, unknown>): Promise<void> {
  const config = JSON.parse(await readFile(configPath(), 'utf8'));
  await writeFile(configPath(), JSON.stringify({ ...config, ...change }));
}

/** Rewrites the adapter's tensors through a change of their list. */
async function changeTensors(
  change: (tensors: Map<string, { shape: number[]; data: Float32Array }>) => void,
): Promise<void> {
  const file = await openSafetensors(weightsPath());
  const tensors = new Map<string, { shape: number[]; data: Float32Array }>();
  for (const [name, { shape }] of file.tensors) tensors.set(name, { shape, data: await file.read(name) });
  await file.close();
  change(tensors);
  await writeSafetensors(
    weightsPath(),
    [...tensors].map(([name, tensor]) => ({ name, ...tensor })),
  );
}
const A_NAME = 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight';

describe('a written adapter', () => {
  it('has the names, shapes and settings that PEFT loads', async () => {
    await write();
    expect((await readdir(folder)).sort()).toEqual(['adapter_config.json', 'adapter_model.safetensors']);
    const config = JSON.parse(await readFile(configPath(), 'utf8'));
    expect(config).toMatchObject({
      peft_type: 'LORA',
      task_type: 'CAUSAL_LM',
      base_model_name_or_path: 'org/base',
      r: 3,
      lora_alpha: 6,
      lora_dropout: 0.05,
      use_rslora: true,
      use_dora: false,
      bias: 'none',
      modules_to_save: null,
      target_modules: ['down_proj', 'q_proj', 'v_proj'],
    });
    const file = await openSafetensors(weightsPath());
    await file.close();
    expect(file.metadata).toEqual({ format: 'pt' });
    expect(file.tensors.size).toBe(2 * 3 * 2);
    expect(file.tensors.get(A_NAME)).toMatchObject({ dtype: 'F32', shape: [3, 32] });
    expect(file.tensors.get(A_NAME.replace('lora_A', 'lora_B'))).toMatchObject({ shape: [32, 3] });
    const down = 'base_model.model.model.layers.1.mlp.down_proj.lora_A.weight';
    expect(file.tensors.get(down)).toMatchObject({ shape: [3, 64] });
  });

  it('comes back bit for bit', async () => {
    await write();
    const back = await readPeftAdapter(folder, TINY_CONFIG);
    expect(back.spec).toEqual({ ...SPEC, targetModules: ['down_proj', 'q_proj', 'v_proj'] });
    expect(back.baseNameOrPath).toBe('org/base');
    expect(new Map([...back.adapter].sort())).toEqual(new Map([...someAdapter()].sort()));
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is never written with %d in it',
    async (bad) => {
      const adapter = someAdapter();
      adapter.get('model.layers.1.self_attn.v_proj.lora_B.weight')![5] = bad;
      const problem = await problemOf(() => writePeftAdapter(folder, { adapter, spec: SPEC, baseNameOrPath: 'b' }));
      expect(problem.code).toBe('non-finite-weights');
      expect(problem.message).toContain('model.layers.1.self_attn.v_proj.lora_B.weight');
      expect(await readdir(folder)).toEqual([]);
    },
  );
});

it('a written adapter names the weights of its base, where other tools pass over it', async () => {
  await write();
  expect((await readPeftAdapter(folder, TINY_CONFIG)).baseFingerprint).toBeNull();
  const adapter = { adapter: someAdapter(), spec: SPEC, baseNameOrPath: 'org/base', baseFingerprint: 'ab12' };
  await writePeftAdapter(folder, adapter);
  expect((await readPeftAdapter(folder, TINY_CONFIG)).baseFingerprint).toBe('ab12');
  const config = JSON.parse(await readFile(configPath(), 'utf8'));
  expect(JSON.stringify(config)).not.toContain('ab12');
});

describe('a read adapter', () => {
  it.each([
    ['DoRA', { use_dora: true }, /use_dora/],
    ['saved modules', { modules_to_save: ['lm_head'] }, /modules_to_save = \["lm_head"\]/],
    ['biases', { bias: 'lora_only' }, /bias = "lora_only"/],
    ['ranks by pattern', { rank_pattern: { q_proj: 4 } }, /rank_pattern/],
    ['alphas by pattern', { alpha_pattern: { q_proj: 4 } }, /alpha_pattern/],
    ['some layers only', { layers_to_transform: [0] }, /layers_to_transform/],
    ['trained tokens', { trainable_token_indices: [1] }, /trainable_token_indices/],
    ['transposed weights', { fan_in_fan_out: true }, /fan_in_fan_out/],
    ['a base that was changed', { init_lora_weights: 'pissa' }, /init_lora_weights = "pissa"/],
    ['a pattern of modules', { target_modules: '.*_proj' }, /pattern/],
    ['another method', { peft_type: 'IA3' }, /peft_type IA3/],
  ])('is refused with %s', async (_, change, message) => {
    await write();
    await changeConfig(change);
    const problem = await problemOf(() => readPeftAdapter(folder, TINY_CONFIG));
    expect(problem.code).toBe('unsupported-adapter');
    expect(problem.message).toMatch(message);
    expect(problem.where).toBe(configPath());
  });

  it.each([
    ['rank_pattern', 'malformed-peft'],
    ['alpha_pattern', 'malformed-peft'],
    ['modules_to_save', 'unsupported-adapter'],
    ['layer_replication', 'unsupported-adapter'],
  ])('is refused with %s of 200,000 lists in each other, as %s', async (key, code) => {
    await write();
    const config = JSON.parse(await readFile(configPath(), 'utf8'));
    const depth = 200_000;
    const rest = JSON.stringify({ ...config, [key]: undefined }).slice(1);
    await writeFile(configPath(), `{"${key}":${'['.repeat(depth)}${']'.repeat(depth)},${rest}`);
    const problem = await problemOf(() => readPeftAdapter(folder, TINY_CONFIG));
    expect(problem).toMatchObject({ code, where: configPath() });
    expect(problem.message).toContain(key);
  });

  it('is accepted with the fields that change nothing, and with few fields', async () => {
    await write();
    await changeConfig({
      init_lora_weights: 'gaussian',
      exclude_modules: null,
      megatron_core: 'megatron.core',
      rank_pattern: {},
    });
    expect((await readPeftAdapter(folder, TINY_CONFIG)).adapter.size).toBe(12);
    const few = { peft_type: 'LORA', r: 3, target_modules: ['self_attn.q_proj', 'v_proj', 'mlp.down_proj'] };
    await writeFile(configPath(), JSON.stringify(few));
    expect((await readPeftAdapter(folder, TINY_CONFIG)).spec).toMatchObject({ alpha: 8, dropout: 0, rsLora: false });
  });

  it('is refused with a module that the base lacks', async () => {
    await write();
    await changeConfig({ target_modules: ['q_proj', 'c_attn'] });
    expect((await problemOf(() => readPeftAdapter(folder, TINY_CONFIG))).message).toContain('c_attn');
  });

  it.each([
    ['mlp.q_proj', 'v_proj', 'down_proj'],
    ['q_proj', 'v_proj', 'self_attn.down_proj'],
  ])('is refused with a module under a parent that does not hold it: %s, %s, %s', async (...targets) => {
    await write();
    await changeConfig({ target_modules: targets });
    const problem = await problemOf(() => readPeftAdapter(folder, TINY_CONFIG));
    expect(problem.code).toBe('unknown-target-module');
    expect(problem.message).toContain(targets.find((target) => target.includes('.')));
  });

  it('is refused with tensors that PEFT would ignore', async () => {
    for (const stray of [
      A_NAME.replace('base_model.model.', ''),
      A_NAME.replace('lora_A', 'lora_A.default'),
      A_NAME.replace('q_proj', 'k_proj'),
    ]) {
      await write();
      await changeTensors((tensors) => {
        tensors.set(stray, tensors.get(A_NAME)!);
      });
      const problem = await problemOf(() => readPeftAdapter(folder, TINY_CONFIG));
      expect(problem.code).toBe('adapter-mismatch');
      expect(problem.message).toContain(stray);
    }
  });

  it('is refused with a tensor missing, of a wrong shape, or not finite', async () => {
    await write();
    await changeTensors((tensors) => tensors.delete(A_NAME));
    expect((await problemOf(() => readPeftAdapter(folder, TINY_CONFIG))).message).toContain(`${A_NAME} is missing`);
    await write();
    await changeTensors((tensors) => tensors.set(A_NAME, { shape: [32, 3], data: new Float32Array(96) }));
    expect((await problemOf(() => readPeftAdapter(folder, TINY_CONFIG))).message).toMatch(/\[32,3\].*\[3,32\]/);
    await write();
    await changeTensors((tensors) => tensors.get(A_NAME)!.data.fill(Number.NaN));
    expect((await problemOf(() => readPeftAdapter(folder, TINY_CONFIG))).code).toBe('non-finite-weights');
  });

  it('is refused by a base of another size', async () => {
    await write();
    const problem = await problemOf(() => readPeftAdapter(folder, { ...TINY_CONFIG, hidden_size: 64 }));
    expect(problem.code).toBe('adapter-mismatch');
    const shallow = await problemOf(() => readPeftAdapter(folder, { ...TINY_CONFIG, num_hidden_layers: 1 }));
    expect(shallow.message).toContain('layers.1');
  });

  it('is refused as a pickle, without weights, without a configuration and with a broken one', async () => {
    const codeOf = async () => (await problemOf(() => readPeftAdapter(folder, TINY_CONFIG))).code;
    expect(await codeOf()).toBe('adapter-not-found');
    await write();
    await rm(weightsPath());
    expect(await codeOf()).toBe('adapter-not-found');
    await writeFile(join(folder, 'adapter_model.bin'), 'x');
    expect(await codeOf()).toBe('pickle-weights');
    await rm(configPath());
    expect(await codeOf()).toBe('pickle-weights');
    await rm(join(folder, 'adapter_model.bin'));
    await write();
    await writeFile(configPath(), '{"peft_type": ');
    expect(await codeOf()).toBe('malformed-peft');
    await writeFile(configPath(), '{"peft_type": "LORA", "r": 0}');
    expect(await codeOf()).toBe('malformed-peft');
  });
});
