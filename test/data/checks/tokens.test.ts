import { describe, expect, it } from 'vitest';
import { endsItsTurn } from '../../../src/data/checks/ends-its-turn.js';
import { fitsMaxLength } from '../../../src/data/checks/fits-max-length.js';
import { oneBeginningOfText } from '../../../src/data/checks/one-beginning-of-text.js';
import { somethingToTrain } from '../../../src/data/checks/something-to-train.js';
import { tokenLengths } from '../../../src/data/checks/token-lengths.js';
import type { Encoded } from '../../../src/data/types.js';
import { brief, encoded, pair, range, run } from './harness.js';

const row = (line: number, tokens: Encoded) => pair(line, 'the question', 'the answer', { encoded: tokens });

describe('the maximum length (32 here)', () => {
  it('an answer that begins behind it is an error; one that ends behind it a warning', () => {
    const findings = run(fitsMaxLength, [row(1, encoded(10, 22)), row(2, encoded(32, 5)), row(3, encoded(31, 5))]);
    expect(brief(findings)).toEqual([
      ['answer-cut-off', [2], 1],
      ['over-max-length', [3], 1],
    ]);
    expect(findings.map((finding) => finding.severity)).toEqual(['error', 'warning']);
    expect(findings[0]?.message.en).toContain('37 tokens: the question');
  });

  it('is silent at exactly 32 tokens, and without a tokenizer', () => {
    expect(run(fitsMaxLength, [row(1, encoded(31, 1)), pair(2, 'x'.repeat(10_000), 'y')])).toEqual([]);
  });

  it('looks at trained tokens, not at where the last answer begins: an early trained turn of a long chat is kept', () => {
    const trained = new Uint8Array(50).fill(1, 10, 15).fill(1, 45, 50);
    const chat = { ...encoded(45, 5), trained, promptTokens: 10, completionTokens: 10 };
    expect(brief(run(fitsMaxLength, [row(1, chat)]))).toEqual([['over-max-length', [1], 1]]);
  });

  it('a row without any trained token is an error of its own', () => {
    expect(brief(run(somethingToTrain, [row(3, encoded(8, 1)), row(4, encoded(8, 0))]))).toEqual([
      ['nothing-to-train', [4], 1],
    ]);
  });
});

describe('token lengths', () => {
  it('are told by nearest rank, with the number over the limit', () => {
    const [finding] = run(
      tokenLengths,
      range(100).map((i) => row(i, encoded(i - 1, 1))),
    );
    expect(finding).toMatchObject({ code: 'token-lengths', severity: 'info', count: 100, rows: [] });
    expect(finding?.message.en).toBe(
      'Half of the examples have 50 tokens or fewer, 95% have 95 or fewer, the longest has 100; 68 of 100 exceed the maximum length of 32.',
    );
  });

  it('ask for nothing where rows are far below the maximum: a batch is only as wide as its longest row', () => {
    const [finding] = run(tokenLengths, [row(1, encoded(10, 5))], { maxLength: 512 });
    expect(finding?.remedy.en).toBe('Nothing to do.');
  });

  it('are silent without a tokenizer', () => expect(run(tokenLengths, [pair(1, 'q', 'a')])).toEqual([]));
});

describe('the end of the turn', () => {
  it('missing or masked is an error', () => {
    const findings = run(endsItsTurn, [row(1, encoded(3, 3)), row(2, encoded(3, 3, { endsWithEndOfTurn: false }))]);
    expect(brief(findings)).toEqual([['end-of-turn-missing', [2], 1]]);
    expect(findings[0]?.severity).toBe('error');
  });

  it('is not asked of rows that are cut', () => {
    expect(run(endsItsTurn, [row(1, encoded(30, 30, { endsWithEndOfTurn: false }))])).toEqual([]);
  });
});

describe('the beginning of text', () => {
  it('twice is an error; once or never is fine', () => {
    const at = (line: number, leadingBos: number) => row(line, encoded(3, 3, { leadingBos }));
    const findings = run(oneBeginningOfText, [at(1, 0), at(2, 1), at(3, 2)]);
    expect(brief(findings)).toEqual([['double-beginning-of-text', [3], 1]]);
    expect(findings[0]?.severity).toBe('error');
  });
});
