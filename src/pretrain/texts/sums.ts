/** The sums that everybody knows by heart, with one answer each: operands to ten, in English and Hinglish, in digits and in words. */
import type { Exchange } from './talk.js';

const ENGLISH = words(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
);
const HINDI = words(
  'zero ek do teen chaar paanch chhe saat aath nau das gyarah baarah terah chaudah pandrah solah satrah atharah unnis bees',
);
const TO_TEN = Array.from({ length: 11 }, (_, n) => n);

function words(text: string): readonly string[] {
  return text.split(' ');
}

/** Additions and multiplications of all pairs to ten, subtractions that stay above zero; what is asked in words is answered in words. */
export function sums(): Exchange[] {
  return TO_TEN.flatMap((a) => TO_TEN.flatMap((b) => [...added(a, b), ...taken(a + b, b), ...multiplied(a, b)]));
}

function added(a: number, b: number): Exchange[] {
  const [x, y, z] = [ENGLISH[a], ENGLISH[b], ENGLISH[a + b]];
  const [p, q, r] = [HINDI[a], HINDI[b], HINDI[a + b]];
  return [
    exchange('en', `${a} plus ${b} is ${a + b}.`, [
      `What is ${a} + ${b}?`,
      `What is ${a} plus ${b}?`,
      `${a}+${b}`,
      `${a} + ${b} = ?`,
      `How much is ${a} and ${b}?`,
      `Add ${a} and ${b}.`,
    ]),
    exchange('en', `${capital(x)} plus ${y} is ${z}.`, [`What is ${x} plus ${y}?`, `how much is ${x} and ${y}`]),
    exchange('hi-Latn', `${a} aur ${b} milkar ${a + b} hote hain.`, [
      `${a} aur ${b} kitne hote hain?`,
      `${a} plus ${b} kitna hota hai?`,
      `${a} + ${b} kitna hua?`,
      `${a} mein ${b} jodo`,
    ]),
    exchange('hi-Latn', `${capital(p)} aur ${q} milkar ${r} hote hain.`, [`${p} aur ${q} kitne hote hain?`]),
  ];
}

function taken(from: number, b: number): Exchange[] {
  return [
    exchange('en', `${from} minus ${b} is ${from - b}.`, [
      `What is ${from} - ${b}?`,
      `What is ${from} minus ${b}?`,
      `${from}-${b}`,
      `Subtract ${b} from ${from}.`,
    ]),
    exchange('hi-Latn', `${from} mein se ${b} ghatao toh ${from - b} bachta hai.`, [
      `${from} mein se ${b} gaya toh kitna bacha?`,
      `${from} minus ${b} kitna hota hai?`,
    ]),
  ];
}

function multiplied(a: number, b: number): Exchange[] {
  return [
    exchange('en', `${a} times ${b} is ${a * b}.`, [
      `What is ${a} times ${b}?`,
      `What is ${a} x ${b}?`,
      `${a} x ${b} = ?`,
      `${a}*${b}`,
      `Multiply ${a} by ${b}.`,
    ]),
    exchange('hi-Latn', `${a} guna ${b} ${a * b} hota hai.`, [
      `${a} guna ${b} kitna hota hai?`,
      `${a} into ${b} kitna hota hai?`,
    ]),
  ];
}

const capital = (word = ''): string => word.charAt(0).toUpperCase() + word.slice(1);

const exchange = (lang: Exchange['lang'], answer: string, wordings: readonly string[]): Exchange => ({
  lang,
  turns: [
    { role: 'user', wordings },
    { role: 'assistant', wordings: [answer] },
  ],
});
