import { describe, expect, it } from 'vitest';
import { comparisonMarkdown, comparisonText } from '../../src/commands/compare-text.js';
import { compared, comparison, result } from '../workflow/compare/worlds.js';

const skipped = compared('full', {
  status: 'skipped',
  result: null,
  validationLosses: [],
  estimate: { seconds: 1, memoryBytes: 9.8e9, diskBytes: 4e9 },
  room: { freeMemoryBytes: 6.1e9, freeDiskBytes: 80e9 },
});
const plain = { width: 80, colored: false, narrow: false };

describe('a comparison as text', () => {
  it('has a row for the base and for each method, with its cost', () => {
    const text = comparisonText(comparison(), 'en', plain);
    expect(text).toMatch(/^base +0\.10 +0\.05\.\.0\.15 +6\.00$/m);
    expect(text).toMatch(/^lora +0\.90 +0\.85\.\.0\.95 +0\.10 +3\.37 \+0\.01 +40 s +1\.7 GB +2\.4M +9\.8 MB$/m);
    expect(text).toContain('All trained on the same 240 rows.');
    expect(text).toContain('Take LoRA: it is the cheapest.');
    expect(text).not.toContain('not finished');
  });

  it('says of a method that was skipped what it needs, and of an unfinished comparison that it can go on', () => {
    const text = comparisonText(
      comparison({ status: 'running', methods: [skipped, compared('lora', { status: 'waiting', result: null })] }),
      'en',
      plain,
    );
    expect(text).toMatch(/^full +skipped .*9\.8 GB \/ 6\.1 GB$/m);
    expect(text).toMatch(/^lora +waiting$/m);
    expect(text).toContain('not finished; the same comparison again goes on with it');
  });

  it('draws the losses with a letter for each method, or in Braille and colour', () => {
    const fast = compared('lora', {
      validationLosses: [
        { step: 15, value: 1 },
        { step: 90, value: 0.2 },
      ],
    });
    const both = comparison({ methods: [compared('full'), fast] });
    const text = comparisonText(both, 'en', plain);
    expect(text).toContain('validation loss by step: f full fine-tuning  l LoRA');
    expect(text).toMatch(/^ +[\d.]* +f+/m);
    expect(text).toMatch(/^ +[\d.]* .*l+$/m);
    const colored = comparisonText(both, 'en', { width: 80, colored: true, narrow: true });
    expect(colored.split('\u001b[36m')[2]).toMatch(/^[\u2800-\u28ff]/u);
    expect(comparisonText(comparison({ methods: [skipped] }), 'en', plain)).not.toContain('validation loss');
  });

  it('gives no sign to a change that rounds to nothing', () => {
    const hardly = { before: 3.37, after: 3.368, change: -0.002 };
    const one = compared('lora', { result: result('lora', 0.9, { retention: hardly }) });
    expect(comparisonText(comparison({ methods: [one] }), 'en', plain)).toContain('3.37 +0.00');
  });

  it('fits in the width of a terminal, and leaves nothing out of a file', () => {
    const widest = (narrow: boolean): number =>
      Math.max(
        ...comparisonText(comparison(), 'en', { width: 70, colored: false, narrow })
          .split('\n')
          .filter((line) => /^(method|base|full|lora|partial) /.test(line))
          .map((line) => line.length),
      );
    expect(widest(true)).toBeLessThanOrEqual(70);
    expect(widest(false)).toBeGreaterThan(80);
  });

  it('speaks both languages', () => {
    const [en, hi] = [comparisonText(comparison(), 'en', plain), comparisonText(comparison(), 'hi', plain)];
    expect(hi).toContain('LoRA lo: sabse sasta hai.');
    expect(hi).toContain('Sab ek hi 240 rows par train hue.');
    expect(hi).not.toContain('general text');
    expect(en).not.toContain('aam text');
  });

  it('shows a chat by its perplexity', () => {
    const chat = comparison({ task: 'chat', metric: 'loss', higherIsBetter: false });
    expect(comparisonText(chat, 'en', plain)).toMatch(/^lora +2\.0 +1\.9\.\.2\.0/m);
  });
});

describe('a comparison as Markdown', () => {
  it('is a table of equal rows with the advice below it', () => {
    const worse = compared('full', {
      result: result('full', 0.9, { retention: { before: 3.37, after: 3.3, change: -0.07 } }),
    });
    const lines = comparisonMarkdown(comparison({ methods: [worse, compared('lora')] }), 'en').split('\n');
    const table = lines.filter((line) => line.startsWith('|'));
    expect(table).toHaveLength(5);
    expect(new Set(table.map((line) => line.split('|').length)).size).toBe(1);
    expect(table[1]).toMatch(/^(\| --- )+\|$/);
    expect(table[3]).toContain('| full | 0.90 | 0.85..0.95 | 0.10 | 3.37 -0.07 | 1 min 15 s |');
    expect(lines.at(-1)).toBe('- Take LoRA: it is the cheapest.');
  });
});
