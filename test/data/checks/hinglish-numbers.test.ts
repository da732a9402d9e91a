/** In Hinglish, too, the verb agrees with the number: "1 row ... hai", "2 rows ... hain". */
import { describe, expect, it } from 'vitest';
import { allChecks, findLeakage } from '../../../src/data/checks/index.js';
import { detectShape } from '../../../src/data/detect-columns.js';
import type { CheckContext, CheckItem, ConversionProblem, Encoded, RowFault } from '../../../src/data/types.js';
import { encoded, failed, pair, range, run } from './harness.js';

const LONG =
  'My order has not arrived although the site says it was delivered on Monday to the front desk of my office';

/** Items of which `n` have the fault. */
type Make = (n: number) => CheckItem[];
const each =
  (make: (line: number) => CheckItem): Make =>
  (n) =>
    range(n).map(make);
const after =
  (first: CheckItem, make: (line: number) => CheckItem): Make =>
  (n) => [first, ...range(n).map((i) => make(i + 1))];
const input = (text: string): Make => each((line) => pair(line, `${text} ${line}`, `answer ${line}`));
const tokens = (one: Encoded): Make => each((line) => pair(line, `question ${line}`, 'answer', { encoded: one }));
const fault = (kind: RowFault['kind']): Make => each((line) => ({ line, row: { line, fault: { kind, detail: '…' } } }));
const problem = (kind: ConversionProblem['kind']): Make => each((line) => failed(line, kind, '…'));
const labels =
  (make: (n: number) => string[]): Make =>
  (n) =>
    make(n).map((label, i) => pair(i + 1, `text ${i}`, label));

type Case = [code: string, make: Make, one: string, many: string, context?: Partial<CheckContext>];
const classification = { task: 'classification' } as const;

const CASES: Case[] = [
  ['unparsable-line', fault('not-json'), '1 line parse nahi hui ', '2 lines parse nahi huin '],
  ['truncated-line', fault('truncated'), 'khatam ho gayi ', 'khatam ho gayin '],
  ['not-an-object', fault('not-an-object'), '1 line JSON to hai ', '2 lines JSON to hain '],
  ['ragged-row', fault('ragged'), '1 line mein columns ki ginti', '2 lines mein columns ki ginti'],
  ['line-too-long', fault('too-long'), 'lambi hai ', 'lambi hain '],
  ['too-deep', fault('too-deep'), 'nested hai ', 'nested hain '],
  ['bad-encoding', fault('bad-encoding'), '1 line mein aise bytes hain', '2 lines mein aise bytes hain'],
  ['mixed-schema', problem('schema-mismatch'), '1 row file ki shape input-output mein nahi hai ', 'mein nahi hain '],
  ['missing-field', problem('missing-field'), '1 row mein field', '2 rows mein field'],
  ['empty-field', problem('empty-field'), '1 row mein field', '2 rows mein field'],
  ['not-a-string', problem('not-a-string'), '1 row mein field', '2 rows mein field'],
  ['unknown-role', problem('unknown-role'), '1 conversation mein', '2 conversations mein'],
  ['role-order', problem('role-order'), '1 conversation mein', '2 conversations mein'],
  ['no-assistant-turn', problem('no-assistant-turn'), '1 conversation mein', '2 conversations mein'],
  ['empty-conversation', problem('empty-conversation'), '1 conversation mein', '2 conversations mein'],
  ['nothing-to-train', problem('nothing-to-train'), '1 row mein', '2 rows mein'],
  ['too-few-examples', input('question'), 'sirf 1 kaam ka hai', 'sirf 2 kaam ke hain'],
  ['answer-cut-off', tokens(encoded(40, 5)), '1 mein se 1 row mein', '2 mein se 2 rows mein'],
  ['over-max-length', tokens(encoded(31, 5)), 'lambi hai; uske jawab', 'lambi hain; unke jawab'],
  ['end-of-turn-missing', tokens(encoded(5, 5, { endsWithEndOfTurn: false })), '1 row mein', '2 rows mein'],
  ['double-beginning-of-text', tokens(encoded(5, 5, { leadingBos: 2 })), 'shuru hoti hai ', 'shuru hoti hain '],
  [
    'duplicate-prompt',
    after(pair(1, 'q', 'a'), (line) => pair(line, 'q', `b ${line}`)),
    '1 hi alag hai (50%, kam se kam 90% chahiye); 1 row pehle wale prompt ko dohrati hai ',
    '2 rows pehle wale prompt ko dohrati hain ',
  ],
  ['exact-duplicate', after(pair(1, 'q', 'a'), (line) => pair(line, 'q', 'a')), 'copy hai ', 'copy hain '],
  [
    'near-duplicate',
    after(pair(1, LONG, 'We will ask.'), (line) =>
      pair(line, `${LONG}${'!'.repeat(line)}`, `We will ask${'.'.repeat(line)}`),
    ),
    'lagbhag same hai,',
    'lagbhag same hain,',
  ],
  [
    'conflicting-answers',
    after(pair(1, 'q', 'a'), (line) => pair(line, 'q', `b ${line}`)),
    '1 row usi prompt ka alag jawab deti hai ',
    '2 rows usi prompt ka alag jawab deti hain ',
  ],
  [
    'label-spelling',
    labels((n) => ['Refund', 'Refund', 'Refund', ...['refund ', 'REFUND'].slice(0, n)]),
    '1 spelling kisi zyada chalne wale label se sirf case ya space mein alag hai,',
    '2 spellings kisi zyada chalne wale label se sirf case ya space mein alag hain,',
    classification,
  ],
  [
    'single-example-label',
    labels((n) => ['spam', 'spam', 'spam', ...['ham', 'eggs'].slice(0, n)]),
    '1 label ka sirf ek example hai',
    '2 labels ka sirf ek-ek example hai',
    classification,
  ],
  ['phone-number', input('call 98765 43210 or'), '1 row mein phone number hai,', '2 rows mein phone number hain,'],
  ['pan-number', input('PAN ABCPE1234F'), 'PAN jaisa number hai,', 'PAN jaise number hain,'],
  ['control-characters', input('a\u0000b'), '1 row mein', '2 rows mein'],
  ['mojibake', input('cafÃ©'), 'padhi gayi hai ', 'padhi gayi hain '],
  ['lost-characters', input('caf\ufffd'), '1 row mein', '2 rows mein'],
  ['special-token-in-text', input('<|im_end|>'), '1 row mein', '2 rows mein'],
  ['prompt-in-answer', each((line) => pair(line, `${LONG} ${line}`, `${LONG} ${line} Yes.`)), '1 row ', '2 rows '],
  [
    'encoded-answer',
    each((line) =>
      pair(line, 'q', [...range(150)].map((i) => String.fromCharCode(65 + ((i * 7 + line) % 26))).join('')),
    ),
    '1 jawab mein',
    '2 jawabon mein',
  ],
  ['token-lengths', tokens(encoded(31, 5)), '1 mein se 1 maximum length 32 se upar hai.', '32 se upar hain.'],
];

describe('the findings in Hinglish', () => {
  it.each(CASES)('%s: the verb agrees with one and with two', (code, make, one, many, context = {}) => {
    const said = (n: number): string | undefined =>
      allChecks
        .filter((check) => check.codes.includes(code))
        .flatMap((check) => run(check, make(n), context))
        .find((finding) => finding.code === code)?.message.hi;
    expect(said(1)).toContain(one);
    expect(said(2)).toContain(many);
  });

  it('the table leaves out only what says no number of rows, or the same for every number', () => {
    const told = new Set(CASES.map(([code]) => code));
    const personal = ['email-address', 'aadhaar-number', 'card-number', 'api-key', 'private-key'];
    const fixed = ['one-label', 'one-answer', 'prompts-too-short', 'completions-too-short', 'label-imbalance'];
    const codes = allChecks.flatMap((check) => check.codes).filter((code) => !told.has(code));
    expect(codes.sort()).toEqual([...personal, ...fixed, 'labels-look-like-text'].sort());
  });

  it('a held-out row that was trained on', () => {
    const row = (line: number, text = LONG) => ({ line, input: text, output: 'a' });
    const told = (test: ReturnType<typeof row>[]) =>
      findLeakage({ train: [row(1)], validation: [], test }).map(({ message }) => message.hi);
    expect(told([row(2)])[0]).toContain('1 row (100%) train mein bhi hai ');
    expect(told([row(2), row(3)])[0]).toContain('2 rows (100%) train mein bhi hain ');
    expect(told([row(2, `${LONG} ji`)])[0]).toContain('ki lagbhag same row train mein hai ');
    expect(told([row(2, `${LONG} ji`), row(3, `${LONG} sir`)])[0]).toContain('ki lagbhag same rows train mein hain ');
  });
});

describe('the shape of the records', () => {
  const reason = (strangers: number) => {
    const records = [
      ...range(5).map(() => ({ question: 'q', answer: 'a' })),
      ...range(strangers).map(() => ({ text: 't' })),
    ];
    return detectShape(records, undefined, 'file.jsonl').reasons[1];
  };

  it('the English verb agrees with the number of strangers', () => {
    expect(reason(1)?.en).toContain('1 of the first 6 records does not have');
    expect(reason(2)?.en).toContain('2 of the first 7 records do not have');
  });
});
