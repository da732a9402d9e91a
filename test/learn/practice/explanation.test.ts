/** What counts as an explanation: sentences in both languages do, keywords do not, whatever they hit. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { RubricPoint } from '../../../src/learn/interview/types.js';
import { loadContent, type PracticeContent } from '../../../src/learn/practice/content.js';
import { judgeExplanation } from '../../../src/learn/practice/explanation.js';
import { FAULTS } from '../../../src/learn/practice/types.js';
import { EXPLAINED } from './solver.js';

let content: PracticeContent;
beforeAll(async () => {
  content = await loadContent();
});

const rubricOf = (code: string) => Object.values(content.rubrics.findings).find(({ codes }) => codes.includes(code))!;

/** Every word of every phrase in a row: the best that somebody can do who explains nothing. */
const stuffing = (points: readonly RubricPoint[], glue: string): string =>
  points
    .flatMap(({ any }) =>
      any.map((phrase) =>
        phrase
          .split(' ')
          .map((place) => place.split('|')[0])
          .join(' '),
      ),
    )
    .join(glue);

/** A second way to say each, as other learners would. */
const OTHERWISE: Record<string, { why: string; fix: string }> = {
  'exact-duplicate': {
    why: 'Model ek hi row ko baar baar dekhta hai aur message ko ratt leta hai.',
    fix: 'Copies nikal do, bas pehli row rakho.',
  },
  'near-duplicate': {
    why: 'If one of the pair is in train and its twin in the test, the score looks better than it really is.',
    fix: 'Keep only the best row of the two.',
  },
  'conflicting-answers': {
    why: 'Ek hi message ke do alag label hain, model samajh nahi payega kaun sa sahi hai.',
    fix: 'Message padho aur galat label wali row hatao.',
  },
  'label-spelling': {
    why: 'For the model "Refund" and "refund" are two different classes, although we mean one label.',
    fix: 'Convert every label to lowercase and trim the spaces.',
  },
  'empty-field': {
    why: 'Label khaali hai to model us row se kuch seekh nahi sakta.',
    fix: 'Woh row hata do, ya label bhar do.',
  },
  'ragged-row': {
    why: 'Text mein comma hai par quotes nahi, isliye row mein ek column zyada ho gaya.',
    fix: 'Wrap the message in double quotes.',
  },
  'control-characters': {
    why: 'There are invisible characters inside a word, so the tokenizer makes strange tokens out of it.',
    fix: 'Strip those characters from the text.',
  },
  mojibake: {
    why: 'Rupee ka sign toot gaya hai kyunki file galat encoding se padhi gayi thi.',
    fix: 'File ko UTF-8 mein dobara save karo.',
  },
  'phone-number': {
    why: 'Training ke baad model yeh phone number kisi ko bhi bata sakta hai.',
    fix: 'Number ki jagah [PHONE] likhkar mask karo.',
  },
  'email-address': {
    why: 'It is personal data of a customer, and the model may memorise the email and leak it.',
    fix: 'Replace the email with a placeholder.',
  },
};

describe.each([...FAULTS])('%s', (code) => {
  it('is explained by sentences of both kinds', () => {
    for (const { why, fix } of [EXPLAINED[code]!, OTHERWISE[code]!]) {
      const [one, two] = [
        judgeExplanation(why, { points: rubricOf(code).why }),
        judgeExplanation(fix, { points: rubricOf(code).fix, words: 3, command: true }),
      ];
      expect(one.lacks?.en, why).toBeUndefined();
      expect(two.lacks?.en, fix).toBeUndefined();
      expect([...one.evidence, ...two.evidence].length).toBeGreaterThanOrEqual(2);
    }
  });

  it('is not explained by keywords, vague words or nothing', () => {
    const points = rubricOf(code).why;
    for (const text of [
      stuffing(points, ', '),
      stuffing(points, ' '),
      stuffing(points, '. '),
      `${code} ${code} ${code} data quality model training issue problem`,
      'This is a very common problem that should be solved before you go on with the work.',
      'Yeh achha nahi hai aur ise theek karna zaroori hai warna dikkat aa sakti hai.',
      '',
      '   ',
      'bad',
    ])
      expect(judgeExplanation(text, { points }).ok, text.slice(0, 80)).toBe(false);
  });
});

it('every scenario has a rubric that keywords do not satisfy', () => {
  for (const points of Object.values(content.rubrics.choose))
    for (const glue of [' ', ', ', '. '])
      expect(judgeExplanation(stuffing(points, glue), { points }).ok, stuffing(points, glue)).toBe(false);
});

it('everything is said in both languages, Hinglish in Roman script', () => {
  const texts = JSON.stringify([content.hints, content.rubrics, content.banks]);
  expect(texts).not.toMatch(/[\u0900-\u097f]/);
});
