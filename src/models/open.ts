/** Disk: opens a model, whole or only its head, from a safetensors folder or a GGUF file. */
import { join } from 'node:path';
import { z } from 'zod';
import { modelsFolder } from '../base/home.js';
import { ggufLlamaConfig, openGguf } from '../engine/formats/gguf.js';
import type { LlamaConfig } from '../engine/llama/config.js';
import { tensorList } from '../engine/llama/tensors.js';
import { fileSums, fingerprint } from './fingerprint.js';
import { parseFolderConfig } from './folder-config.js';
import { type ModelText, readFolderText } from './folder-text.js';
import { ggufSource } from './gguf-source.js';
import { ggufText } from './gguf-text.js';
import { checkShapes, loadWeights } from './load-weights.js';
import { readOptionalJson } from './model-json.js';
import { damagedFile } from './pulled-files.js';
import { badConfig, missingFile, modelDamaged } from './refusals.js';
import { pulledManifest, type ResolvedModel, resolveModel } from './resolve.js';
import { openSafetensorsSource } from './safetensors-source.js';
import type { WeightSource } from './source.js';
import type { ModelHead, OpenModel } from './types.js';

/**
 * Opens a model with its weights. `idOrPath`: a name of the catalogue, a model folder or a .gguf file.
 * Every expected failure (not there, damaged, not what was pulled, another architecture, a wrong shape) is a `Problem`.
 */
export async function openModel(idOrPath: string, options: { home: string }): Promise<OpenModel> {
  return withModel(idOrPath, options.home, async (head, source) => {
    const { totalParameters: _, ...rest } = head;
    return { ...rest, weights: await loadWeights(source, head.config) };
  });
}

/** The same without weights; shapes and types are checked all the same, so a model whose head opens is one that loads. */
export async function openModelHead(idOrPath: string, options: { home: string }): Promise<ModelHead> {
  return withModel(idOrPath, options.home, async (head) => head);
}

async function withModel<T>(
  idOrPath: string,
  home: string,
  use: (head: ModelHead, source: WeightSource) => Promise<T>,
): Promise<T> {
  const resolved = await resolveModel(idOrPath, { home });
  const sumOf = fileSums(home);
  if (resolved.kind === 'catalogue') await checkPulled(resolved.id, home, sumOf);
  const { config, text, source } = resolved.layout === 'gguf' ? await openFile(resolved) : await openFolder(resolved);
  try {
    checkVocabulary(config, text, resolved.path);
    checkShapes(source, config);
    const head: ModelHead = {
      id: resolved.id,
      path: resolved.path,
      config,
      tokenizer: text.tokenizer,
      chatTemplate: text.chatTemplate,
      precision: source.precision,
      fingerprint: await fingerprint(source.files, sumOf),
      nameOrPath: resolved.nameOrPath,
      totalParameters: countParameters(config),
    };
    return await use(head, source);
  } finally {
    await source.close();
  }
}

/** Before anything of it is read: what arrived whole may have been cut off or changed since. Sums are remembered, so that only the first costs time. */
async function checkPulled(id: string, home: string, sumOf: (path: string) => Promise<string>): Promise<void> {
  const folder = join(modelsFolder(home), id);
  const manifest = await pulledManifest(id, home);
  const damaged = manifest ? await damagedFile(folder, manifest, sumOf) : null;
  if (damaged !== null) throw modelDamaged(id, join(folder, damaged));
}

/**
 * A model's content from its files alone, without an identity: no fingerprint, nothing remembered in a home. For files that were just
 * written and are read back. The same checks, the same `Problem`s.
 */
export async function readModel(
  path: string,
): Promise<Pick<OpenModel, 'config' | 'weights' | 'tokenizer' | 'chatTemplate'>> {
  const resolved: ResolvedModel = {
    id: path,
    kind: 'local',
    layout: /\.gguf$/i.test(path) ? 'gguf' : 'folder',
    path,
    nameOrPath: path,
  };
  const { config, text, source } = await (resolved.layout === 'gguf' ? openFile(resolved) : openFolder(resolved));
  try {
    checkVocabulary(config, text, path);
    return { config, ...text, weights: await loadWeights(source, config) };
  } finally {
    await source.close();
  }
}

interface Opened {
  config: LlamaConfig;
  text: ModelText;
  source: WeightSource;
}

async function openFolder({ path }: ResolvedModel): Promise<Opened> {
  const configPath = join(path, 'config.json');
  const file = await readOptionalJson(configPath, z.unknown());
  if (file === undefined) throw missingFile('missing-config', 'config.json', path);
  const config = parseFolderConfig(file, configPath);
  const source = await openSafetensorsSource(path);
  try {
    checkLayerCount(config, source.shapes.size, configPath);
    return { config, text: await readFolderText(path, config), source };
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function openFile({ path }: ResolvedModel): Promise<Opened> {
  const file = await openGguf(path);
  try {
    const config = ggufLlamaConfig(file, path);
    checkLayerCount(config, file.tensors.size, path);
    return { config, text: ggufText(file, path), source: ggufSource(file, config) };
  } catch (error) {
    await file.close();
    throw error;
  }
}

/** Before anything is counted by layers: a configuration cannot have more of them than the file has tensors. */
function checkLayerCount(config: LlamaConfig, tensors: number, where: string): void {
  if (config.num_hidden_layers <= tensors) return;
  throw badConfig(`it says ${config.num_hidden_layers} layers, but there are only ${tensors} tensors`, where);
}

/** Every id that the tokenizer can make has a row in the embedding. */
function checkVocabulary(config: LlamaConfig, { tokenizer }: ModelText, where: string): void {
  if (tokenizer.vocabSize <= config.vocab_size) return;
  throw badConfig(`the tokenizer has ${tokenizer.vocabSize} tokens, the model only ${config.vocab_size}`, where);
}

function countParameters(config: LlamaConfig): number {
  return tensorList(config).reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}
