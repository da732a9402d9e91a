/** The exact tokens of an example on a model, trained and masked, in a form that a person can look at. */
import type { PromptFormat } from '../data/prompt-format.js';
import type { Example } from '../data/types.js';
import { describeTokens, type TokenPiece } from '../engine/text/describe.js';
import { type EncodingHead, encodeExample } from './encode-example.js';

export type { TokenPiece };

export function describeExample(head: EncodingHead, format: PromptFormat, example: Example): TokenPiece[] {
  return describeTokens(encodeExample(head, format, example), head.tokenizer);
}
