import { describe, expect, it } from 'vitest';
import type { Method } from '../../../src/plan/types.js';
import { adviseMethod } from '../../../src/workflow/compare/advice.js';
import type { Comparison } from '../../../src/workflow/compare/schema.js';
import { compared, comparison, result, score } from './worlds.js';

type Difference = Comparison['differences'][number];
const pair = (a: Method, b: Method, value: number, tie: boolean, metric: Difference['metric'] = 'accuracy') => {
  const half = tie ? Math.abs(value) + 0.05 : Math.abs(value) / 2;
  return { a, b, metric, difference: score(value, half), tie };
};
const scored = (accuracies: Partial<Record<Method, number>>, changes: Partial<Record<Method, object>> = {}) =>
  (['full', 'lora', 'partial'] as const)
    .filter((method) => accuracies[method] !== undefined)
    .map((method) => compared(method, { result: result(method, accuracies[method]!, changes[method]) }));

const advise = (change: Partial<Comparison>) => {
  const advice = adviseMethod(comparison(change));
  for (const { en, hi } of advice.sentences) {
    expect(en).not.toBe(hi);
    expect(`${en}${hi}`).not.toMatch(/undefined|NaN|null/);
  }
  return { method: advice.method, text: advice.sentences.map(({ en }) => en).join('\n') };
};

describe('the advice after a comparison', () => {
  it('calls differences inside the interval a tie and takes the cheaper one', () => {
    const { method, text } = advise({
      methods: scored({ full: 0.97, lora: 0.93 }),
      differences: [pair('full', 'lora', -0.04, true)],
    });
    expect(method).toBe('lora');
    expect(text).toContain('Full fine-tuning and LoRA tie: accuracy 0.97, 0.93');
    expect(text).toContain('Take LoRA, the cheapest of them');
    expect(text).toContain('40 s, 1.7 GB, 9.8 MB (full fine-tuning 1 min 15 s, 4.5 GB, 538 MB)');
  });

  it('takes the better one where the difference is sure, whatever it costs', () => {
    const { method, text } = advise({
      methods: scored({ full: 0.97, lora: 0.5 }),
      differences: [pair('full', 'lora', -0.47, false)],
    });
    expect(method).toBe('full');
    expect(text).toContain('Full fine-tuning is better than LoRA: accuracy 0.97 against 0.50');
    expect(text).toMatch(/difference \+0\.47, 95% interval \+0\.2\d \.\. \+0\.7/);
    expect(text).not.toContain('tie');
  });

  it('takes a loss for better when it is lower', () => {
    const chat = scored({ full: 0.2, lora: 0.9 });
    expect(advise({ metric: 'loss', higherIsBetter: false, methods: chat }).method).toBe('lora');
  });

  it('compares memory, then size, where the times are alike', () => {
    const same = { seconds: 41 };
    const level = [pair('lora', 'partial', 0, true)];
    const first = advise({
      methods: scored({ lora: 0.9, partial: 0.9 }, { lora: { ...same, peakRssBytes: 3e9 }, partial: same }),
      differences: level,
    });
    expect(first.method).toBe('partial');
    expect(advise({ methods: scored({ lora: 0.9, partial: 0.9 }), differences: level }).method).toBe('lora');
  });

  it('falls back on overlapping intervals where the rows were not kept', () => {
    expect(advise({ methods: scored({ full: 0.97, lora: 0.93 }) }).method).toBe('lora');
    expect(advise({ methods: scored({ full: 0.97, lora: 0.5 }) }).method).toBe('full');
  });

  it('names a method that forgot general text, and passes over one that forgot too much', () => {
    const some = { retention: { before: 3.37, after: 3.7, change: 0.33 } };
    const told = advise({ methods: scored({ full: 0.97, lora: 0.5 }, { full: some }) });
    expect(told.method).toBe('full');
    expect(told.text).toContain('Full fine-tuning forgot some general text (loss 3.37 -> 3.70, perplexity +39%)');
    const much = { verdict: 'do-not-ship', retention: { before: 3.37, after: 4.5, change: 1.13 } };
    const passed = advise({ methods: scored({ full: 0.97, lora: 0.5 }, { full: much }) });
    expect(passed.method).toBe('lora');
    expect(passed.text).toContain('forgot too much');
  });

  it('advises none when none beats the base', () => {
    const worse = { verdict: 'do-not-ship' };
    const { method, text } = advise({
      methods: scored({ full: 0.1, lora: 0.1 }, { full: worse, lora: worse }),
    });
    expect(method).toBeNull();
    expect(text).toContain('Take none of them yet');
    const unsure = { verdict: 'not-enough-evidence' };
    const open = advise({ methods: scored({ full: 0.1, lora: 0.2 }, { full: unsure, lora: unsure }) });
    expect(open.method).toBe('lora');
    expect(open.text).toContain('None is shown to be better than the base yet; if one must be taken now, take LoRA');
    const one = advise({ methods: scored({ full: 0.1, lora: 0.9 }, { full: unsure }) });
    expect(one.text).toContain('Full fine-tuning is not shown to be better than the base (accuracy 0.10 -> 0.10)');
  });

  it('takes a method that is shown to beat the base before a cheaper one that ties with it but is not', () => {
    const unsure = { verdict: 'not-enough-evidence' };
    const level = [pair('full', 'lora', -0.04, true), pair('full', 'partial', -0.02, true)];
    const only = advise({
      methods: scored({ full: 0.97, lora: 0.93, partial: 0.95 }, { lora: unsure, partial: unsure }),
      differences: level,
    });
    expect(only.method).toBe('full');
    expect(only.text).toContain('Take full fine-tuning, the only one of them shown to be better than the base');
    const two = advise({
      methods: scored({ full: 0.97, lora: 0.93, partial: 0.95 }, { lora: unsure }),
      differences: level,
    });
    expect(two.method).toBe('partial');
    expect(two.text).toContain('the cheapest of those of them shown to be better than the base');
  });

  it('tells methods that are better but forgot too much to train less, not more', () => {
    const much = { verdict: 'do-not-ship', retention: { before: 3.37, after: 4.5, change: 1.13 } };
    const all = advise({ methods: scored({ full: 0.97, lora: 0.9 }, { full: much, lora: much }) });
    expect(all.method).toBeNull();
    expect(all.text).toContain('Take none of them yet.');
    expect(all.text).toContain('(accuracy 0.10 -> 0.97, 0.90): train fewer epochs or with a lower learning rate');
    expect(all.text).not.toMatch(/not beat the base|more epochs/);
    const one = advise({
      methods: scored({ full: 0.97, lora: 0.1 }, { full: much, lora: { verdict: 'do-not-ship' } }),
    });
    expect(one.text).toContain('LoRA does not beat the base (accuracy 0.10): more rows, more epochs');
    expect(one.text).toContain('Full fine-tuning forgot too much general text, whatever the score');
  });

  it('shows a change of the loss with the digits that it needs', () => {
    const falling = (before: number, last: number) => [
      { step: 45, value: before },
      { step: 90, value: last },
    ];
    const { text } = advise({
      methods: [
        compared('full', { validationLosses: falling(0.1749, 0.1652) }),
        compared('lora', { validationLosses: falling(0.0041, 0.0032) }),
      ],
    });
    expect(text).toContain('(validation loss 0.175 -> 0.165)');
    expect(text).toContain('(validation loss 0.00410 -> 0.00320)');
  });

  it('advises nothing, and says so, while a method has not run to its end', () => {
    const waiting = { jobId: null, result: null, validationLosses: [] };
    const { method, text } = advise({
      status: 'running',
      methods: [
        compared('full'),
        compared('lora', { status: 'waiting', ...waiting }),
        compared('partial', { status: 'interrupted', ...waiting }),
      ],
    });
    expect(method).toBeNull();
    expect(text).toBe('No advice yet: LoRA and partial training have not run to the end.');
  });

  it('tells of a method that was still improving, and of few rows', () => {
    const methods = [
      compared('full', {
        validationLosses: [
          { step: 45, value: 2 },
          { step: 90, value: 1.5 },
        ],
      }),
      compared('lora'),
    ];
    const { text } = advise({ methods, data: { train: 40, validation: 4, test: 4 } });
    expect(text).toContain('Full fine-tuning was still improving at the end (validation loss 2.00 -> 1.50)');
    expect(text).not.toContain('LoRA was still improving');
    expect(text).toContain('Only 4 held-out rows');
  });

  it('tells when the likelihoods decide what the answers do not', () => {
    const { method, text } = advise({
      methods: scored({ full: 0.97, lora: 0.93 }),
      differences: [pair('full', 'lora', -0.04, true), pair('full', 'lora', 0.4, false, 'loss')],
    });
    expect(method).toBe('lora');
    expect(text).toContain('By the loss alone full fine-tuning is better');
  });

  it('says which was skipped with its figures, cancelled or failed', () => {
    const { method, text } = advise({
      methods: [
        compared('full', {
          status: 'skipped',
          result: null,
          estimate: { seconds: 1, memoryBytes: 9.8e9, diskBytes: 4e9 },
          room: { freeMemoryBytes: 6.1e9, freeDiskBytes: 80e9 },
        }),
        compared('lora'),
        compared('partial', {
          status: 'failed',
          result: null,
          error: { message: { en: 'The loss diverged.', hi: 'Loss bigad gaya.' }, next: { en: 'x', hi: 'y' } },
        }),
      ],
    });
    expect(method).toBe('lora');
    expect(text).toContain('memory needed / free 9.8 GB / 6.1 GB');
    expect(text).toContain('Partial training failed. The loss diverged.');
    const none = advise({ methods: [compared('lora', { status: 'cancelled', result: null })] });
    expect(none.method).toBeNull();
    expect(none.text).toContain('nothing to advise');
    expect(none.text).toContain('LoRA was cancelled');
  });
});
