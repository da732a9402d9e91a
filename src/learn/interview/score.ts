/**
 * A rubric of words, not a human, and the app says so. Sixty points for what is said, twenty for the absence of misconceptions, ten for structure, ten for
 * length; the last three only in so far as the answer says something. Pure.
 */
import type { Localized } from '../../base/localized.js';
import { GENEROUS, type Phrase, phraseOf, STRICT, says } from './phrases.js';
import type { AnswerScore, Band, InterviewQuestion, PointResult, RubricPoint, StructureMark } from './types.js';
import { proseShare, type Sentence, sentencesOf, withoutSilent, wordsOf } from './words.js';

export const WEIGHTS = { points: 60, mistakes: 20, structure: 10, length: 10 } as const;
/** Scores from which a band begins. */
export const BANDS: readonly [Band, number][] = [
  ['strong', 80],
  ['solid', 60],
  ['vague', 20],
];

const MISTAKE_COST = 15;
/** Words of a good answer of about two minutes. */
const GOOD_LENGTH = { from: 60, to: 280, none: 8, tooLong: 480 };
/** Nobody explains such a thing well in fewer words. */
const SHORT = 40;
/** A sentence shows at most one point for so many words: nobody explains a thing in less. */
const WORDS_PER_POINT = 5;
/** Prose has more words that hold it together, and longer sentences. */
const STUFFED_SHARE = 0.25;
/** The share of points at which these count in full: nobody says everything in two minutes. */
const ALL_POINTS = 0.9;
const FULL_CREDIT = 0.7;

type Rubric = Pick<InterviewQuestion, 'points' | 'mistakes'> & Partial<Pick<InterviewQuestion, 'ask'>>;

export function scoreAnswer(rubric: Rubric, answer: string): AnswerScore {
  const sentences = sentencesOf(answer);
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0);
  const points = pointResults(rubric.points, sentences.filter(notOf(rubric.ask)));
  const mistakes = rubric.mistakes.flatMap(({ id, say, any }) => {
    const wanted = any.map(phraseOf);
    const found = sentences.find((sentence) => wanted.some((phrase) => says(sentence, phrase, STRICT)));
    return found === undefined ? [] : [{ id, say, evidence: found.text }];
  });
  const whole = points.reduce((sum, point) => sum + point.weight, 0);
  const hit = points.reduce((sum, point) => sum + (point.evidence === null ? 0 : point.weight), 0) / whole;
  const credit = Math.min(1, hit / FULL_CREDIT);
  const structure = structureOf(answer);
  const parts = {
    points: WEIGHTS.points * Math.min(1, hit / ALL_POINTS),
    mistakes: credit * Math.max(0, WEIGHTS.mistakes - MISTAKE_COST * mistakes.length),
    structure: credit * WEIGHTS.structure * Math.min(1, structure.length / 3),
    length: credit * WEIGHTS.length * lengthShare(words),
  };
  const stuffed = words >= 5 && isStuffed(answer, sentences);
  const sum = parts.points + parts.mistakes + parts.structure + parts.length - MISTAKE_COST * mistakes.length;
  const most = stuffed ? topOf('vague') : words < SHORT ? topOf('solid') : 100;
  const total = Math.max(0, Math.min(most, Math.round(sum)));
  const short = !stuffed && Math.round(sum) > total;
  return { total, band: bandOf(total), parts, points, mistakes, structure, words, stuffed, short };
}

/** The question said again answers nothing. */
function notOf(ask: Localized | undefined): (sentence: Sentence) => boolean {
  if (ask === undefined) return () => true;
  const asked = new Set(wordsOf(`${ask.en} ${ask.hi}`));
  return ({ words }) => words.some((word) => !asked.has(word));
}

/** Whether misconceptions, structure and length counted in part only. */
export const isPartCredit = ({ parts, mistakes }: AnswerScore): boolean =>
  mistakes.length === 0 && parts.mistakes < WEIGHTS.mistakes;

export function bandOf(total: number): Band {
  return BANDS.find(([, from]) => total >= from)?.[0] ?? 'empty';
}

const topOf = (band: Band): number => {
  const above = BANDS.findIndex(([name]) => name === band) - 1;
  return (BANDS[above]?.[1] ?? 101) - 1;
};

/** Each point with the first sentence that says it and is not full of others. */
function pointResults(points: readonly RubricPoint[], sentences: readonly Sentence[]): PointResult[] {
  const room = new Map(sentences.map((sentence) => [sentence, Math.ceil(sentence.words.length / WORDS_PER_POINT)]));
  const saying = new Map(sentences.map((sentence) => [sentence, withoutSilent(sentence)]));
  const before = new Map(sentences.map((sentence, index) => [sentence, sentences[index - 1]]));
  return points.map(({ id, say, weight, any }) => {
    const wanted: Phrase[] = any.map(phraseOf);
    const withRoom = sentences.filter((sentence) => (room.get(sentence) ?? 0) > 0);
    const found =
      withRoom.find((sentence) => wanted.some((phrase) => says(saying.get(sentence) ?? sentence, phrase, GENEROUS))) ??
      withRoom.find((sentence) => {
        const linked = linkedSentence(before.get(sentence), sentence);
        return linked !== null && wanted.some((phrase) => says(withoutSilent(linked), phrase, GENEROUS));
      });
    if (found !== undefined) room.set(found, (room.get(found) ?? 0) - 1);
    return { id, say, weight, evidence: found?.text ?? null };
  });
}

/** "I watch the validation loss. If it rises, ...": what a sentence begins by pointing back to belongs to it. */
const POINTS_BACK =
  /^\W*(?:\w+\W+)?(it|its|this|that|these|they|yeh|ye|woh|wo|isse|usse|iska|uska|isko|usko|isme|usme|tab)\b/i;

function linkedSentence(before: Sentence | undefined, sentence: Sentence): Sentence | null {
  if (before === undefined || !POINTS_BACK.test(sentence.text)) return null;
  const clauses = 1 + Math.max(...before.clauses);
  return {
    text: sentence.text,
    words: [...before.words, ...sentence.words],
    clauses: [...before.clauses, ...sentence.clauses.map((clause) => clauses + clause)],
  };
}

const MARKS: Record<StructureMark, RegExp> = {
  definition: /\b(is|are|means|refers to|matlab|yaani|hai|hain|hota hai|hoti hai|kehte hain)\b/i,
  reason: /\b(because|since|so that|so|therefore|that is why|kyunki|kyonki|kyuki|isliye|taaki|wajah)\b/i,
  procedure: /\b(first|then|next|after that|finally|step|before|after|pehle|phir|uske baad|fir|aakhir|baad)\b/i,
  'trade-off':
    /\b(but|however|while|whereas|instead|trade-?off|on the other hand|although|rather|lekin|magar|jabki|balki|ya phir)\b/i,
  example: /\b(for example|for instance|e\.g\.|such as|like|say|if|jaise|misaal|maan lo|example|agar)\b/i,
};

const structureOf = (answer: string): StructureMark[] =>
  (Object.keys(MARKS) as StructureMark[]).filter((mark) => MARKS[mark].test(answer));

function lengthShare(words: number): number {
  const { from, to, none, tooLong } = GOOD_LENGTH;
  if (words <= none || words >= tooLong) return 0;
  if (words < from) return (words - none) / (from - none);
  return words <= to ? 1 : (tooLong - words) / (tooLong - to);
}

/** Terms in a row: little that holds sentences together, or commas all the way. */
function isStuffed(answer: string, sentences: readonly Sentence[]): boolean {
  if (proseShare(answer) < STUFFED_SHARE) return true;
  const commas = answer.split(',').length - 1;
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0);
  return commas >= 6 && words / (commas + 1) < 3;
}
