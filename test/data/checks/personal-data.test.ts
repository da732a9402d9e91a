import { describe, expect, it } from 'vitest';
import { noPersonalData } from '../../../src/data/checks/no-personal-data.js';
import { passesVerhoeff } from '../../../src/data/checks/personal/aadhaar.js';
import { passesLuhn } from '../../../src/data/checks/personal/card.js';
import { findPersonal, maskPersonal } from '../../../src/data/checks/personal/mask.js';
import { brief, chat, pair, run } from './harness.js';

/** Built from pieces, so that no scanner of this repository takes them for real ones. */
const GITHUB = `ghp${'_'}${'aB3'.repeat(12)}`;
const PEM = `-----BEGIN RSA ${'PRIVATE'} KEY-----\nMIIEow\nabc\n-----END RSA ${'PRIVATE'} KEY-----`;

const codes = (text: string): string[] => findPersonal(text).map((span) => span.detector.code);

describe('checksums', () => {
  it('Verhoeff agrees with the worked example 236 -> 2363 and refuses neighbours', () => {
    expect(passesVerhoeff('2363')).toBe(true);
    for (const wrong of ['2364', '2633', '3263', '2353']) expect(passesVerhoeff(wrong)).toBe(false);
  });

  it('Luhn agrees with the published test numbers', () => {
    expect(passesLuhn('4111111111111111') && passesLuhn('378282246310005') && passesLuhn('79927398713')).toBe(true);
    expect(passesLuhn('4111111111111112')).toBe(false);
  });
});

describe('what is personal', () => {
  it.each([
    ['write to priya.sharma+shop@mail.example.co.in please', ['email-address']],
    ['call 98765 43210 or +91-9876543210', ['phone-number', 'phone-number']],
    ['London: +44 20 7946 0958', ['phone-number']],
    ['Aadhaar 2341 2341 2346', ['aadhaar-number']],
    ['my aadhaar is 234123412346', ['aadhaar-number']],
    ['PAN ABCPE1234F', ['pan-number']],
    ['card 4111 1111 1111 1111 12/27', ['card-number']],
    ['amex 3782-822463-10005', ['card-number']],
    ['key AKIAIOSFODNN7EXAMPLE', ['api-key']],
    [`token ${GITHUB}`, ['api-key']],
    ['const api_key = "q8Zk3mPx71LwTt0vBn5c"', ['api-key']],
    [PEM, ['private-key']],
  ])('%s', (text, expected) => expect(codes(text)).toEqual(expected));

  it.each([
    'the handle @priya and the price 3@5.50',
    'order 1234567890 of 2024-05-17', // ten digits, but no Indian mobile number begins with 1
    'order #9876543210', // a number sign is no phone
    'pi is 3.14159265358979',
    'Aadhaar 2341 2341 2345', // wrong check digit
    'batch 234123412346 is late', // right check digit by chance, but nothing says Aadhaar
    'card 4111 1111 1111 1112', // wrong check digit
    'at 1700000000000 milliseconds',
    'ABCPE1234 and ABCZE1234F', // too short; no holder is of kind Z
    'password = "correct-horse-battery"',
    'task-forces and risk-averse people',
    'sk-learn is short',
  ])('not %s', (text) => expect(codes(text)).toEqual([]));

  it('stays linear on long runs of what may begin an address or a number', () => {
    const long = `${'a.'.repeat(50_000)}@${'1'.repeat(100_000)} ${'+1 '.repeat(50_000)} ${'-----BEGIN PRIVATE KEY '.repeat(5000)}`;
    expect(() => findPersonal(long)).not.toThrow();
  });
});

describe('masking', () => {
  it('covers each with its placeholder and leaves the rest', () => {
    expect(maskPersonal('Mail a@example.com, card 4111111111111111, ok?')).toBe('Mail [EMAIL], card [CARD], ok?');
    expect(maskPersonal(`x ${PEM} y`)).toBe('x [PRIVATE_KEY] y');
    expect(maskPersonal('nothing here')).toBe('nothing here');
  });
});

describe('the check', () => {
  it('reports each kind separately, each row once, and never spells a secret out', () => {
    const findings = run(noPersonalData, [
      pair(1, 'mail a.verma@example.com and b.verma@example.com', 'done'),
      pair(2, 'fine', `use ${GITHUB}`),
      chat(3, ['user', 'my number is 9876543210'], ['assistant', 'noted']),
    ]);
    expect(brief(findings)).toEqual([
      ['api-key', [2], 1],
      ['email-address', [1], 1],
      ['phone-number', [3], 1],
    ]);
    expect(findings[1]?.message.en).toContain('2 in all (line 1: a.…(19))');
    const said = JSON.stringify(findings);
    for (const secret of [GITHUB, 'verma', '9876543210']) expect(said).not.toContain(secret);
  });
});
