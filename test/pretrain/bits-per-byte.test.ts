import { describe, expect, it } from 'vitest';
import { bitsPerByte, windows } from '../../src/pretrain/bits-per-byte.js';
import { SPECIAL_TOKENS, tokenizerJson } from '../../src/pretrain/tokenizer/tokenizer-files.js';
import { trainBpe } from '../../src/pretrain/tokenizer/train-bpe.js';
import { openTokenizer } from '../../src/pretrain/train/prepare.js';

describe('bits per byte', () => {
  it('predicts every token once, from at least half a window where there is one', () => {
    const ids = Array.from({ length: 45 }, (_, i) => i);
    const rows = windows(ids, 16);
    const predicted = rows.flatMap((row) => Array.from(row.ids).filter((_, t) => row.trained[t] === 1));
    expect(predicted).toEqual(ids.slice(1));
    for (const row of rows.slice(1)) expect(row.trained.indexOf(1)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...rows.map((row) => row.ids.length))).toBe(16);
  });

  it('is 8 for a model that finds every byte equally likely, also for text of several bytes a letter', async () => {
    const bytesOnly = openTokenizer(
      tokenizerJson(trainBpe(new Map(), { vocabSize: 259, specialTokens: SPECIAL_TOKENS, minPairCount: 1 })),
    );
    const uniform = await bitsPerByte(
      async (batch) => ({
        lossSum: batch.supervised * Math.log(256),
        supervised: batch.supervised,
        rowLossSums: new Float64Array(),
        rowSupervised: new Int32Array(),
      }),
      bytesOnly,
      'नमस्ते world '.repeat(60),
    );
    expect(uniform.bitsPerByte).toBeCloseTo(8, 9);
    expect(uniform.tokens).toBe(uniform.bytes);
  });
});
