/** Examples as tokens with their loss mask. The mask is made by position in the text, never by a token's value. */
import type { TextTokenizer } from '../types.js';
import { type ChatParts, layoutChat } from './chat-layout.js';
import type { ChatTurn } from './chat-template.js';

/** What the tokenizer makes of one example (the shape that `data` names `Encoded`). */
export interface EncodedText {
  ids: Int32Array; // [t]
  /** 1 where the token is supervised. */
  trained: Uint8Array; // [t]
  /** Tokens before the first trained one (all, when none is trained). */
  promptTokens: number;
  /** Trained tokens. */
  completionTokens: number;
  /** Beginning-of-text tokens at the start. */
  leadingBos: number;
  /** Whether the last trained token ends a turn or a text. */
  endsWithEndOfTurn: boolean;
}

/**
 * A whole conversation. Trained are each assistant turn's words and the end token right after them; nothing else, and not the turns of
 * weight 0. What stands before an assistant turn has exactly the ids of `encodeChatPrompt`.
 */
export function encodeChat(parts: ChatParts, turns: readonly ChatTurn[]): EncodedText {
  const builder = new Builder(parts.tokenizer);
  for (const piece of layoutChat(parts, turns, false)) builder.add(piece.ids, piece.trained);
  return builder.finish();
}

/** Ids of a conversation up to and including the opening of the next assistant turn. */
export function encodeChatPrompt(parts: ChatParts, turns: readonly ChatTurn[]): number[] {
  return layoutChat(parts, turns, true).flatMap((piece) => piece.ids);
}

/** A prompt without a template of the model: beginning-of-text where the tokenizer wants one, then the text. */
export function encodePlainPrompt(tokenizer: TextTokenizer, prompt: string): number[] {
  const ids = tokenizer.encode(prompt);
  return tokenizer.addsBos && tokenizer.bosId !== null ? [tokenizer.bosId, ...ids] : ids;
}

/** A prompt, not trained, and its completion with the end of the text, trained. Both are cut into tokens on their own, as in serving. */
export function encodePlain(tokenizer: TextTokenizer, prompt: string, completion: string): EncodedText {
  const builder = new Builder(tokenizer);
  builder.add(encodePlainPrompt(tokenizer, prompt), false);
  builder.add([...tokenizer.encode(completion), ...tokenizer.endIds.slice(0, 1)], true);
  return builder.finish();
}

/** Collects runs of ids and their mask. */
class Builder {
  readonly #tokenizer: TextTokenizer;
  readonly #ids: number[] = [];
  readonly #trained: number[] = [];

  constructor(tokenizer: TextTokenizer) {
    this.#tokenizer = tokenizer;
  }

  add(ids: readonly number[], trained: boolean): void {
    for (const id of ids) {
      this.#ids.push(id);
      this.#trained.push(trained ? 1 : 0);
    }
  }

  finish(): EncodedText {
    return describeEncoded(Int32Array.from(this.#ids), Uint8Array.from(this.#trained), this.#tokenizer);
  }
}

function describeEncoded(ids: Int32Array, trained: Uint8Array, tokenizer: TextTokenizer): EncodedText {
  const first = trained.indexOf(1);
  const last = trained.lastIndexOf(1);
  const firstOther = ids.findIndex((id) => id !== tokenizer.bosId);
  return {
    ids,
    trained,
    promptTokens: first === -1 ? ids.length : first,
    completionTokens: trained.reduce((sum, flag) => sum + flag, 0),
    leadingBos: tokenizer.bosId === null ? 0 : firstOther === -1 ? ids.length : firstOther,
    endsWithEndOfTurn: last !== -1 && tokenizer.endIds.includes(ids[last] ?? -1),
  };
}

export interface Truncated {
  encoded: EncodedText;
  /** Tokens cut off, and how many of them would have been trained. */
  cutTokens: number;
  cutTrained: number;
}

/** Keeps the first `maxLength` tokens and counts the rest. */
export function truncateEncoded(encoded: EncodedText, maxLength: number, tokenizer: TextTokenizer): Truncated {
  if (encoded.ids.length <= maxLength) return { encoded, cutTokens: 0, cutTrained: 0 };
  const kept = describeEncoded(encoded.ids.slice(0, maxLength), encoded.trained.slice(0, maxLength), tokenizer);
  return {
    encoded: kept,
    cutTokens: encoded.ids.length - maxLength,
    cutTrained: encoded.completionTokens - kept.completionTokens,
  };
}
