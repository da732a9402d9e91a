import { describe, expect, it } from 'vitest';
import { chatStructure } from '../../../src/data/checks/chat-structure.js';
import { completeFields } from '../../../src/data/checks/complete-fields.js';
import { oneSchema } from '../../../src/data/checks/one-schema.js';
import { readableLines } from '../../../src/data/checks/readable-lines.js';
import type { CheckItem, RowFault } from '../../../src/data/types.js';
import { brief, failed, pair, run } from './harness.js';

const broken = (line: number, kind: RowFault['kind'], detail = 'what was read'): CheckItem => ({
  line,
  row: { line, fault: { kind, detail } },
});

describe('lines that cannot be read', () => {
  it.each([
    ['not-json', 'unparsable-line'],
    ['truncated', 'truncated-line'],
    ['not-an-object', 'not-an-object'],
    ['ragged', 'ragged-row'],
    ['too-long', 'line-too-long'],
    ['too-deep', 'too-deep'],
    ['bad-encoding', 'bad-encoding'],
  ] as const)('a %s line is the error %s with its number', (kind, code) => {
    const findings = run(readableLines, [pair(1, 'q', 'a'), broken(2, kind), broken(7, kind)]);
    expect(brief(findings)).toEqual([[code, [2, 7], 2]]);
    expect(findings[0]?.severity).toBe('error');
    expect(findings[0]?.message.en).toContain('line 2: what was read');
  });

  it('is silent when all lines are read', () => expect(run(readableLines, [pair(1, 'q', 'a')])).toEqual([]));

  it('shows at most 80 characters of the line, with secrets masked', () => {
    const [finding] = run(readableLines, [
      broken(1, 'not-json', `{"to": "priya.sharma@example.com", ${'x'.repeat(300)}`),
    ]);
    expect(finding?.message.en).toContain('[EMAIL]');
    expect(finding?.message.en).not.toContain('priya');
    expect(finding?.message.en).toContain('…');
    expect(finding?.message.en.length).toBeLessThan(140);
  });
});

describe('records that give no example', () => {
  it.each(['missing-field', 'empty-field', 'not-a-string'] as const)('%s is an error that names the field', (kind) => {
    const findings = run(completeFields, [pair(1, 'q', 'a'), failed(3, kind, 'null', 'answer')]);
    expect(brief(findings)).toEqual([[kind, [3], 1]]);
    expect(findings[0]).toMatchObject({ severity: 'error' });
    expect(findings[0]?.message.en).toContain('answer: null');
  });

  it.each(['unknown-role', 'role-order', 'no-assistant-turn', 'empty-conversation'] as const)(
    '%s is an error',
    (kind) => {
      const findings = run(chatStructure, [failed(4, kind, 'user, user')]);
      expect(brief(findings)).toEqual([[kind, [4], 1]]);
      expect(findings[0]?.severity).toBe('error');
    },
  );

  it('a record of another shape is the error mixed-schema', () => {
    const findings = run(oneSchema, [pair(1, 'q', 'a'), failed(2, 'schema-mismatch')]);
    expect(brief(findings)).toEqual([['mixed-schema', [2], 1]]);
    expect(findings[0]?.message.en).toContain("1 row of 2 does not have the file's shape input-output");
  });

  it('each kind of problem is spoken of by one check only', () => {
    for (const check of [oneSchema, chatStructure]) expect(run(check, [failed(1, 'missing-field')])).toEqual([]);
    expect(run(completeFields, [failed(1, 'role-order')])).toEqual([]);
  });

  it('an answer of zero-width characters is empty, one of a dot is not', () => {
    expect(brief(run(completeFields, [pair(1, 'question', '\u200b\u200b')]))).toEqual([['empty-field', [1], 1]]);
    expect(run(completeFields, [pair(1, 'question', '.')])).toEqual([]);
  });
});
