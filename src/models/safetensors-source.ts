/** Disk: the safetensors file or shards of a model folder as one weight source. */
import { access, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { checkType, openSafetensors, type SafetensorsFile } from '../engine/formats/safetensors.js';
import { leadsOutside } from './leads-outside.js';
import { readOptionalJson } from './model-json.js';
import { isPickleName } from './pickle-names.js';
import { missingFile, missingTensor, pickleWeights, unsafeShardName } from './refusals.js';
import type { WeightSource } from './source.js';

const SINGLE = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';

const indexSchema = z.looseObject({ weight_map: z.record(z.string(), z.string()) });

/** Opens `model.safetensors`, or every shard that the index names. Throws a `Problem` that names what is missing. */
export async function openSafetensorsSource(folder: string): Promise<WeightSource> {
  const shardOf = await shards(folder);
  const files = new Map<string, SafetensorsFile>();
  const close = async (): Promise<void> => {
    for (const file of files.values()) await file.close();
  };
  try {
    const names = [...new Set(shardOf?.values() ?? [SINGLE])].sort();
    for (const name of names) files.set(name, await openSafetensors(join(folder, name)));
    const home = new Map<string, SafetensorsFile>();
    for (const [shard, file] of files) {
      for (const tensor of file.tensors.keys()) if (!shardOf || shardOf.get(tensor) === shard) home.set(tensor, file);
    }
    for (const [tensor, shard] of shardOf ?? [])
      if (!home.has(tensor)) throw missingTensor(tensor, join(folder, shard));
    for (const [tensor, file] of home) checkType(file, tensor);
    return sourceOf(folder, files, home, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function sourceOf(
  folder: string,
  files: Map<string, SafetensorsFile>,
  home: Map<string, SafetensorsFile>,
  close: () => Promise<void>,
): WeightSource {
  const entryOf = (name: string) => home.get(name)?.tensors.get(name);
  const types = new Set([...home.keys()].map((name) => entryOf(name)?.dtype));
  return {
    shapes: new Map([...home.keys()].map((name) => [name, entryOf(name)?.shape ?? []])),
    read: async (name) => {
      const file = home.get(name);
      if (!file) throw missingTensor(name, folder);
      return file.read(name);
    },
    fileOf: (name) => home.get(name)?.path ?? join(folder, [...files.keys()][0] ?? SINGLE),
    files: [...files.values()].map(({ path }) => path),
    precision: [...types].sort().join(' and '),
    close,
  };
}

/** Which shard holds each tensor, or null for a single file. */
async function shards(folder: string): Promise<Map<string, string> | null> {
  if (await exists(join(folder, SINGLE))) return null;
  const path = join(folder, INDEX);
  const index = await readOptionalJson(path, indexSchema);
  if (!index) throw await noWeights(folder);
  const shardOf = new Map(Object.entries(index.weight_map));
  for (const shard of new Set(shardOf.values())) {
    if (basename(shard) !== shard || shard === '..' || shard.includes('\\')) throw unsafeShardName(shard, path);
    if (isPickleName(shard)) throw pickleWeights(shard, join(folder, shard));
    if (!shard.endsWith('.safetensors')) throw unsafeShardName(shard, path);
    if (!(await exists(join(folder, shard)))) throw missingFile('missing-shard', shard, join(folder, shard));
    if (await leadsOutside(folder, shard)) throw unsafeShardName(shard, path);
  }
  return shardOf;
}

async function noWeights(folder: string): Promise<Error> {
  const pickle = (await readdir(folder)).find((name) => isPickleName(name));
  return pickle ? pickleWeights(pickle, join(folder, pickle)) : missingFile('missing-weights', SINGLE, folder);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
