/**
 * Bits per byte: what a model needs to write a text down, per byte of it. Unlike the loss per token it can be compared between models with
 * different vocabularies. Pure but for the model's own computation.
 */
import type { ChatParts } from '../engine/text/chat-layout.js';
import type { ChatTurn } from '../engine/text/chat-template.js';
import { encodeChat } from '../engine/text/encode.js';
import { makeBatch } from '../engine/train/batch.js';
import type { BatchLoss, TextTokenizer, TokenizedExample, TrainableModel } from '../engine/types.js';

/** Tokens of a window; every token but the first of a text is predicted from those before it in its window. */
export const WINDOW = 512;
const ROWS = 4;

export interface BitsPerByte {
  bitsPerByte: number;
  bytes: number;
  tokens: number;
}

export async function bitsPerByte(
  lossOf: (batch: ReturnType<typeof makeBatch>) => Promise<BatchLoss>,
  tokenizer: TextTokenizer,
  text: string,
): Promise<BitsPerByte> {
  const begin = tokenizer.bosId ?? tokenizer.idOf('<|endoftext|>') ?? tokenizer.padId;
  const ids = [begin, ...tokenizer.encode(text)];
  const rows = windows(ids);
  let nats = 0;
  for (let i = 0; i < rows.length; i += ROWS) nats += (await lossOf(makeBatch(rows.slice(i, i + ROWS)))).lossSum;
  const bytes = new TextEncoder().encode(text).length;
  return { bitsPerByte: nats / Math.LN2 / bytes, bytes, tokens: ids.length - 1 };
}

/**
 * The same of the answers alone, each given what was said before it; with an answer's text its end is predicted, too. Conversations longer than a
 * window are left out.
 */
export async function answerBits(
  lossOf: (batch: ReturnType<typeof makeBatch>) => Promise<BatchLoss>,
  parts: ChatParts,
  conversations: readonly (readonly ChatTurn[])[],
): Promise<BitsPerByte> {
  const sum = { nats: 0, bytes: 0, tokens: 0 };
  for (const turns of conversations) {
    const { ids, trained, completionTokens } = encodeChat(parts, turns);
    if (ids.length > WINDOW) continue;
    sum.nats += (await lossOf(makeBatch([{ line: 1, ids, trained }]))).lossSum;
    sum.tokens += completionTokens;
    for (const { role, content } of turns)
      if (role === 'assistant') sum.bytes += new TextEncoder().encode(content).length;
  }
  return { bitsPerByte: sum.nats / Math.LN2 / sum.bytes, bytes: sum.bytes, tokens: sum.tokens };
}

/**
 * Windows that begin half a window after each other; only the second half of each (all of the first) counts, so that no token is
 * predicted from less than half a window where there is more. Every token is predicted exactly once.
 */
export function windows(ids: readonly number[], size: number = WINDOW): TokenizedExample[] {
  const rows: TokenizedExample[] = [];
  for (let done = 1; done < ids.length; ) {
    const from = Math.max(0, done - size / 2);
    const part = ids.slice(from, from + size);
    const trained = new Uint8Array(part.length);
    trained.fill(1, done - from);
    rows.push({ line: rows.length + 1, ids: Int32Array.from(part), trained });
    done = from + part.length;
  }
  return rows;
}

/** The loss of a model that is only read. */
export const lossOf = (model: TrainableModel) => (batch: ReturnType<typeof makeBatch>) => model.loss(batch);
