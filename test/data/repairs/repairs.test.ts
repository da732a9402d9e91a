import { describe, expect, it } from 'vitest';
import { applyRepairs, proposeRepairs, type RepairContext } from '../../../src/data/repairs/index.js';
import type { Repair, Row } from '../../../src/data/types.js';

const QA: RepairContext = {
  task: 'qa',
  shape: 'question-answer',
  columns: { prompt: 'question', completion: 'answer' },
  maxLength: 64,
};
const LABELS: RepairContext = {
  task: 'classification',
  shape: 'text-label',
  columns: { prompt: 'text', completion: 'label' },
  maxLength: 64,
};
const CHAT: RepairContext = { task: 'chat', shape: 'messages', columns: { messages: 'messages' }, maxLength: 64 };

const qa = (line: number, question: string, answer: string): Row => ({ line, record: { question, answer } });
const labelled = (line: number, text: string, label: string): Row => ({ line, record: { text, label } });
const fault: Row = { line: 9, fault: { kind: 'not-json', detail: "{'question':" } };

/** Code, and for each change its line and what remains. */
const brief = (repairs: Repair[]) =>
  repairs.map(({ code, changes }) => [code, ...changes.map(({ line, after }) => [line, after])]);
const codes = (repairs: Repair[]) => repairs.map((repair) => repair.code);
const repairAll = (rows: Row[], context: RepairContext) => applyRepairs(rows, proposeRepairs(rows, context), context);
const records = (rows: Row[]) => rows.map((row) => ('record' in row ? row.record : row.fault.kind));

describe('proposing', () => {
  it('finds nothing to do in clean rows', () => {
    expect(proposeRepairs([qa(1, 'Open today?', 'Until nine.'), qa(2, 'Parking?', 'Behind the house.')], QA)).toEqual(
      [],
    );
    expect(proposeRepairs([], QA)).toEqual([]);
  });

  it.each([
    ['trim-whitespace', qa(1, ' Open today? ', 'Until nine.\n'), { question: 'Open today?', answer: 'Until nine.' }],
    ['normalise-line-ends', qa(1, 'One\r\ntwo\rthree', 'ok'), { question: 'One\ntwo\nthree', answer: 'ok' }],
    ['fix-mojibake', qa(1, 'Which cafÃ©?', 'ok'), { question: 'Which café?', answer: 'ok' }],
    ['remove-control-characters', qa(1, 'Ring\u0007 me', 'o\u200bk'), { question: 'Ring me', answer: 'ok' }],
    ['remove-special-tokens', qa(1, 'Open?', 'Yes.<|im_end|>'), { question: 'Open?', answer: 'Yes.' }],
    [
      'strip-repeated-prompt',
      qa(1, 'Are you open today?', 'Are you open today? Yes.'),
      { question: 'Are you open today?', answer: 'Yes.' },
    ],
    [
      'mask-personal-data',
      qa(1, 'Whom do I ask?', 'Ask asha@example.com.'),
      { question: 'Whom do I ask?', answer: 'Ask [EMAIL].' },
    ],
  ])('%s rewrites the text and nothing else', (code, row, after) => {
    expect(brief(proposeRepairs([row, qa(2, 'Parking?', 'Behind the house.')], QA))).toEqual([[code, [1, after]]]);
  });

  it('removes what cannot be used, necessarily, and says how many', () => {
    const repairs = proposeRepairs(
      [qa(1, 'Open?', 'Yes.'), qa(2, 'Open?', '  '), fault, { line: 4, record: { question: 'x' } }],
      QA,
    );
    const removals = repairs.filter((repair) => repair.necessity === 'necessary');
    expect(brief(removals)).toEqual([
      ['remove-unreadable', [9, null]],
      ['remove-unusable', [2, null], [4, null]],
    ]);
    expect(removals[1]?.title.en).toContain('Remove 2 rows');
    expect(removals[0]?.changes[0]?.before).toBe("{'question':");
  });

  it('removes later exact copies, also those that become equal by another repair', () => {
    const rows = [qa(1, 'Open?', 'Yes.'), qa(2, 'Open?', 'Yes.'), qa(3, ' Open?', 'Yes.')];
    const copies = proposeRepairs(rows, QA).find((repair) => repair.code === 'remove-exact-duplicates');
    expect(copies?.changes.map(({ line }) => line)).toEqual([2, 3]);
    expect(copies?.necessity).toBe('recommended');
  });

  it('writes labels in their most frequent spelling, for classification only', () => {
    const rows = [
      labelled(1, 'a', 'Refund'),
      labelled(2, 'b', 'refund'),
      labelled(3, 'c', 'Refund'),
      labelled(4, 'd', 'other'),
    ];
    expect(brief(proposeRepairs(rows, LABELS))).toEqual([['unify-labels', [2, { text: 'b', label: 'Refund' }]]]);
    expect(proposeRepairs(rows, { ...LABELS, task: 'generation' })).toEqual([]);
  });

  it('of conflicting answers keeps the leading one, on a tie the first, and says so in the proposal and the audit', () => {
    const rows = [
      ...[1, 2, 3].map((line) => labelled(line, `Where is it? `, line === 2 ? 'billing' : 'delivery')),
      labelled(4, 'Hello', 'billing'),
      labelled(5, 'Hello', 'delivery'),
    ];
    const conflicting = (context: RepairContext) =>
      proposeRepairs(rows, context).filter((repair) => repair.code === 'remove-conflicting');
    // Line 3 gives the first answer its majority; it goes later, as an exact copy of line 1.
    const [repair] = conflicting(LABELS);
    expect(repair!.changes.map(({ line, note }) => [line, note?.en])).toEqual([
      [2, 'The same prompt has another answer more often, first on line 1.'],
      [5, expect.stringContaining('Line 4 answers the same prompt otherwise; no answer is more frequent')],
    ]);
    expect(conflicting({ ...LABELS, task: 'generation' })).toEqual([]);
    const { audit, rows: left } = applyRepairs(rows, [repair!], LABELS);
    expect(left.map(({ line }) => line)).toEqual([1, 3, 4]);
    expect(audit.changes.map(({ line, note }) => [line, note])).toEqual(repair!.changes.map((c) => [c.line, c.note]));
  });

  it('separates rows that lose their whole answer from rows that lose its end', () => {
    const encode: RepairContext['encode'] = ({ input, output }) => {
      const trained = new Uint8Array(input.length + output.length).fill(1, input.length);
      return {
        ids: new Int32Array(trained.length),
        trained,
        promptTokens: input.length,
        completionTokens: output.length,
        leadingBos: 0,
        endsWithEndOfTurn: true,
      };
    };
    const rows = [qa(1, 'x'.repeat(64), 'y'), qa(2, 'x'.repeat(63), 'yy'), qa(3, 'x'.repeat(63), 'z')];
    const repairs = proposeRepairs(rows, { ...QA, task: 'generation', encode });
    expect(brief(repairs)).toEqual([
      ['remove-cut-off', [1, null]],
      ['remove-too-long', [2, null]],
    ]);
    expect(repairs.map((repair) => repair.necessity)).toEqual(['necessary', 'recommended']);
  });

  it('keeps the indentation of code', () => {
    const row: Row = { line: 1, record: { question: 'A loop ', answer: '\n  for (;;) {\n  }\n' } };
    const [repair] = proposeRepairs([row], { ...QA, task: 'code' });
    expect(repair?.changes[0]?.after).toEqual({ question: 'A loop', answer: '  for (;;) {\n  }' });
  });

  it('reaches every turn of a conversation, in messages, in parts, in ShareGPT and in a CSV cell', () => {
    const turns = [
      { role: 'user', content: [{ type: 'text', text: ' Hi ' }] },
      { role: 'assistant', content: 'Hello ' },
    ];
    const trimmed = [
      { role: 'user', content: [{ type: 'text', text: 'Hi' }] },
      { role: 'assistant', content: 'Hello' },
    ];
    expect(records(repairAll([{ line: 1, record: { messages: turns, id: 7 } }], CHAT).rows)).toEqual([
      { messages: trimmed, id: 7 },
    ]);
    expect(records(repairAll([{ line: 1, record: { messages: JSON.stringify(turns) } }], CHAT).rows)).toEqual([
      { messages: JSON.stringify(trimmed) },
    ]);
    const sharegpt: Row = {
      line: 1,
      record: {
        system: ' Be kind ',
        conversations: [
          { from: 'human', value: 'Hi ' },
          { from: 'gpt', value: ' Hello' },
        ],
      },
    };
    const context: RepairContext = { ...CHAT, shape: 'sharegpt', columns: { messages: 'conversations' } };
    expect(records(repairAll([sharegpt], context).rows)).toEqual([
      {
        system: 'Be kind',
        conversations: [
          { from: 'human', value: 'Hi' },
          { from: 'gpt', value: 'Hello' },
        ],
      },
    ]);
  });
});

describe('applying', () => {
  const messy = [
    qa(1, ' Which cafÃ© is it? ', 'Write to asha@example.com\r\n'),
    qa(2, 'Open?', 'Yes.'),
    qa(3, 'Open?', ' Yes.'),
    fault,
  ];

  it('carries all repairs out, several on one row, and leaves the given rows untouched', () => {
    const before = structuredClone(messy);
    const { rows, audit } = repairAll(messy, QA);
    expect(messy).toEqual(before);
    expect(rows).toEqual([qa(1, 'Which café is it?', 'Write to [EMAIL]'), qa(2, 'Open?', 'Yes.')]);
    expect(audit).toMatchObject({ rowsBefore: 4, rowsAfter: 2 });
  });

  it('leaves nothing for a second round', () => {
    expect(proposeRepairs(repairAll(messy, QA).rows, QA)).toEqual([]);
  });

  it('gives the same whatever the order of acceptance', () => {
    const repairs = proposeRepairs(messy, QA);
    expect(applyRepairs(messy, repairs.toReversed(), QA)).toEqual(applyRepairs(messy, repairs, QA));
  });

  it('does only what was accepted, and only on the accepted lines', () => {
    const repairs = proposeRepairs(messy, QA);
    expect(codes(repairs)).toContain('trim-whitespace');
    const trim = repairs.filter((repair) => repair.code === 'trim-whitespace');
    const firstOnly = trim.map((repair) => ({ ...repair, changes: repair.changes.filter(({ line }) => line === 1) }));
    expect(records(applyRepairs(messy, firstOnly, QA).rows)).toEqual([
      { question: 'Which cafÃ© is it?', answer: 'Write to asha@example.com' },
      { question: 'Open?', answer: 'Yes.' },
      { question: 'Open?', answer: ' Yes.' },
      'not-json',
    ]);
    expect(applyRepairs(messy, [], QA)).toMatchObject({
      rows: messy,
      audit: { rowsAfter: 4, repairs: [], changes: [] },
    });
  });

  it('keeps a row whose copy would only arise by a refused repair', () => {
    const copies = proposeRepairs(messy, QA).filter((repair) => repair.code === 'remove-exact-duplicates');
    expect(copies).toHaveLength(1);
    expect(applyRepairs(messy, copies, QA).rows).toHaveLength(4);
  });

  it('audits each change in order, with line, code, before and after', () => {
    const rows = [qa(5, ' Open?', 'Yes.'), qa(6, 'Open?', 'Yes.')];
    const { audit } = repairAll(rows, QA);
    expect(audit.changes).toEqual([
      {
        line: 5,
        code: 'trim-whitespace',
        before: { question: ' Open?', answer: 'Yes.' },
        after: { question: 'Open?', answer: 'Yes.' },
      },
      { line: 6, code: 'remove-exact-duplicates', before: { question: 'Open?', answer: 'Yes.' }, after: null },
    ]);
    expect(audit.repairs.map(({ code, changed, removed }) => [code, changed, removed])).toEqual([
      ['trim-whitespace', 1, 0],
      ['remove-exact-duplicates', 0, 1],
    ]);
  });

  it('does not spell masked data out in the audit', () => {
    const { audit } = repairAll(messy, QA);
    expect(JSON.stringify(audit)).not.toContain('asha@');
    expect(audit.changes.find((change) => change.code === 'mask-personal-data')?.before).toEqual({
      question: 'Which café is it?',
      answer: 'Write to as…(16)',
    });
  });
});
