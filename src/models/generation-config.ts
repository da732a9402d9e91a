/** The tokens that end an answer, as generation_config.json lists them: transformers stops at these and at no others. Pure. */
import { z } from 'zod';

const schema = z.looseObject({ eos_token_id: z.union([z.int(), z.array(z.int())]).nullish() });

const parse = (file: Uint8Array): z.output<typeof schema> => schema.parse(JSON.parse(Buffer.from(file).toString()));

/** `file`: the content of generation_config.json. */
export function listedEnds(file: Uint8Array): number[] {
  return [parse(file).eos_token_id ?? []].flat();
}

/**
 * The same bytes when every one of `endIds` is listed; else the file with the rest of them behind its own, and without the mark
 * `_from_model_config`, for which transformers would take the ends of config.json instead.
 */
export function withEnds(file: Uint8Array, endIds: readonly number[]): Uint8Array {
  const listed = listedEnds(file);
  const all = [...new Set([...listed, ...endIds])];
  if (endIds.every((id) => listed.includes(id))) return file;
  const { _from_model_config: _, ...own } = parse(file);
  const changed = { ...own, eos_token_id: all.length === 1 ? all[0] : all };
  return Buffer.from(`${JSON.stringify(changed, null, 2)}\n`);
}
