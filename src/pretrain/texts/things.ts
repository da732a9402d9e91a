/** Tables of everyday things, written by hand, as questions and answers: the same few sentences about very many nouns, alone or some in a row. Pure. */
import type { Random } from '../../base/random.js';
import type { CorpusDocument } from '../corpus/types.js';
import { casual } from './polish.js';
import { FRAMES } from './thing-frames.js';

type Language = keyof typeof FRAMES;

/** One row: its fields by their key. `is2` and the like stand beside the field without the number. */
export interface Thing {
  lang: Language;
  fields: Readonly<Record<string, string>>;
}

const PASSES = 4;
/** How many questions a conversation has. */
const QUESTIONS = [1, 1, 2, 3] as const;

/** Rows `key: value; key: value`, one a line. Throws a `RangeError`, with the row, for an unknown key, an empty or a missing field. */
export function parseThings(lang: Language, content: string, where: string): Thing[] {
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({ lang, fields: fieldsOf(lang, line.trim(), where) }));
}

function fieldsOf(lang: Language, line: string, where: string): Thing['fields'] {
  const { required, names, fields } = FRAMES[lang];
  const row = Object.fromEntries(
    line
      .split(';')
      .filter((part) => part.trim() !== '')
      .map((part) => {
        const [, key = '', value = ''] = /^([a-z0-9]+): (.+)$/.exec(part.trim()) ?? [];
        if (!names.includes(key) && fields[plainKey(key)] === undefined)
          throw new RangeError(`${where}: ${part.trim()}: ${line}`);
        return [key, value.trim()];
      }),
  );
  const missing = required.find((key) => row[key] === undefined);
  if (missing !== undefined) throw new RangeError(`${where}: no ${missing}: ${line}`);
  return row;
}

const plainKey = (key: string): string => key.replace(/\d$/, '');

/** Every field of every row asked `PASSES` times, each time in other words and in another order. */
export function* thingTalk(things: readonly Thing[], random: Random): Generator<CorpusDocument> {
  for (let pass = 0; pass < PASSES; pass++) {
    const waiting = random.shuffle(things.flatMap((thing) => questionsOf(thing)));
    while (waiting.length > 0) {
      const size = QUESTIONS[random.below(QUESTIONS.length)] ?? 1;
      const taken = waiting.splice(0, size);
      yield { messages: taken.flatMap((one) => asked(one, random)), lang: taken[0]?.thing.lang ?? 'en' };
    }
  }
}

interface Question {
  thing: Thing;
  key: string;
  value: string;
}

/** Nobody asks how many there are of what is one. */
const questionsOf = (thing: Thing): Question[] =>
  Object.entries(thing.fields)
    .filter(
      ([key, value]) => !FRAMES[thing.lang].names.includes(key) && !/^(count: one|kitna: ek) /.test(`${key}: ${value}`),
    )
    .map(([key, value]) => ({ thing, key: plainKey(key), value }));

function asked(question: Question, random: Random): { role: 'user' | 'assistant'; content: string }[] {
  const { ask, say } = FRAMES[question.thing.lang].fields[question.key] ?? { ask: [], say: [] };
  const words = wordsOf(question);
  const one = (frames: readonly string[]): string => {
    const fitting = frames.map((frame) => filled(frame, words)).filter((sentence) => sentence !== null);
    return fitting[random.below(fitting.length)] ?? '';
  };
  return [
    { role: 'user', content: casual(one(ask), question.thing.lang, random) },
    { role: 'assistant', content: one(say) },
  ];
}

/** What the signs of a frame stand for in this row; a sign without an entry makes the frame unfit for it. */
function wordsOf({ thing, key, value }: Question): Record<string, string> {
  const { noun = '', plural, oblique = noun, gender = 'm' } = thing.fields;
  const [first = '', second = ''] = value.split('=').map((part) => part.trim());
  const counted = key === 'kitna' ? / ([mf])$/.exec(first) : null;
  const v = counted === null ? first : first.slice(0, counted.index);
  const words = v.split(' ');
  return {
    n: noun,
    o: oblique,
    ...(plural !== undefined && { many: plural }),
    about: plural ?? noun,
    v,
    v2: second,
    ...(key === 'kyun'
      ? { counted: words.slice(0, -2).join(' '), count: words.slice(-2).join(' ') }
      : { count: words[0] ?? '', counted: words.slice(1).join(' ') }),
    gender,
    countedGender: counted?.[1] ?? 'm',
  };
}

function filled(frame: string, words: Record<string, string>): string | null {
  let isWhole = true;
  const sentence = frame
    .replace(/\{\{(\w+):(\w+)\}\}/g, words.countedGender === 'f' ? '$2' : '$1')
    .replace(/\{(\w+):(\w+)\}/g, words.gender === 'f' ? '$2' : '$1')
    .replace(/\{(\w+)\}/g, (_, sign: string) => {
      const word = words[sign] ?? words[sign.toLowerCase()];
      if (word === undefined) isWhole = false;
      return words[sign] ?? capital(word ?? '');
    });
  return isWhole ? sentence : null;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
