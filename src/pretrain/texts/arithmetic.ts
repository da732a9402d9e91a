/** Sums, comparisons and short lists in words and digits, in English and Hinglish: small numbers, always right. */
import type { Random } from '../../base/random.js';
import type { CorpusDocument, CorpusLanguage } from '../corpus/types.js';

interface Answered {
  question: string;
  answer: string;
  lang: CorpusLanguage;
}

const WORDS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const HINDI = ['zero', 'ek', 'do', 'teen', 'chaar', 'paanch', 'chhe', 'saat', 'aath', 'nau', 'das', 'gyarah', 'baarah'];
const THINGS = ['apples', 'books', 'pencils', 'mangoes', 'coins', 'balls', 'eggs', 'flowers', 'sweets', 'kites'];
const THINGS_HI = ['aam', 'kele', 'pencil', 'sikke', 'laddu', 'phool', 'ande', 'samose'];
const NAMES = ['Riya', 'Sam', 'Meera', 'Tom', 'Zoya', 'Ben', 'Asha', 'Leo'];

const KINDS: readonly ((random: Random) => Answered)[] = [
  plus,
  minus,
  times,
  larger,
  shopping,
  shoppingHindi,
  sequence,
  sumHindi,
  spelled,
];

/** `count` questions, as conversations, and a few as plain text. */
export function* arithmetic(count: number, random: Random): Generator<CorpusDocument> {
  for (let i = 0; i < count; i++) {
    const { question, answer, lang } = pick(KINDS, random)(random);
    if (random.below(5) === 0) yield { text: `Q: ${question}\n\nA: ${answer}`, lang };
    else
      yield {
        messages: [
          { role: 'user', content: question },
          { role: 'assistant', content: answer },
        ],
        lang,
      };
  }
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.below(items.length)] as T;
}

function plus(random: Random): Answered {
  const [a, b] = [random.below(30), random.below(21)];
  const question = pick(
    [`What is ${a} + ${b}?`, `What is ${a} plus ${b}?`, `${a} + ${b} = ?`, `Add ${a} and ${b}.`],
    random,
  );
  return { question, answer: pick([`${a} + ${b} = ${a + b}.`, `${a} plus ${b} is ${a + b}.`], random), lang: 'en' };
}

function minus(random: Random): Answered {
  const b = random.below(20);
  const a = b + random.below(20);
  const question = pick([`What is ${a} - ${b}?`, `What is ${a} minus ${b}?`, `Subtract ${b} from ${a}.`], random);
  return { question, answer: pick([`${a} - ${b} = ${a - b}.`, `${a} minus ${b} is ${a - b}.`], random), lang: 'en' };
}

function times(random: Random): Answered {
  const [a, b] = [random.below(10) + 1, random.below(10) + 1];
  const question = pick([`What is ${a} times ${b}?`, `${a} x ${b} = ?`, `Multiply ${a} by ${b}.`], random);
  return { question, answer: pick([`${a} x ${b} = ${a * b}.`, `${a} times ${b} is ${a * b}.`], random), lang: 'en' };
}

function larger(random: Random): Answered {
  const a = random.below(90) + 1;
  const b = a + random.below(40) + 1;
  const [first, second] = random.below(2) === 0 ? [a, b] : [b, a];
  if (random.below(2) === 0)
    return {
      question: `Which number is larger, ${first} or ${second}?`,
      answer: `${b} is larger than ${a}.`,
      lang: 'en',
    };
  return {
    question: `${first} aur ${second} mein kaunsa bada hai?`,
    answer: `${b} bada hai, ${a} chhota hai.`,
    lang: 'hi-Latn',
  };
}

function shopping(random: Random): Answered {
  const [name, thing] = [pick(NAMES, random), pick(THINGS, random)];
  const [a, b] = [random.below(9) + 3, random.below(3) + 1];
  if (random.below(2) === 0) {
    const question = `${name} has ${WORDS[a] ?? a} ${thing} and gives away ${WORDS[b]}. How many ${thing} are left?`;
    return { question, answer: `${name} has ${a - b} ${thing} left, because ${a} - ${b} = ${a - b}.`, lang: 'en' };
  }
  const question = `${name} has ${a} ${thing} and buys ${b} more. How many ${thing} does ${name} have now?`;
  return { question, answer: `${name} has ${a + b} ${thing} now, because ${a} + ${b} = ${a + b}.`, lang: 'en' };
}

function shoppingHindi(random: Random): Answered {
  const [name, thing] = [pick(NAMES, random), pick(THINGS_HI, random)];
  const [a, b] = [random.below(8) + 5, random.below(3) + 1];
  const question = `${name} ke paas ${HINDI[a] ?? a} ${thing} hain, usne ${HINDI[b]} de diye. Kitne bache?`;
  return { question, answer: `${name} ke paas ${HINDI[a - b] ?? a - b} ${thing} bache.`, lang: 'hi-Latn' };
}

function sumHindi(random: Random): Answered {
  const [a, b] = [random.below(20) + 1, random.below(20) + 1];
  const question = pick(
    [`${a} aur ${b} kitne hote hain?`, `${a} plus ${b} kitna hota hai?`, `${a} + ${b} kitna hua?`],
    random,
  );
  return {
    question,
    answer: pick([`${a} aur ${b} milkar ${a + b} hote hain.`, `${a} + ${b} = ${a + b} hota hai.`], random),
    lang: 'hi-Latn',
  };
}

function sequence(random: Random): Answered {
  const [start, step] = [random.below(20) + 1, random.below(5) + 1];
  const shown = Array.from({ length: 4 }, (_, i) => start + i * step).join(', ');
  return { question: `What comes next: ${shown}?`, answer: `The next number is ${start + 4 * step}.`, lang: 'en' };
}

function spelled(random: Random): Answered {
  const n = random.below(13);
  if (random.below(2) === 0) return { question: `Write ${n} as a word.`, answer: `${n} is "${WORDS[n]}".`, lang: 'en' };
  return {
    question: `${n} ko Hindi mein kya kehte hain?`,
    answer: `${n} ko Hindi mein "${HINDI[n]}" kehte hain.`,
    lang: 'hi-Latn',
  };
}
