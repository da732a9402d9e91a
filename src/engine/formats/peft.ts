/** Disk: a LoRA adapter as the folder that PEFT and the tools around it load. */
import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../base/error.js';
import { makeFolder, writeAtomic } from '../../base/files.js';
import type { LlamaConfig } from '../llama/config.js';
import type { LoraSpec } from '../llama/lora.js';
import { allFinite } from './finite.js';
import { malformed } from './malformed.js';
import { type PeftConfig, parsePeftConfig, peftConfig } from './peft-config.js';
import { adapterShapes, checkAdapterShapes, nonFiniteTensor, toPeftName } from './peft-tensors.js';
import { openSafetensors, type TensorToWrite, writeSafetensors } from './safetensors.js';

export const ADAPTER_CONFIG_FILE = 'adapter_config.json';
export const ADAPTER_WEIGHTS_FILE = 'adapter_model.safetensors';

export interface AdapterToWrite {
  /** As `TrainableModel.trainable`: `model.layers.0.self_attn.q_proj.lora_A.weight` [R, in], `...lora_B.weight` [out, R]. */
  adapter: ReadonlyMap<string, Float32Array>;
  spec: LoraSpec;
  baseNameOrPath: string;
  /** SHA-256 of the base's weights: kept in the file's metadata, where PEFT passes over it. */
  baseFingerprint?: string;
}

const FINGERPRINT_KEY = 'base_model_sha256';

/** Writes the weights, then the configuration, each atomically. Throws a `Problem` (`non-finite-weights`) and writes nothing for a bad adapter. */
export async function writePeftAdapter(dir: string, toWrite: AdapterToWrite): Promise<void> {
  const { adapter, spec, baseNameOrPath, baseFingerprint } = toWrite;
  const tensors: TensorToWrite[] = [];
  const modules = new Set<string>();
  for (const [name, data] of adapter) {
    const [, module, side] = /^model\.layers\.\d+\.\w+\.(\w+)\.lora_([AB])\.weight$/.exec(name) ?? [];
    if (module === undefined) throw new Error(`${name} is not the name of an adapter's tensor`);
    if (!allFinite(data)) throw nonFiniteTensor(name, dir);
    const other = data.length / spec.rank;
    tensors.push({ name: toPeftName(name), shape: side === 'A' ? [spec.rank, other] : [other, spec.rank], data });
    modules.add(module);
  }
  if (tensors.length === 0) throw new Error('an adapter without tensors');
  await makeFolder(dir);
  const metadata: Record<string, string> = baseFingerprint === undefined ? {} : { [FINGERPRINT_KEY]: baseFingerprint };
  await writeSafetensors(join(dir, ADAPTER_WEIGHTS_FILE), tensors, { metadata });
  const config = peftConfig(spec, [...modules].sort(), baseNameOrPath);
  await writeAtomic(join(dir, ADAPTER_CONFIG_FILE), `${JSON.stringify(config, null, 2)}\n`);
}

export interface PeftAdapter extends PeftConfig {
  /** Of the base it was trained on, when this program wrote it; else null. */
  baseFingerprint: string | null;
  /** Under the engine's names, float32. */
  adapter: Map<string, Float32Array>;
}

/** Reads an adapter for a base of this configuration. Throws a `Problem` for whatever PEFT would ignore, guess or compute differently. */
export async function readPeftAdapter(dir: string, config: LlamaConfig): Promise<PeftAdapter> {
  const path = join(dir, ADAPTER_WEIGHTS_FILE);
  await requireAdapterFiles(dir);
  const parsed = await readPeftConfig(dir);
  const file = await openSafetensors(path);
  try {
    const expected = adapterShapes(parsed.spec, config);
    checkAdapterShapes(new Map([...file.tensors].map(([key, { shape }]) => [key, shape])), expected, path);
    const adapter = new Map<string, Float32Array>();
    for (const name of expected.keys()) {
      const values = await file.read(toPeftName(name));
      if (!allFinite(values)) throw nonFiniteTensor(name, path);
      adapter.set(name, values);
    }
    return { ...parsed, baseFingerprint: file.metadata[FINGERPRINT_KEY] ?? null, adapter };
  } finally {
    await file.close();
  }
}

/** Only adapter_config.json: rank, alpha, target modules and the base's name. */
export async function readPeftConfig(dir: string): Promise<PeftConfig> {
  const path = join(dir, ADAPTER_CONFIG_FILE);
  const text = await readSmallFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw noAdapter(path, ADAPTER_CONFIG_FILE);
    throw error;
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('peft', path, 'it is not valid JSON.');
  }
  return parsePeftConfig(value, path);
}

/** A configuration has about 1 KB; one of many patterns some hundred. */
const MAX_CONFIG_BYTES = 10_000_000;

async function readSmallFile(path: string): Promise<string> {
  const info = await stat(path);
  if (info.isFile() && info.size <= MAX_CONFIG_BYTES) return readFile(path, 'utf8');
  throw malformed(
    'peft',
    path,
    info.isFile() ? `it has ${info.size} bytes; at most ${MAX_CONFIG_BYTES} are allowed.` : 'it is no file.',
  );
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** Both files are there. Throws a `Problem`: `adapter-not-found` naming the one that is not, or `pickle-weights`. */
export async function requireAdapterFiles(dir: string): Promise<void> {
  await refusePickle(dir, join(dir, ADAPTER_WEIGHTS_FILE));
  for (const file of [ADAPTER_CONFIG_FILE, ADAPTER_WEIGHTS_FILE])
    if (!(await isThere(join(dir, file)))) throw noAdapter(join(dir, file), file);
}

/** Old adapters hold their weights as a pickle. Said by name, whatever else is missing. */
async function refusePickle(dir: string, path: string): Promise<void> {
  const pickle = join(dir, 'adapter_model.bin');
  if ((await isThere(path)) || !(await isThere(pickle))) return;
  throw new Problem({
    code: 'pickle-weights',
    message: {
      en: 'adapter_model.bin is a Python pickle, which can run any code when it is opened; it is never read here.',
      hi: 'adapter_model.bin Python pickle hai; kholte hi woh koi bhi code chala sakta hai, isliye yahan kabhi nahi padhte.',
    },
    where: pickle,
    next: {
      en: 'Save the adapter again with PEFT, which writes adapter_model.safetensors.',
      hi: 'Adapter ko PEFT se dobara save karo; woh adapter_model.safetensors likhta hai.',
    },
  });
}

function noAdapter(path: string, file: string): Problem {
  return new Problem({
    code: 'adapter-not-found',
    message: { en: `The adapter folder has no ${file}.`, hi: `Adapter folder mein ${file} nahi hai.` },
    where: path,
    next: {
      en: 'Give the folder that holds adapter_config.json and adapter_model.safetensors.',
      hi: 'Woh folder do jismein adapter_config.json aur adapter_model.safetensors dono hon.',
    },
  });
}
