/** Disk: every model this machine knows: shipped, in the catalogue, placed in the home folder, and tuned here. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../base/files.js';
import { deploymentsFolder, modelsFolder } from '../base/home.js';
import { tensorList } from '../engine/llama/tensors.js';
import { CATALOGUE, type CatalogueEntry } from './catalogue.js';
import { parseFolderConfig } from './folder-config.js';
import { readManifest } from './manifest.js';
import { readOptionalJson } from './model-json.js';
import { BUILTIN_MODELS } from './resolve.js';

export interface ListedModel {
  id: string;
  kind: 'builtin' | 'catalogue' | 'local' | 'tuned';
  parameters: number | null;
  /** On disk; for a model not fetched yet, of what its first source would bring. */
  sizeBytes: number | null;
  licence: string | null;
  /** Can be opened now. */
  available: boolean;
  /** Where it lies or would lie. */
  path: string;
}

/** What is needed of a deployment's file here; its whole schema belongs to `deploy`. */
const tunedSchema = z.looseObject({ modelId: z.string(), base: z.string(), path: z.string() });

/** A damaged entry is listed as not available; nothing here throws for it. */
export async function listModels(home: string): Promise<ListedModel[]> {
  const builtin = await Promise.all(BUILTIN_MODELS.map(({ id, folder }) => listFolder(id, 'builtin', folder)));
  const catalogue = await Promise.all(CATALOGUE.map((entry) => listEntry(entry, home)));
  const known = new Set(CATALOGUE.map(({ id }) => id));
  const placed = (await namesIn(modelsFolder(home))).filter((name) => !name.startsWith('.') && !known.has(name));
  const local = await Promise.all(placed.map((name) => listFolder(name, 'local', join(modelsFolder(home), name))));
  const bases = [
    ...builtin.filter(({ available }) => available),
    ...catalogue,
    ...local.filter(({ available }) => available),
  ];
  return [...bases, ...(await listTuned(home, bases))];
}

async function listEntry(entry: CatalogueEntry, home: string): Promise<ListedModel> {
  const path = join(modelsFolder(home), entry.id);
  const found = (await readManifest(path).catch(() => undefined)) === undefined ? null : await folderBytes(path);
  const available = found !== null;
  const sizeBytes = found ?? entry.sources[0]?.sizeBytes ?? null;
  const { id, parameters, licence } = entry;
  return { id, kind: 'catalogue', parameters, sizeBytes, licence, available, path };
}

async function listFolder(id: string, kind: 'builtin' | 'local', path: string): Promise<ListedModel> {
  const configPath = join(path, 'config.json');
  const parameters = await readOptionalJson(configPath, z.unknown())
    .then((file) => (file === undefined ? null : countParameters(file, configPath)))
    .catch(() => null);
  const hasGguf = (await namesIn(path)).some((name) => /\.gguf$/i.test(name));
  const sizeBytes = parameters !== null || hasGguf ? await folderBytes(path) : null;
  const licence = kind === 'builtin' ? 'MIT' : null;
  return { id, kind, parameters, sizeBytes, licence, available: sizeBytes !== null, path };
}

function countParameters(file: unknown, where: string): number | null {
  const config = parseFolderConfig(file, where);
  if (config.num_hidden_layers > 10_000) return null;
  return tensorList(config).reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

async function listTuned(home: string, bases: readonly ListedModel[]): Promise<ListedModel[]> {
  const folder = deploymentsFolder(home);
  const files = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  const tuned: ListedModel[] = [];
  for (const file of files) {
    const deployment = await readJson(join(folder, file), tunedSchema, '').catch(() => null);
    if (!deployment) continue;
    const base = bases.find(({ id }) => id === deployment.base);
    const sizeBytes = await folderBytes(deployment.path).catch(() => null);
    tuned.push({
      id: deployment.modelId,
      kind: 'tuned',
      parameters: base?.parameters ?? null,
      sizeBytes,
      licence: base?.licence ?? null,
      available: sizeBytes !== null && base?.available !== false,
      path: deployment.path,
    });
  }
  return tuned;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch((): string[] => [])).sort();
}

/** Null when one of its entries leads nowhere. */
async function folderBytes(folder: string): Promise<number | null> {
  const names = await readdir(folder);
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => null,
      ),
    ),
  );
  return sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0);
}
