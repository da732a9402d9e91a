/** Every line of the file can be read. */
import type { Check, RowFault } from '../types.js';
import { type KindWords, kindCheck } from './support/kind-check.js';
import { joinChecks } from './support/row-check.js';

const FAULTS: Record<RowFault['kind'], KindWords & { code: string }> = {
  'not-json': {
    code: 'unparsable-line',
    en: ['cannot be parsed', 'cannot be parsed'],
    hi: ['parse nahi hui', 'parse nahi huin'],
    remedy: {
      en: 'Write one complete JSON object per line, with double quotes around keys and texts.',
      hi: 'Har line par ek poora JSON object likho; keys aur text double quotes mein.',
    },
  },
  truncated: {
    code: 'truncated-line',
    en: ['stops in the middle of a record', 'stop in the middle of a record'],
    hi: ['record ke beech mein hi khatam ho gayi', 'record ke beech mein hi khatam ho gayin'],
    remedy: {
      en: 'The download or export was probably cut off: make the file again, or remove the broken end.',
      hi: 'Shayad download ya export beech mein ruk gaya: file dobara banao, ya toota hua hissa hatao.',
    },
  },
  'not-an-object': {
    code: 'not-an-object',
    en: ['holds valid JSON that is not an object', 'hold valid JSON that is not an object'],
    hi: ['JSON to hai par object nahi', 'JSON to hain par object nahi'],
    remedy: {
      en: 'Each record must be an object with named fields, such as {"input": "...", "output": "..."}.',
      hi: 'Har record ek object hona chahiye jiske fields ke naam hon, jaise {"input": "...", "output": "..."}.',
    },
  },
  ragged: {
    code: 'ragged-row',
    en: ['has another number of columns than the header', 'have another number of columns than the header'],
    hi: ['mein columns ki ginti header se alag hai', 'mein columns ki ginti header se alag hai'],
    remedy: {
      en: 'Put texts that contain the delimiter or a line break in double quotes.',
      hi: 'Jin texts mein delimiter ya line break hai, unhe double quotes mein likho.',
    },
  },
  'too-long': {
    code: 'line-too-long',
    en: ['is too long to be one example', 'are too long to be one example'],
    hi: ['ek example ke liye bahut lambi hai', 'ek example ke liye bahut lambi hain'],
    remedy: {
      en: 'Check that line breaks between records were not lost; split huge documents into examples.',
      hi: 'Dekho ki records ke beech ke line breaks gayab to nahi; bade documents ko examples mein baanto.',
    },
  },
  'too-deep': {
    code: 'too-deep',
    en: ['is nested too deeply', 'are nested too deeply'],
    hi: ['bahut gehri nested hai', 'bahut gehri nested hain'],
    remedy: {
      en: 'Write flat records: named texts, or one list of messages.',
      hi: 'Seedhe records likho: naam wale texts, ya messages ki ek list.',
    },
  },
  'bad-encoding': {
    code: 'bad-encoding',
    en: [
      'holds bytes that are not valid text in the encoding of the file',
      'hold bytes that are not valid text in the encoding of the file',
    ],
    hi: [
      'mein aise bytes hain jo file ki encoding mein valid text nahi',
      'mein aise bytes hain jo file ki encoding mein valid text nahi',
    ],
    remedy: { en: 'Save the file again as UTF-8.', hi: 'File ko UTF-8 mein dobara save karo.' },
  },
};

function readable(kind: RowFault['kind']): Check {
  const words = FAULTS[kind];
  return kindCheck(words.code, 'line', words, ({ row }) =>
    'fault' in row && row.fault.kind === kind ? row.fault.detail : undefined,
  );
}

export const readableLines: Check = joinChecks(
  readable('not-json'),
  readable('truncated'),
  readable('not-an-object'),
  readable('ragged'),
  readable('too-long'),
  readable('too-deep'),
  readable('bad-encoding'),
);
