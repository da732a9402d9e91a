/** What two models must share so that they see the same tokens. */
import { expect, it } from 'vitest';
import { createTokenizer } from '../../src/engine/text/tokenizer.js';
import { signatureDifferences, textSignature } from '../../src/models/text-signature.js';
import { tinyTokenizerJson } from '../support/tiny-tokenizer.js';

/** The tiny tokenizer, its first special token taking in the spaces after it or not. */
function signature(rstrip?: boolean) {
  const json = JSON.parse(JSON.stringify(tinyTokenizerJson()));
  if (rstrip !== undefined) json.added_tokens[1].rstrip = rstrip;
  const tokenizer = createTokenizer({ tokenizerJson: json, endIds: [2, 0], bosId: null, padId: 2 });
  return textSignature({ tokenizer, chatTemplate: null });
}

it('tells special tokens that take in the spaces beside them from those that do not', () => {
  expect(signatureDifferences(signature(), signature(true))).toEqual(['specialTokens']);
  expect(signature(false)).toEqual(signature());
});
