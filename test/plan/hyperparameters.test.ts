import { describe, expect, it } from 'vitest';
import { hyperparametersSchema } from '../../src/jobs/spec.js';
import { hyperparameterFields, limitsOf, maxOf } from '../../src/plan/hyperparameter-fields.js';
import { countSteps, defaultHyperparameters } from '../../src/plan/hyperparameters.js';
import { METHODS } from '../../src/plan/types.js';
import { validateHyperparameters } from '../../src/plan/validate-hyperparameters.js';
import { nano, rows, smolLm2, threeBillion } from './worlds.js';

const full = defaultHyperparameters('full', smolLm2, rows(240));
const lora = defaultHyperparameters('lora', smolLm2, rows(240));

describe('defaults', () => {
  it('of full are the notes’ four numbers', () => {
    expect(full).toMatchObject({
      learningRate: 1e-5,
      batchSize: 8,
      epochs: 3,
      maxLength: 512,
      lora: null,
      partial: null,
    });
  });

  it('of LoRA are the notes’ rank and alpha on all seven linear layers', () => {
    expect(lora.lora).toMatchObject({ rank: 8, alpha: 16, rsLora: false });
    expect(lora.lora?.targetModules).toHaveLength(7);
  });

  it('of LoRA use ten times full’s rate on a large model with much data, and more for a small model and a short run', () => {
    expect(defaultHyperparameters('lora', threeBillion, rows(10_000)).learningRate).toBe(1e-4);
    expect(lora.learningRate).toBeGreaterThan(1e-4);
    expect(lora.learningRate).toBeLessThanOrEqual(1e-3);
  });

  it('of a tiny model take far larger steps, without a warning for it', () => {
    for (const method of METHODS) {
      const defaults = defaultHyperparameters(method, nano, rows(240));
      expect(defaults.learningRate).toBeGreaterThan(
        2 * defaultHyperparameters(method, smolLm2, rows(240)).learningRate,
      );
      expect(validateHyperparameters({}, { method, defaults })).toEqual({ ok: true, value: defaults, warnings: [] });
      const wild = validateHyperparameters({ learningRate: 3 * defaults.learningRate }, { method, defaults });
      expect(wild).toMatchObject({ ok: true, warnings: [expect.anything()] });
    }
  });

  it('of a tiny model see few rows more often and in smaller batches, and much data as others do', () => {
    for (const method of METHODS)
      expect(defaultHyperparameters(method, nano, rows(240))).toMatchObject({ batchSize: 4, epochs: 6 });
    expect(defaultHyperparameters('lora', nano, rows(5000))).toMatchObject({ batchSize: 8, epochs: 3 });
    expect(defaultHyperparameters('lora', nano, rows(50_000))).toMatchObject({ batchSize: 8, epochs: 1 });
  });

  it('give little data a fourth LoRA epoch and much data fewer', () => {
    expect(defaultHyperparameters('lora', smolLm2, rows(199)).epochs).toBe(4);
    expect(defaultHyperparameters('lora', smolLm2, rows(200)).epochs).toBe(3);
    expect(defaultHyperparameters('lora', smolLm2, rows(2000)).epochs).toBe(3);
    expect(defaultHyperparameters('lora', smolLm2, rows(50_000)).epochs).toBe(1);
  });

  it('split a batch that does not fit, and keep eight examples per step', () => {
    const long = rows(240, { longestExample: 512 });
    const h = defaultHyperparameters('lora', smolLm2, long, { freeMemoryBytes: 5e9 });
    expect(h.batchSize).toBeLessThan(8);
    expect(h.batchSize * h.gradientAccumulation).toBe(8);
  });

  it.each(METHODS)('of %s are a valid job spec and pass their own validation', (method) => {
    const defaults = defaultHyperparameters(method, smolLm2, rows(240));
    expect(hyperparametersSchema.parse(defaults)).toEqual(defaults);
    expect(validateHyperparameters({}, { method, defaults })).toEqual({ ok: true, value: defaults, warnings: [] });
  });
});

describe('steps', () => {
  it.each([
    [240, 8, 1, 3, 90],
    [241, 8, 1, 3, 93],
    [240, 4, 2, 3, 90],
    [0, 8, 1, 3, 0],
    [5, 8, 1, 0.5, 1],
  ])('%i rows, batch %i x %i, %d epochs: %i', (n, batchSize, gradientAccumulation, epochs, expected) => {
    expect(countSteps(n, { batchSize, gradientAccumulation, epochs })).toBe(expected);
  });
});

describe('validation', () => {
  const context = { method: 'lora', defaults: lora, model: smolLm2, trainExamples: 240 } as const;

  it('fills in what is absent and keeps what is given, LoRA settings one by one', () => {
    const checked = validateHyperparameters({ epochs: 5, lora: { rank: 16 } }, context);
    expect(checked).toMatchObject({ ok: true, value: { epochs: 5, batchSize: 8, lora: { rank: 16, alpha: 16 } } });
  });

  it('treats an explicit 0 as a value, not as absent', () => {
    expect(validateHyperparameters({ weightDecay: 0, earlyStoppingPatience: 0, seed: 0 }, context)).toMatchObject({
      ok: true,
      value: { weightDecay: 0, earlyStoppingPatience: 0, seed: 0 },
    });
    expect(validateHyperparameters({ epochs: 0 }, context)).toMatchObject({ ok: false });
  });

  it.each([
    [{ learningRate: 0 }, 'Learning rate: 0 is outside'],
    [{ learningRate: Number.NaN }, 'Learning rate: a number is needed'],
    [{ batchSize: 2.5 }, 'Batch size: a whole number is needed'],
    [{ maxLength: 4 }, 'Maximum length: 4 is outside 8 to 8192'],
    [{ beta2: 1 }, 'beta2: must be at least 0 and below 1'],
    [{ epsilon: 0 }, 'epsilon: must be above 0'],
    [{ lora: { rank: 0 } }, 'LoRA rank: 0 is outside'],
    [{ lora: { targetModules: [] } }, 'LoRA layers: at least one is needed'],
    [{ lora: { targetModules: ['w_proj'] } }, 'w_proj: no such layer'],
  ])('refuses %o and names the setting', (edits, message) => {
    const checked = validateHyperparameters(edits, context);
    expect(checked.ok).toBe(false);
    if (!checked.ok) expect(checked.problems.map((problem) => problem.en).join('\n')).toContain(message);
  });

  it('says when settings of another method are given, for they have no effect', () => {
    const warnings = (edits: object, method: 'lora' | 'full' | 'partial'): string[] => {
      const defaults = defaultHyperparameters(method, smolLm2, rows(240));
      const checked = validateHyperparameters(edits, { ...context, method, defaults });
      return checked.ok ? checked.warnings.map(({ en }) => en) : ['refused'];
    };
    expect(warnings({ lora: { rank: 4 } }, 'full')).toEqual([expect.stringContaining('LoRA settings')]);
    expect(warnings({ partial: { lastBlocks: 2 } }, 'lora')).toEqual([expect.stringContaining('trained blocks')]);
    expect(warnings({ lora: { rank: 4 } }, 'lora')).toEqual([]);
    expect(warnings({ lora: {}, partial: null, epochs: 2 }, 'full')).toEqual([]);
  });

  it('names every fault at once', () => {
    const checked = validateHyperparameters({ epochs: -1, batchSize: 0 }, context);
    expect(checked).toMatchObject({ ok: false });
    if (!checked.ok) expect(checked.problems).toHaveLength(2);
  });

  it('refuses more trained blocks than the model has', () => {
    const defaults = defaultHyperparameters('partial', smolLm2, rows(240));
    const checked = validateHyperparameters(
      { partial: { lastBlocks: 31 } },
      { method: 'partial', defaults, model: smolLm2 },
    );
    expect(checked).toMatchObject({ ok: false, problems: [{ en: 'Trained blocks: the model has only 30' }] });
  });

  it('names what can be chosen where a name is wrong, and the range where a number is', () => {
    const next = (edits: object): object => {
      const checked = validateHyperparameters(edits, context);
      return checked.ok ? {} : checked.next;
    };
    const modules = lora.lora?.targetModules.join(', ');
    expect(next({ lora: { targetModules: ['foo'] } })).toEqual({
      en: `LoRA layers: choose from ${modules}.`,
      hi: `LoRA layers: inme se chuno: ${modules}.`,
    });
    expect(next({ epochs: 0 })).toEqual({ en: 'Choose a value in the range.', hi: 'Range ke andar ki value chuno.' });
  });

  it('warns of a rate that often diverges, and of large steps on little data', () => {
    const checked = validateHyperparameters({ learningRate: 5e-3, batchSize: 64 }, context);
    expect(checked.ok && checked.warnings.map((warning) => warning.en).join(' ')).toMatch(
      /0\.005 is high.*only 12 steps/,
    );
  });
});

describe('the field table', () => {
  it('explains every field in both languages, each key once', () => {
    const keys = hyperparameterFields.map((field) => field.key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const field of hyperparameterFields) {
      expect(field.why.en.length, field.key).toBeGreaterThan(30);
      expect(field.why.hi, field.key).not.toBe(field.why.en);
    }
  });

  it('ends where the model ends: at its context and its blocks', () => {
    const max = (key: string, model: Parameters<typeof limitsOf>[0]): number | undefined =>
      hyperparameterFields.filter((field) => field.key === key).map((field) => maxOf(field, limitsOf(model)))[0];
    expect([max('maxLength', nano), max('partial.lastBlocks', nano), max('epochs', nano)]).toEqual([512, 6, 100]);
    expect(max('maxLength', { layers: 30, contextLength: 131072 })).toBe(8192);
    expect(max('maxLength', { layers: 30 })).toBe(8192);
    expect(max('schedule', nano)).toBeUndefined();
  });

  it('has a field for every setting a person may change', () => {
    const known = new Set(hyperparameterFields.map((field) => field.key.split('.')[0]));
    const fixed = ['beta1', 'beta2', 'epsilon'];
    expect(Object.keys(lora).filter((key) => !known.has(key) && !fixed.includes(key))).toEqual([]);
  });

  it.each(hyperparameterFields.map((field) => [field.key, field] as const))(
    '%s reads back what it shows',
    (_key, field) => {
      const h = defaultHyperparameters(field.method ?? 'lora', smolLm2, rows(240));
      expect(field.parse(field.format(h), h)).toEqual({ ok: true, value: h });
    },
  );

  it.each([
    ['learningRate', '3e-4', { learningRate: 3e-4 }],
    ['schedule', 'cosine', { schedule: 'cosine' }],
    ['lora.rank', ' 32 ', { lora: { rank: 32 } }],
    ['lora.targetModules', 'v_proj q_proj', { lora: { targetModules: ['q_proj', 'v_proj'] } }],
    ['lora.targetModules', 'all', { lora: { targetModules: lora.lora?.targetModules } }],
    ['lora.rsLora', 'haan', { lora: { rsLora: true } }],
  ])('%s takes %j', (key, typed, expected) => {
    const field = hyperparameterFields.find((one) => one.key === key);
    expect(field?.parse(typed, lora)).toMatchObject({ ok: true, value: expected });
  });

  it.each([
    ['learningRate', '', 'a number is needed'],
    ['learningRate', 'fast', 'a number is needed'],
    ['epochs', '101', '101 is outside 0.1 to 100'],
    ['schedule', 'step', 'choose one of linear, cosine, constant'],
    ['lora.rsLora', 'maybe', 'answer yes or no'],
    ['lora.targetModules', 'q_proj, lm_head', 'lm_head: no such layer'],
  ])('%s refuses %j and says why', (key, typed, why) => {
    const edit = hyperparameterFields.find((one) => one.key === key)?.parse(typed, lora);
    expect(edit).toMatchObject({ ok: false });
    if (edit && !edit.ok) expect(edit.problem.en).toContain(why);
  });
});
