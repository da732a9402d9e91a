/**
 * Disk: from what a user calls a model to where it lies. Shipped names come first, then the catalogue's, then folders
 * in `<home>/models`, then paths; `./name` is always a path.
 */
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { Problem } from '../base/error.js';
import { modelsFolder } from '../base/home.js';
import { CATALOGUE, catalogueEntry } from './catalogue.js';
import { MANIFEST_FILE, type Manifest, readManifest } from './manifest.js';
import { packageRoot } from './package-root.js';
import { isPickleName } from './pickle-names.js';
import { missingFile, modelDamaged, modelNotFound, modelNotPulled, pickleWeights } from './refusals.js';

export interface ResolvedModel {
  id: string;
  kind: 'builtin' | 'catalogue' | 'local';
  layout: 'folder' | 'gguf';
  /** A folder with config.json, or a .gguf file. */
  path: string;
  /** What an adapter's `base_model_name_or_path` says. */
  nameOrPath: string;
}

/** Models shipped inside the package: id and folder. */
export const BUILTIN_MODELS: readonly { id: string; folder: string }[] = [
  { id: 'nano', folder: join(packageRoot(), 'models', 'nano') },
];

/** Whether `id` means the same model everywhere: one that is shipped, or of the catalogue. */
export const isKnownModel = (id: string): boolean => [...BUILTIN_MODELS, ...CATALOGUE].some((model) => model.id === id);

/** Throws a `Problem`: `model-not-found`, `model-not-pulled`, `model-damaged`, `pickle-weights`, `missing-weights`. */
export async function resolveModel(idOrPath: string, { home }: { home: string }): Promise<ResolvedModel> {
  const builtin = BUILTIN_MODELS.find(({ id }) => id === idOrPath);
  if (builtin && (await kindOf(builtin.folder)) === 'folder')
    return { id: builtin.id, kind: 'builtin', nameOrPath: builtin.folder, ...(await layoutOf(builtin.folder)) };

  const entry = catalogueEntry(idOrPath);
  if (entry) {
    const folder = join(modelsFolder(home), entry.id);
    if (!(await pulledManifest(entry.id, home))) throw modelNotPulled(entry.id);
    const hub = entry.sources.find((source) => source.kind === 'hub');
    return { id: entry.id, kind: 'catalogue', nameOrPath: hub?.repo ?? entry.id, ...(await layoutOf(folder)) };
  }

  const placed = join(modelsFolder(home), idOrPath);
  if (basename(idOrPath) === idOrPath && !idOrPath.startsWith('.') && (await kindOf(placed)) === 'folder')
    return { id: idOrPath, kind: 'local', nameOrPath: placed, ...(await layoutOf(placed)) };

  const path = resolve(idOrPath);
  const id = basename(path);
  switch (await kindOf(path)) {
    case 'folder':
      return { id, kind: 'local', nameOrPath: path, ...(await layoutOf(path)) };
    case 'file':
      if (/\.gguf$/i.test(path)) return { id, kind: 'local', layout: 'gguf', path, nameOrPath: path };
      if (isPickleName(path)) throw pickleWeights(id, path);
      throw missingFile('missing-weights', 'config.json (give the folder, or a .gguf file)', path);
    case 'absent':
      throw modelNotFound(idOrPath, await knownNames());
  }
}

/** The manifest of a catalogue model, or undefined when it was not pulled. Throws a `Problem` `model-damaged` for one that cannot be used. */
export async function pulledManifest(id: string, home: string): Promise<Manifest | undefined> {
  const folder = join(modelsFolder(home), id);
  return readManifest(folder).catch((error: unknown) => {
    throw error instanceof Problem ? modelDamaged(id, join(folder, MANIFEST_FILE), error) : error;
  });
}

/** Names that can be asked for: those shipped that are really here, and those that can be fetched. */
async function knownNames(): Promise<string[]> {
  const names = CATALOGUE.map((model) => model.id);
  for (const { id, folder } of BUILTIN_MODELS) if ((await kindOf(folder)) === 'folder') names.unshift(id);
  return names;
}

/** A folder with config.json is opened as it is; one that holds a single .gguf file stands for that file. */
async function layoutOf(folder: string): Promise<{ layout: 'folder' | 'gguf'; path: string }> {
  const names = await readdir(folder);
  const [gguf, second] = names.filter((name) => /\.gguf$/i.test(name));
  if (names.includes('config.json') || gguf === undefined) return { layout: 'folder', path: folder };
  if (second !== undefined)
    throw missingFile('missing-weights', 'single .gguf file (it has several: give the path of one)', folder);
  return { layout: 'gguf', path: join(folder, gguf) };
}

async function kindOf(path: string): Promise<'folder' | 'file' | 'absent'> {
  const info = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!info) return 'absent';
  return info.isDirectory() ? 'folder' : 'file';
}
