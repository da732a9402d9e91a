import { describe, expect, it } from 'vitest';
import { answerBits, bitsPerByte, windows } from '../../src/pretrain/bits-per-byte.js';
import { CHAT_TEMPLATE, SPECIAL_TOKENS, tokenizerJson } from '../../src/pretrain/tokenizer/tokenizer-files.js';
import { trainBpe } from '../../src/pretrain/tokenizer/train-bpe.js';
import { openTokenizer } from '../../src/pretrain/train/prepare.js';

const bytesOnly = openTokenizer(
  tokenizerJson(trainBpe(new Map(), { vocabSize: 259, specialTokens: SPECIAL_TOKENS, minPairCount: 1 })),
);
/** What a model says that finds every byte equally likely. */
const uniform = async ({ supervised }: { supervised: number }) => ({
  lossSum: supervised * Math.log(256),
  supervised,
  rowLossSums: new Float64Array(),
  rowSupervised: new Int32Array(),
});

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
    const measured = await bitsPerByte(uniform, bytesOnly, 'नमस्ते world '.repeat(60));
    expect(measured.bitsPerByte).toBeCloseTo(8, 9);
    expect(measured.tokens).toBe(measured.bytes);
  });

  it('of answers counts their bytes and their ends, and leaves out what no window holds', async () => {
    const parts = { tokenizer: bytesOnly, template: CHAT_TEMPLATE };
    const turns = ['hi', 'Hello!', 'and now?', 'Yes.'].map((content, i) => ({
      role: i % 2 === 0 ? ('user' as const) : ('assistant' as const),
      content,
    }));
    const long = [
      { role: 'user' as const, content: 'a'.repeat(600) },
      { role: 'assistant' as const, content: 'No.' },
    ];
    const measured = await answerBits(uniform, parts, [turns, long]);
    expect(measured).toMatchObject({ bytes: 10, tokens: 12 });
    expect(measured.bitsPerByte).toBeCloseTo((12 * 8) / 10, 9);
  });
});
