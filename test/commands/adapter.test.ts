/** `--adapter DIR`: training goes on from an adapter of the same base, and every other adapter is refused with its reason. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePeftAdapter } from '../../src/engine/formats/peft.js';
import { initAdapter, type LoraSpec } from '../../src/engine/llama/lora.js';
import { openModelHead } from '../../src/models/open.js';
import { safetensorsBytes } from '../engine/formats/safetensors-bytes.js';
import { cli, failure, jsonOf } from '../support/cli.js';
import { type CliWorld, cliWorld, editJson } from '../support/cli-world.js';
import { buildRunner } from '../support/runner-build.js';
import { TINY_CONFIG, tinyModelFolder } from '../support/tiny-model-folder.js';

const SPEC: LoraSpec = {
  method: 'lora',
  rank: 4,
  alpha: 8,
  dropout: 0,
  rsLora: true,
  targetModules: ['q_proj', 'v_proj'],
};
let world: CliWorld;
let adapter: string;
beforeAll(async () => {
  await buildRunner();
  world = await cliWorld();
  adapter = world.at('adapter');
  const values = initAdapter(TINY_CONFIG, SPEC, 1);
  for (const [name, data] of values) if (name.includes('lora_B')) data.fill(0.01);
  const { nameOrPath, fingerprint } = await openModelHead(world.tiny, { home: world.home });
  await writePeftAdapter(adapter, {
    adapter: values,
    spec: SPEC,
    baseNameOrPath: nameOrPath,
    baseFingerprint: fingerprint,
  });
});
afterAll(() => world.remove());

const withAdapter = (command: 'plan' | 'run', dir: string, ...more: string[]): string[] => [
  ...[command, world.data, '--base', world.tiny, '--home', world.home, '--adapter', dir],
  ...(command === 'run' ? ['--no-measure', '--no-deploy'] : []),
  ...more,
];

function copy(name: string, change: (dir: string) => void): string {
  cpSync(adapter, world.at(name), { recursive: true });
  change(world.at(name));
  return world.at(name);
}

/** An adapter file with this header and 8 bytes of data; null: the good file with a NaN as its last value. */
function writeBytes(dir: string, header: object | null): void {
  const path = join(dir, 'adapter_model.safetensors');
  if (header === null) {
    const bytes = readFileSync(path);
    bytes.writeFloatLE(Number.NaN, bytes.length - 4);
    writeFileSync(path, bytes);
  } else writeFileSync(path, safetensorsBytes(header, 8));
}
const configured = (name: string, change: Record<string, unknown>): string =>
  copy(name, (dir) => editJson(dir, 'adapter_config.json', (config) => ({ ...config, ...change })));

describe('--adapter', () => {
  it('plans LoRA with what the adapter is, and says so', async () => {
    const result = await cli(...withAdapter('plan', adapter, '--rank', '4', '--json'));
    expect(result.code, result.stderr).toBe(0);
    const { method: _, ...lora } = SPEC;
    expect(jsonOf(result)).toMatchObject({ method: 'lora', hyperparameters: { lora } });
    expect((jsonOf(result) as { reasons: string[] }).reasons[0]).toContain(adapter);
  });

  it('runs, and the job keeps a copy and names its source', async () => {
    const result = await cli(...withAdapter('run', adapter, '--epochs', '1', '--json'));
    expect(result.code, result.stderr).toBe(0);
    const ran = jsonOf(result) as { jobId: string };
    expect(ran).toMatchObject({ status: 'succeeded', method: 'lora', adapter: { path: adapter } });
    expect(existsSync(join(world.home, 'jobs', ran.jobId, 'adapter', 'adapter_model.safetensors'))).toBe(true);
    expect(jsonOf(await cli('jobs', 'show', ran.jobId, '--home', world.home, '--json'))).toMatchObject({
      adapter: { path: adapter },
    });
    // What came out can be gone on from in its turn.
    const again = await cli(...withAdapter('plan', join(world.home, 'jobs', ran.jobId, 'model'), '--json'));
    expect(again.code, again.stdout).toBe(0);
  });

  it('refuses other settings and other methods than the adapter’s', async () => {
    const refused = (...flags: string[]) => failure(withAdapter('run', adapter, ...flags), 'adapter-settings');
    expect((await refused('--rank', '8')).message).toContain('--rank 8');
    expect((await refused('--target-modules', 'q_proj')).message).toContain('q_proj,v_proj');
    await failure(withAdapter('run', adapter, '--method', 'full'), 'adapter-needs-lora');
  });
});

describe('an adapter is refused by plan and run alike:', () => {
  const cases: [string, string, RegExp, () => string][] = [
    ['none there', 'adapter-not-found', /adapter_config\.json/, () => world.at('nowhere')],
    [
      'without weights',
      'adapter-not-found',
      /adapter_model\.safetensors/,
      () => copy('bare', (dir) => rmSync(join(dir, 'adapter_model.safetensors'))),
    ],
    [
      'a pickle in its folder',
      'pickle-weights',
      /adapter_model\.bin/,
      () => copy('pickle', (dir) => renameSync(join(dir, 'adapter_model.safetensors'), join(dir, 'adapter_model.bin'))),
    ],
    ['a pickle by its path', 'pickle-weights', /lora\.pt/, () => world.file('lora.pt', 'x')],
    [
      'damaged settings',
      'malformed-peft',
      /JSON/,
      () => copy('bad-json', (dir) => writeFileSync(join(dir, 'adapter_config.json'), '{')),
    ],
    [
      'a header that claims 2^60 bytes',
      'malformed-safetensors',
      /header claims/,
      () =>
        copy('huge', (dir) =>
          writeFileSync(join(dir, 'adapter_model.safetensors'), new Uint8Array([0, 0, 0, 0, 0, 0, 0, 16, 123, 125])),
        ),
    ],
    [
      'offsets behind the end of the file',
      'malformed-safetensors',
      /4096|4160|cut off/,
      () => copy('offsets', (dir) => writeBytes(dir, { x: { dtype: 'F32', shape: [1024], data_offsets: [0, 4096] } })),
    ],
    [
      'a shape too large to count',
      'malformed-safetensors',
      /too large to count/,
      () =>
        copy('shape', (dir) =>
          writeBytes(dir, { x: { dtype: 'F32', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 8] } }),
        ),
    ],
    ['values that are no numbers', 'non-finite-weights', /lora_B/, () => copy('nan', (dir) => writeBytes(dir, null))],
    [
      'a folder in place of its weights',
      'malformed-safetensors',
      /folder or a device/,
      () =>
        copy('folder', (dir) => {
          rmSync(join(dir, 'adapter_model.safetensors'));
          mkdirSync(join(dir, 'adapter_model.safetensors'));
        }),
    ],
    [
      'settings of 20 MB',
      'malformed-peft',
      /20000000 bytes/,
      () => copy('long', (dir) => truncateSync(join(dir, 'adapter_config.json'), 20_000_000)),
    ],
    ['DoRA', 'unsupported-adapter', /use_dora/, () => configured('dora', { use_dora: true })],
    ['trained biases', 'unsupported-adapter', /bias = "all"/, () => configured('bias', { bias: 'all' })],
    [
      'whole modules',
      'unsupported-adapter',
      /modules_to_save/,
      () => configured('modules', { modules_to_save: ['lm_head'] }),
    ],
    ['another kind', 'unsupported-adapter', /IA3/, () => configured('ia3', { peft_type: 'IA3' })],
    ['another rank than its tensors', 'adapter-mismatch', /lora_/, () => configured('rank', { r: 8 })],
    [
      'a module that the base lacks',
      'unknown-target-module',
      /c_attn/,
      () => configured('gpt2', { target_modules: ['c_attn'] }),
    ],
  ];
  it.each(cases)('%s', async (_what, code, words, make) => {
    const dir = make();
    for (const command of ['plan', 'run'] as const)
      expect((await failure(withAdapter(command, dir), code)).message).toMatch(words);
    expect(existsSync(join(world.home, 'workflow.json'))).toBe(false);
  });

  it('made for other weights of the same shape, or for a base of another name', async () => {
    const other = await tinyModelFolder(world.at('other'), 2);
    const args = (dir: string): string[] => [
      'plan',
      world.data,
      '--base',
      other,
      '--home',
      world.home,
      '--adapter',
      dir,
    ];
    const weights = await failure(args(adapter), 'wrong-base');
    expect(weights.message).toContain(world.tiny);
    for (const base of [world.tiny, other])
      expect(weights.message).toContain((await openModelHead(base, { home: world.home })).fingerprint.slice(0, 12));
    // No name in adapter_config.json can help against a checksum.
    expect(weights.next).not.toContain('base_model_name_or_path');
    expect(weights.next).toContain('without --adapter');
    // Written by another tool: only the name tells. Its last part counts, for folders lie elsewhere elsewhere.
    const { adapter: values } = await import('../../src/engine/formats/peft.js').then((peft) =>
      peft.readPeftAdapter(adapter, TINY_CONFIG),
    );
    const named = async (name: string): Promise<string> => {
      await writePeftAdapter(world.at(name), { adapter: values, spec: SPEC, baseNameOrPath: `someone/${name}` });
      return world.at(name);
    };
    expect((await failure(args(await named('gemma')), 'wrong-base')).next).toContain('base_model_name_or_path');
    expect((await cli(...args(await named('Other')), '--json')).code).toBe(0);
  });
});
