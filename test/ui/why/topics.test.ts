import { describe, expect, it } from 'vitest';
import { hyperparameterFields } from '../../../src/plan/hyperparameter-fields.js';
import { NUMBERS_OF } from '../../../src/ui/why/numbers.js';
import { WHY_SCREENS } from '../../../src/ui/why/screens.js';
import { explain, topicsFrom, turnedTopic, type WhyTopic } from '../../../src/ui/why/topics.js';
import { DEFAULT_CHOICES } from '../../../src/workflow/drive.js';
import { initialState, type WorkflowState } from '../../../src/workflow/machine.js';
import { STEPS } from '../../../src/workflow/types.js';
import { evaluation, planned, prepared, progress } from '../../workflow/worlds.js';

const empty = initialState(DEFAULT_CHOICES);
const full: WorkflowState = {
  ...empty,
  prepared: prepared(),
  planned: planned(),
  progress: progress(),
  outcome: { status: 'succeeded', training: null, evaluation: evaluation() },
};

const topics: [string, WhyTopic][] = [
  ...STEPS.map((step): [string, WhyTopic] => [`step ${step}`, { step }]),
  ...hyperparameterFields.map(({ key }): [string, WhyTopic] => [`setting ${key}`, { field: key }]),
  ...[...new Set(Object.values(NUMBERS_OF).flat())].map((number): [string, WhyTopic] => [
    `number ${number}`,
    { number },
  ]),
  ...WHY_SCREENS.map((screen): [string, WhyTopic] => [`screen ${screen}`, { screen }]),
];

describe('why', () => {
  it.each(topics)('%s is answered in both languages, with and without numbers', (_, topic) => {
    for (const state of [empty, full]) {
      const { title, text } = explain(topic, state);
      for (const said of [title.en, title.hi, text.en, text.hi]) {
        expect(said).not.toMatch(/undefined|\bnull\b|Infinity|\[object/);
        expect(said.trim()).not.toBe('');
        expect(said).not.toMatch(/\p{Script=Devanagari}/u);
      }
      expect(text.hi).not.toBe(text.en);
    }
  });

  it.each(topics.filter(([name]) => name !== 'screen settings'))('%s names a lesson', (_, topic) => {
    expect(explain(topic, full).lesson).toMatch(/^(0[1-9]|1[0-5])-[a-z-]+(#[a-z-]+)?$/);
  });

  it('turns from what is in focus to the step and to each of its numbers, and round again', () => {
    const state: WorkflowState = { ...full, step: 'hyperparameters' };
    const topic = { field: 'epochs' };
    expect(topicsFrom(topic, state)).toEqual([
      topic,
      { step: 'hyperparameters' },
      ...NUMBERS_OF.hyperparameters.map((number) => ({ number })),
    ]);
    expect(turnedTopic(topic, state, -1)).toMatchObject({ topic: { number: 'cost' }, at: 5, of: 6 });
    expect(turnedTopic({ number: 'time' }, state, 0).of).toBe(5);
    expect(topicsFrom(topic, { ...empty, step: 'hyperparameters' })).toHaveLength(2);
  });

  it('speaks of the rows of the person', () => {
    expect(explain({ step: 'validate' }, full).text.en).toContain('line 2 trains 1 of its 2 tokens');
    expect(explain({ step: 'monitor' }, full).text.en).toContain('the right token gets 45% of the probability');
    // B (576 x 8) and A (8 x 576) beside a layer of 576 x 576.
    expect(explain({ field: 'lora.rank' }, full).text.en).toContain('only 9216');
    expect(explain({ field: 'lora.alpha' }, full).text.en).toContain('counts 2 times (16 / 8)');
  });
});
