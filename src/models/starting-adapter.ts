/** Disk: a PEFT LoRA adapter to go on training from, checked whole against the base model before anything is planned. */
import { createHash } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Problem } from '../base/error.js';
import { makeFolder, sha256File } from '../base/files.js';
import {
  ADAPTER_CONFIG_FILE,
  ADAPTER_WEIGHTS_FILE,
  readPeftAdapter,
  requireAdapterFiles,
} from '../engine/formats/peft.js';
import type { LoraSpec } from '../engine/llama/lora.js';
import { catalogueEntry } from './catalogue.js';
import { isPickleName } from './pickle-names.js';
import { adapterOfAnotherBase, adapterOfOtherWeights, pickleWeights } from './refusals.js';
import type { ModelHead } from './types.js';

export interface StartingAdapter {
  /** The folder, absolute. */
  path: string;
  /** Of its two files. */
  sha256: string;
  /** What the adapter is; a run that goes on from it has to be the same. */
  settings: Omit<LoraSpec, 'method'>;
}

const FILES = [ADAPTER_CONFIG_FILE, ADAPTER_WEIGHTS_FILE] as const;

/**
 * Reads all of the adapter. Throws a `Problem`: adapter-not-found, pickle-weights, unsupported-adapter (naming the feature),
 * adapter-mismatch (a tensor does not fit), wrong-base (made for another model), malformed-peft, malformed-safetensors, non-finite-weights.
 */
export async function openStartingAdapter(folder: string, head: ModelHead): Promise<StartingAdapter> {
  const path = resolve(folder);
  if (isPickleName(path)) throw pickleWeights(path, path);
  const { spec, baseNameOrPath, baseFingerprint } = await readPeftAdapter(path, head.config);
  const made = { name: baseNameOrPath, fingerprint: baseFingerprint };
  if (!isSameBase(made, head)) throw wrongBase(made, head, path);
  const { method: _, ...settings } = spec;
  return { path, sha256: await adapterSha256(path), settings };
}

/** SHA-256 over the sums of the two files, so that a change of either is seen. */
export async function adapterSha256(folder: string): Promise<string> {
  const sums: string[] = [];
  for (const file of FILES) sums.push(await sha256File(join(folder, file)));
  return createHash('sha256').update(sums.join('\n')).digest('hex');
}

/** The two files and nothing else of the folder. Throws the `Problem`s of `requireAdapterFiles`. */
export async function copyAdapter(from: string, to: string): Promise<void> {
  await requireAdapterFiles(from);
  await makeFolder(to);
  for (const file of FILES) await copyFile(join(from, file), join(to, file));
}

/** What an adapter says of its base. */
interface MadeFor {
  name: string | null;
  fingerprint: string | null;
}

/** Told by what decided: the weights' checksum where the adapter has it, else the name. */
function wrongBase({ name, fingerprint }: MadeFor, head: ModelHead, path: string): Problem {
  if (fingerprint === null) return adapterOfAnotherBase(name ?? '', head.nameOrPath, join(path, ADAPTER_CONFIG_FILE));
  const base = { name: head.nameOrPath, fingerprint: head.fingerprint };
  return adapterOfOtherWeights({ name, fingerprint }, base, join(path, ADAPTER_WEIGHTS_FILE));
}

/**
 * By the weights' checksum where the adapter has it: another one is another base, except that a model of the catalogue is the same in
 * every precision. Else by name: the last part of it, because the same model lies at other paths elsewhere. An adapter without a name
 * is judged by its tensors alone.
 */
function isSameBase(made: MadeFor, head: ModelHead): boolean {
  if (made.fingerprint !== null && made.fingerprint === head.fingerprint) return true;
  if (made.fingerprint !== null) return catalogueEntry(head.id) !== undefined && made.name === head.nameOrPath;
  return (
    made.name === null ||
    made.name === '' ||
    [head.nameOrPath, head.id].some((name) => lastPart(name) === lastPart(made.name ?? ''))
  );
}

const lastPart = (name: string): string =>
  name
    .replace(/[\\/]+$/, '')
    .split(/[\\/]/)
    .at(-1)
    ?.toLowerCase() ?? '';
