/** Answers as comparable words: English and Hinglish, as people type them. Pure. */
import { normalised } from './spellings.js';

export interface Sentence {
  text: string;
  words: string[];
  /** For each word, the clause it stands in: what a negation can reach. */
  clauses: number[];
}

export const NEGATION = 'nahi';

/** Sentences with their normalised words; a line break or a list mark ends a sentence, too. */
export function sentencesOf(text: string): Sentence[] {
  return text
    .split(/(?<=[.!?।;])\s+|\n+|(?:^|\s)[-*•]\s+/u)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .map(sentenceOf);
}

function sentenceOf(text: string): Sentence {
  const parts = text.split(/[,:()–—]+(?=\s|$)|\s-\s|\s(?=(?:but|while|whereas|lekin|magar|jabki|balki|instead)\s)/iu);
  const words = parts.map(wordsOf);
  return { text, words: words.flat(), clauses: words.flatMap((part, clause) => part.map(() => clause)) };
}

export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/n['’]t\b/g, ' not')
      // "not only A but B" denies nothing.
      .replace(/\bnot (only|just)\b|\b(sirf|keval) (.{0,30}?) nahi(n?)\b/g, '$3')
      .replace(/fine[\s-]?tun/g, 'finetun')
      .replace(/pre[\s-]train/g, 'pretrain')
      .replace(/over[\s-]fit/g, 'overfit')
      .replace(/low[\s-]rank/g, 'lowrank')
      .replace(/hold[\s-]out/g, 'holdout')
      .split(/[^\p{L}\p{N}%.]+/u)
      .map((word) => word.replace(/^\.+|\.+$/g, ''))
      .filter((word) => word !== '')
      .map(normalised)
  );
}

/** Words that say nothing by themselves: between the words of a phrase they do not count as distance. ("a" is also LoRA's A.) */
const SILENT = new Set(
  `an the is are was were be been being am of it its this that these those we you i they he she has have had will would
  can could should hai hain tha thi the ka ki ke ko ho hota hoti hote jo woh wo yeh ye bhi hi to toh`.split(/\s+/),
);

/** The sentence without them. */
export function withoutSilent({ text, words, clauses }: Sentence): Sentence {
  const kept = words.map((word) => !SILENT.has(word));
  return { text, words: words.filter((_, at) => kept[at]), clauses: clauses.filter((_, at) => kept[at]) };
}

/** Words that hold sentences together, in both languages; "and", "or", "aur", "ya" and "with" hold lists together, too. */
const JOINING = new Set(
  `a an the is are was were be been being am to of in on for it its this that these those we you i they he she he's which who what when where
  if then so as by from than at into can could will would should must may might have has had do does did our their your my his her there here
  because since while but not no just each per still also only how why very too all some any other
  hai hain tha thi the ho hota hoti hote hoga hogi honge hua hui hue hun hoon ka ki ke ko se me mein main par pe tak liye wala wale wali
  kar karo karke karta karte karti karna karne karein kare karega kiya kiye raha rahe rahi rehta rehte rehti jata jaata jaate jaati jao gaya
  gayi gaye jo jab jaise jahan agar to toh isse usse iska uska iske uske isme usme inme yeh ye woh wo wahi bhi hi na nahi nahin matlab yaani
  hum tum main mera apna apne apni kya kyun kyunki isliye lekin magar phir fir sirf kuch koi bas tab ab aise waise deta dete deti do dena
  leta lete leti lo lena sakta sakte sakti chahiye padta padti padte`.split(/\s+/),
);
/** Verbs that answers in this field are made of. */
const VERBS =
  /^(train|learn|use|using|need|keep|give|make|take|get|run|stay|become|show|tell|know|mean|want|start|add|hold|store|save|load|measure|compare|change|update|freeze|split|check|write|read|choose|pick|happen|work|depend|fit|cost|go|come|look|see|say|call|think|help|let|set|put|ask|answer|follow|improve|reduce|increase|drop|remove|forget|adapt|teach)(s|es|ed|d|ing)?$/;

/** Whether a word (in small letters) is one that no sentence does without; a list of terms may deny and name actions, but has none of these. */
export const isJoining = (word: string): boolean => JOINING.has(word) && normalised(word) !== NEGATION;

/** Share of words that prose is held together by; below a quarter an answer is a list of terms. */
export function proseShare(text: string): number {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}']+/u)
    .filter(Boolean);
  if (words.length === 0) return 0;
  return words.filter((word) => JOINING.has(word) || VERBS.test(word)).length / words.length;
}
