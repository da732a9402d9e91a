/** What an export refuses, each with its numbers and a next step; and that nothing is left after a refusal. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exportModel } from '../../../src/deploy/export/export-model.js';
import { FORMAT_WRITERS } from '../../../src/deploy/export/formats/index.js';
import { adapterKeys } from '../../../src/deploy/export/gates/adapter-keys.js';
import { sameBase } from '../../../src/deploy/export/gates/same-base.js';
import { sameLogits } from '../../../src/deploy/export/gates/same-logits.js';
import type { ExportFormat, ExportSource, Learned } from '../../../src/deploy/export/types.js';
import { openSafetensors, writeSafetensors } from '../../../src/engine/formats/safetensors.js';
import { textSignature } from '../../../src/models/text-signature.js';
import { problemOf } from '../../support/problem-of.js';
import { changedBlock, type ExportWorld, exportWorld, tunedAdapter } from './world.js';

let world: ExportWorld;
beforeAll(async () => {
  world = await exportWorld();
});
afterAll(() => world.remove());
beforeEach(async () => {
  expect(await world.left()).toEqual([]);
});

const attempt = (change: Partial<ExportSource>, format: ExportFormat = 'hf') =>
  exportModel({ ...world.source, ...change }, { format, quant: null, out: join(world.folder, 'out'), threads: 1 });

async function refused(change: Partial<ExportSource>, code: string, format: ExportFormat = 'hf'): Promise<string> {
  const problem = await problemOf(attempt(change, format));
  expect(problem.code).toBe(code);
  expect(problem.toJSON('en').next.length).toBeGreaterThan(10);
  expect(problem.toJSON('hi').message).not.toBe(problem.toJSON('en').message);
  expect(await world.left()).toEqual([]);
  return problem.toJSON('en').message;
}

describe('an export refuses', () => {
  it.each<[string, () => Learned]>([
    ['an adapter whose B is zero', () => tunedAdapter(world.source.base, 0)],
    ['an adapter too small to matter', () => tunedAdapter(world.source.base, 1e-7)],
    ['weights that are the base’s own', () => ({ kind: 'weights', changed: new Map(world.source.base.weights) })],
  ])('%s, for it would answer as the base', async (_, learned) => {
    expect(await refused({ learned: learned() }, 'equals-base')).toMatch(/differ by \S+ at most; 0\.001 is the least/);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('weights with %s, and counts them', async (value) => {
    const learned = tunedAdapter(world.source.base);
    const name = 'model.layers.1.self_attn.v_proj.lora_B.weight';
    learned.values.get(name)?.fill(value, 3, 5);
    expect(await refused({ learned }, 'non-finite-weights')).toMatch(
      /2 of 64 values of model\.layers\.1\.self_attn\.v_proj/,
    );
  });

  it.each(['peft', 'gguf-lora'] as const)('full training as %s: there is no adapter', async (format) => {
    expect(await refused({ learned: changedBlock(world.source.base) }, 'not-an-adapter', format)).toMatch(
      /full and partial/,
    );
    expect(await refused({ learned: { kind: 'nothing' } }, 'not-an-adapter', format)).toMatch(/base model/);
  });

  it.each<[string, object, RegExp]>([
    ['a chat template', { chatTemplate: 'f'.repeat(64) }, /chat template \(f+\.\.\. -> /],
    ['special tokens', { specialTokens: 'e'.repeat(64) }, /special tokens/],
    ['end tokens', { endIds: [0, 2] }, /end tokens \(\[0, 2\] -> \[2, 0\]\)/],
    ['a tokenizer', { sampleIds: 'd'.repeat(64) }, /token ids of sample texts/],
  ])('a base with %s other than in training', async (_, change, message) => {
    const trainedText = { ...textSignature(world.source.base), ...change };
    expect(await refused({ trainedText }, 'text-differs')).toMatch(message);
  });

  it('files whose special tokens are not those of training', async () => {
    const format = FORMAT_WRITERS.hf;
    const whole = format.variants;
    format.variants = async (source, options) =>
      (await whole(source, options)).map((variant) => ({
        ...variant,
        async write(folder, onTensor) {
          await variant.write(folder, onTensor);
          await writeFile(
            join(folder, 'generation_config.json'),
            '{"eos_token_id": 5, "bos_token_id": 1, "pad_token_id": 2}',
          );
        },
      }));
    try {
      expect(await refused({}, 'text-differs')).toMatch(/The exported files differ from training in: end tokens/);
    } finally {
      format.variants = whole;
    }
  });

  it('files that do not answer as base plus adapter, with both numbers', async () => {
    const format = FORMAT_WRITERS.hf;
    const whole = format.variants;
    const forgotten = { ...world.source, learned: { kind: 'nothing' } as const };
    format.variants = async (_source, options) => whole(forgotten, options);
    try {
      expect(await refused({}, 'logits-differ')).toMatch(
        /max \d\S*, mean \d\S* \(at most 0\.001 allowed\), same most likely token at/,
      );
    } finally {
      format.variants = whole;
    }
  });

  it('logits that are not numbers, whatever the tolerance', () => {
    const nowhere = {
      max: Number.POSITIVE_INFINITY,
      mean: Number.POSITIVE_INFINITY,
      spread: 1,
      topAgreement: 0,
      positions: 3,
    };
    expect(() => sameLogits(nowhere, { kind: 'mean-to-spread', limit: 0.6 }, 'Q4_0')).toThrow(/do not answer/);
  });

  it('a base that is not the one of training, with both fingerprints', async () => {
    const { base } = world.source;
    const problem = await problemOf(() => sameBase('tiny-tuned', base, 'a'.repeat(64)));
    expect(problem).toMatchObject({ code: 'base-changed', exitCode: 1 });
    expect(problem.message).toContain(`aaaaaaaaaaaa then, ${base.fingerprint.slice(0, 12)} now`);
    expect(sameBase('tiny-tuned', base, base.fingerprint).measured).toBe(0);
  });
});

describe('an adapter folder is refused', () => {
  let adapter: string;
  const renamed = async (
    change: (name: string, shape: number[], data: Float32Array) => [string, number[], Float32Array],
  ) => {
    const path = join(adapter, 'adapter_model.safetensors');
    const file = await openSafetensors(path);
    const tensors = await Promise.all(
      [...file.tensors].map(async ([key, { shape }]) => {
        const [name, size, data] = change(key, shape, await file.read(key));
        return { name, shape: size, data };
      }),
    );
    await file.close();
    await writeSafetensors(path, tensors);
  };
  beforeEach(async () => {
    const { out } = await exportModel(world.source, {
      format: 'peft',
      quant: null,
      out: join(world.folder, 'out'),
      threads: 1,
    });
    adapter = join(world.folder, 'home', `adapter-${(await readdir(join(world.folder, 'home'))).length}`);
    await cp(out, adapter, { recursive: true });
    await rm(out, { recursive: true });
  });

  it('when PEFT would silently ignore one of its keys', async () => {
    await renamed((key, shape, data) => [
      key.replace('layers.1.self_attn.q_proj.lora_A', 'layers.1.attention.q_proj.lora_A'),
      shape,
      data,
    ]);
    const problem = await problemOf(adapterKeys(adapter, world.source.base.config));
    expect(problem.code).toBe('adapter-mismatch');
    expect(problem.message).toMatch(
      /PEFT would ignore the tensor base_model\.model\.model\.layers\.1\.attention\.q_proj/,
    );
  });

  it('when its target modules leave out tensors that it has', async () => {
    const path = join(adapter, 'adapter_config.json');
    const config = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify({ ...config, target_modules: ['q_proj', 'v_proj'] }));
    expect((await problemOf(adapterKeys(adapter, world.source.base.config))).message).toMatch(
      /PEFT would ignore the tensor/,
    );
  });

  it('when it was made for a base of other sizes', async () => {
    const wider = { ...world.source.base.config, intermediate_size: 72 };
    const problem = await problemOf(adapterKeys(adapter, wider));
    expect(problem.code).toBe('adapter-mismatch');
    expect(problem.message).toMatch(/is \[4,64\], but this base and rank need \[4,72\]/);
  });

  it('and taken when nothing of it would be ignored', async () => {
    const { learned, check } = await adapterKeys(adapter, world.source.base.config);
    expect(learned.values.size).toBe(16);
    expect(check.text.en).toMatch(/^16 adapter tensors/);
  });
});

describe('the place of an export', () => {
  it('must be new or empty, and an empty folder is used', async () => {
    const out = join(world.folder, 'home', 'place');
    await mkdir(out);
    await exportModel(world.source, { format: 'peft', quant: null, out, threads: 1 });
    const before = await readdir(out);
    const again = await problemOf(exportModel(world.source, { format: 'hf', quant: null, out, threads: 1 }));
    expect(again).toMatchObject({ code: 'out-not-empty', where: out });
    expect(again.message).toMatch(/3 entries, for example/);
    expect(await readdir(out)).toEqual(before);
  });

  it('cannot be a file', async () => {
    const out = join(world.folder, 'home', 'file');
    await writeFile(out, 'x');
    expect(await problemOf(exportModel(world.source, { format: 'hf', quant: null, out, threads: 1 }))).toMatchObject({
      code: 'out-not-a-folder',
    });
  });
});
