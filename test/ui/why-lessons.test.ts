/** Every "Why?" panel leads to a lesson that exists, and from the eight steps, their settings and their numbers to a section of it. */
import { describe, expect, test } from 'vitest';
import { loadLesson } from '../../src/learn/lesson/load.js';
import { hyperparameterFields } from '../../src/plan/hyperparameter-fields.js';
import { lessonPlace } from '../../src/ui/why/explanation.js';
import { NUMBERS_OF, whyNumber } from '../../src/ui/why/numbers.js';
import { WHY_SCREENS } from '../../src/ui/why/screens.js';
import { explain, type WhyTopic } from '../../src/ui/why/topics.js';
import { DEFAULT_CHOICES } from '../../src/workflow/drive.js';
import { initialState, type WorkflowState } from '../../src/workflow/machine.js';
import { STEPS } from '../../src/workflow/types.js';
import { facts, metrics, score } from '../learn/debrief/reports.js';
import { evaluation, planned, prepared, progress } from '../workflow/worlds.js';

/** A run that has come to its end, with every number that any task has. */
const every = { precision: score(0.8), recall: score(0.8), f1: score(0.8), accuracy: score(0.8) };
const soft = { exactMatch: score(0.4), tokenF1: score(0.5), chrF: score(40), parses: score(0.9) };
const full: WorkflowState = {
  ...initialState(DEFAULT_CHOICES),
  prepared: prepared(),
  planned: planned(),
  progress: progress(),
  outcome: {
    status: 'succeeded',
    training: facts().report.training,
    evaluation: {
      ...evaluation(),
      base: metrics(2, { ...every, ...soft }),
      tuned: metrics(1, { ...every, ...soft }),
      worse: [{ row: 4, baseLoss: 1, tunedLoss: 2 }],
    },
  },
};

const numbers = [...new Set(Object.values(NUMBERS_OF).flat())];
const ofTheSteps: [string, WhyTopic][] = [
  ...STEPS.map((step): [string, WhyTopic] => [`step ${step}`, { step }]),
  ...hyperparameterFields.map(({ key }): [string, WhyTopic] => [`setting ${key}`, { field: key }]),
  ...numbers.map((number): [string, WhyTopic] => [`number ${number}`, { number }]),
];

test.each(numbers)('the number %s is told of itself, and not the step in its place', (number) => {
  expect(whyNumber(number, full)).not.toBeNull();
});

describe('leads to a lesson and its section', () => {
  test.each(ofTheSteps)('%s', async (_, topic) => {
    const { id, section } = lessonPlace(explain(topic, full).lesson ?? '');
    const lesson = await loadLesson(id);
    expect(lesson.id).toBe(id);
    expect(lesson.sections.map((one) => one.id)).toContain(section);
  });
});

describe('leads to a lesson', () => {
  test.each(WHY_SCREENS.filter((screen) => screen !== 'settings'))('screen %s', async (screen) => {
    const { id, section } = lessonPlace(explain({ screen }, full).lesson ?? '');
    const lesson = await loadLesson(id);
    expect(lesson.id).toBe(id);
    if (section !== undefined) expect(lesson.sections.map((one) => one.id)).toContain(section);
  });
});
