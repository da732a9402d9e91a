/** Every record has its fields, and they hold text. */
import { mapText } from '../../base/localized.js';
import type { Check, ConversionProblem } from '../types.js';
import { isBlank } from './support/blank.js';
import { type KindWords, kindCheck } from './support/kind-check.js';
import { joinChecks } from './support/row-check.js';

type Kind = Extract<ConversionProblem['kind'], 'missing-field' | 'empty-field' | 'not-a-string'>;

const WORDS: Record<Kind, KindWords> = {
  'missing-field': {
    en: ['lacks a field', 'lack a field'],
    hi: ['mein field hi nahi hai', 'mein field hi nahi hai'],
    remedy: {
      en: 'Give every record both its prompt and its answer, or remove it.',
      hi: 'Har record mein prompt aur jawab dono do, ya use hata do.',
    },
  },
  'empty-field': {
    en: ['has an empty field', 'have an empty field'],
    hi: ['mein field khaali hai', 'mein field khaali hai'],
    remedy: {
      en: 'Fill it in, or remove the record: from an empty answer a model learns to say nothing.',
      hi: 'Use bharo, ya record hatao: khaali jawab se model chup rehna seekhta hai.',
    },
  },
  'not-a-string': {
    en: ['has a field that is not text', 'have a field that is not text'],
    hi: ['mein field text nahi hai', 'mein field text nahi hai'],
    remedy: {
      en: 'Take the text out of the list or object, into a field of its own: {"question": "...", "answer": "..."}.',
      hi: 'List ya object ke andar ka text nikaal kar apne field mein rakho: {"question": "...", "answer": "..."}.',
    },
  },
};

const BLANK_ANSWER = { en: 'only white space as the answer', hi: 'jawab mein sirf khaali jagah' };

function complete(kind: Kind): Check {
  return kindCheck(kind, 'row', WORDS[kind], ({ problem, example }) => {
    if (problem?.kind === kind) {
      const { field, detail } = problem;
      return field ? mapText(detail, (words) => `${field}: ${words}`) : detail;
    }
    if (kind === 'empty-field' && example && isBlank(example.output)) return BLANK_ANSWER;
    return undefined;
  });
}

export const completeFields: Check = joinChecks(
  complete('missing-field'),
  complete('empty-field'),
  complete('not-a-string'),
);
