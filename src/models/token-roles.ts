/** Which token ids end a turn, begin a text and pad a batch, from all the places where models say so. Pure. */
import { z } from 'zod';

/** Tokens that end a turn in published chat templates. */
const TURN_ENDS = ['<|im_end|>', '<|eot_id|>', '<|end|>', '<|end_of_turn|>', '<end_of_turn>', '</s>', '<|eom_id|>'];
/** Ends a text wherever it is a special token, whatever the configuration names. */
const TEXT_END = '<|endoftext|>';

export interface TokenRoles {
  endIds: number[];
  bosId: number | null;
  padId: number;
}

export interface RoleSources {
  /** Ids by token, added tokens included. */
  ids: ReadonlyMap<string, number>;
  /** Ids of tokens that stand outside of the vocabulary's merges. */
  addedIds: ReadonlySet<number>;
  chatTemplate: string | null;
  /** In order of trust: generation config first, then config. Null entries are skipped. */
  endIds: readonly (number | null | undefined)[];
  bosIds: readonly (number | null | undefined)[];
  padIds: readonly (number | null | undefined)[];
}

/** Ids that the vocabulary does not have are left out: many configurations carry another model's numbers. */
export function tokenRoles(sources: RoleSources): TokenRoles {
  const known = new Set(sources.ids.values());
  const first = (ids: readonly (number | null | undefined)[]): number | null =>
    ids.find((id): id is number => typeof id === 'number' && known.has(id)) ?? null;
  const special = (token: string): number | undefined => {
    const id = sources.ids.get(token);
    return id !== undefined && sources.addedIds.has(id) ? id : undefined;
  };
  const turnEnds = TURN_ENDS.filter((token) => sources.chatTemplate?.includes(token)).map(special);
  const ends = [...sources.endIds, ...turnEnds, special(TEXT_END)];
  const endIds = [...new Set(ends.filter((id): id is number => typeof id === 'number' && known.has(id)))];
  return { endIds, bosId: first(sources.bosIds), padId: first([...sources.padIds, ...endIds]) ?? 0 };
}

const vocabularySchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int(), content: z.string() })).default([]),
  model: z.looseObject({ vocab: z.looseObject({}) }),
});

/** Ids by token, from a tokenizer.json that the tokenizer will check in full; empty for one that it will refuse. */
export function vocabulary(tokenizerJson: unknown): Pick<RoleSources, 'ids' | 'addedIds'> {
  const ids = new Map<string, number>();
  const parsed = vocabularySchema.safeParse(tokenizerJson);
  if (!parsed.success) return { ids, addedIds: new Set() };
  for (const [token, id] of Object.entries(parsed.data.model.vocab)) if (typeof id === 'number') ids.set(token, id);
  for (const { id, content } of parsed.data.added_tokens) ids.set(content, id);
  return { ids, addedIds: new Set(parsed.data.added_tokens.map(({ id }) => id)) };
}
