/**
 * The pre-tokenizer `Digits` of a tokenizer.json, written as a split that sees every numeric character. The library cuts only at 0 to 9;
 * the reference implementation asks `char::is_numeric`, which is also true for ४, ² and Ⅷ (Unicode's general category N). Pure.
 */

/** The same pre-tokenizer, with `Digits` replaced wherever it stands. */
export function withUnicodeDigits(preTokenizer: unknown): unknown {
  if (!isRecord(preTokenizer)) return preTokenizer;
  if (preTokenizer.type === 'Digits') {
    const pattern = { Regex: preTokenizer.individual_digits === true ? '\\p{N}' : '\\p{N}+' };
    return { type: 'Split', pattern, behavior: 'Isolated', invert: false };
  }
  const { pretokenizers } = preTokenizer;
  if (!Array.isArray(pretokenizers)) return preTokenizer;
  return { ...preTokenizer, pretokenizers: pretokenizers.map(withUnicodeDigits) };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
