/**
 * A rubric of words, not a human, and the app says so. Sixty points for what is said, twenty for the absence of misconceptions, ten for structure, ten for
 * length; the last three only in so far as the answer says something. Pure.
 */
import type { AnswerScore, Band, InterviewQuestion, StructureMark } from './types.js';
import { NEGATION, proseShare, type Sentence, sentencesOf, wordsOf } from './words.js';

export const WEIGHTS = { points: 60, mistakes: 20, structure: 10, length: 10 } as const;
/** Scores from which a band begins. */
export const BANDS: readonly [Band, number][] = [
  ['strong', 80],
  ['solid', 60],
  ['vague', 25],
];

const MISTAKE_COST = 10;
/** Words of a good answer of about two minutes. */
const GOOD_LENGTH = { from: 60, to: 260, none: 8, tooLong: 480 };
/** Words may stand this far apart beyond the phrase's own length. */
const SPREAD = 5;
/** Words before a phrase in which a negation turns it round. */
const NEGATION_REACH = 3;
/** Prose has more function words, and longer sentences. */
const STUFFED_SHARE = 0.2;
/** The share of points at which everything else counts in full. */
const FULL_CREDIT = 0.4;

type Rubric = Pick<InterviewQuestion, 'points' | 'mistakes'>;

export function scoreAnswer(rubric: Rubric, answer: string): AnswerScore {
  const sentences = sentencesOf(answer);
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0);
  const points = rubric.points.map(({ id, say, weight, any }) => ({
    id,
    say,
    weight,
    evidence: evidenceOf(sentences, any),
  }));
  const mistakes = rubric.mistakes.flatMap(({ id, say, any }) => {
    const evidence = evidenceOf(sentences, any);
    return evidence === null ? [] : [{ id, say, evidence }];
  });
  const whole = points.reduce((sum, point) => sum + point.weight, 0);
  const hit = points.reduce((sum, point) => sum + (point.evidence === null ? 0 : point.weight), 0) / whole;
  const credit = Math.min(1, hit / FULL_CREDIT);
  const structure = structureOf(answer);
  const parts = {
    // The second half of the points is worth less than the first: nobody says everything in two minutes.
    points: WEIGHTS.points * Math.min(1, hit / 0.8),
    mistakes: credit * Math.max(0, WEIGHTS.mistakes - MISTAKE_COST * mistakes.length),
    structure: credit * WEIGHTS.structure * Math.min(1, structure.length / 3),
    length: credit * WEIGHTS.length * lengthShare(words),
  };
  const stuffed = words >= 5 && isStuffed(answer, sentences);
  const sum = parts.points + parts.mistakes + parts.structure + parts.length - (mistakes.length > 0 ? MISTAKE_COST : 0);
  const total = Math.max(0, Math.round(stuffed ? Math.min(sum, topOf('vague')) : sum));
  return { total, band: bandOf(total), parts, points, mistakes, structure, words, stuffed };
}

export function bandOf(total: number): Band {
  return BANDS.find(([, from]) => total >= from)?.[0] ?? 'empty';
}

const topOf = (band: Band): number => {
  const above = BANDS.findIndex(([name]) => name === band) - 1;
  return (BANDS[above]?.[1] ?? 101) - 1;
};

/** The first sentence that says one of the phrases, and does not deny it. */
function evidenceOf(sentences: readonly Sentence[], phrases: readonly string[]): string | null {
  const wanted = phrases.map(wordsOf);
  return sentences.find((sentence) => wanted.some((phrase) => says(sentence.words, phrase)))?.text ?? null;
}

/** Whether all words of the phrase stand close together. A phrase without a negation must not be preceded by one. */
function says(words: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0) return false;
  const window = phrase.length + (phrase.length === 1 ? 0 : SPREAD);
  for (let start = 0; start < words.length; start++) {
    const part = words.slice(start, start + window);
    if (!part.includes(phrase[0] ?? '') && !phrase.some((word) => part[0] === word)) continue;
    if (!phrase.every((word) => part.includes(word))) continue;
    if (phrase.includes(NEGATION) || !deniedAt(words, phrase, start, window)) return true;
  }
  return false;
}

function deniedAt(words: readonly string[], phrase: readonly string[], start: number, window: number): boolean {
  const places = phrase.map((word) => words.indexOf(word, start)).filter((place) => place < start + window);
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return words.slice(Math.max(0, first - NEGATION_REACH), last + 2).includes(NEGATION);
}

const MARKS: Record<StructureMark, RegExp> = {
  definition: /\b(is|are|means|refers to|matlab|yaani|hota hai|hoti hai|kehte hain|ka arth)\b/i,
  reason: /\b(because|since|so that|therefore|that is why|kyunki|kyonki|kyuki|isliye|taaki|wajah)\b/i,
  procedure: /\b(first|then|next|after that|finally|step|pehle|phir|uske baad|fir|aakhir)\b/i,
  'trade-off':
    /\b(but|however|while|whereas|instead|trade-?off|on the other hand|although|lekin|magar|jabki|par|balki)\b/i,
  example: /\b(for example|for instance|e\.g\.|such as|like a|say,|jaise|misaal|maan lo|example)\b/i,
};

const structureOf = (answer: string): StructureMark[] =>
  (Object.keys(MARKS) as StructureMark[]).filter((mark) => MARKS[mark].test(answer));

function lengthShare(words: number): number {
  const { from, to, none, tooLong } = GOOD_LENGTH;
  if (words <= none || words >= tooLong) return 0;
  if (words < from) return (words - none) / (from - none);
  return words <= to ? 1 : (tooLong - words) / (tooLong - to);
}

/** Terms in a row: few function words, or commas all the way. */
function isStuffed(answer: string, sentences: readonly Sentence[]): boolean {
  if (proseShare(answer) < STUFFED_SHARE) return true;
  const commas = answer.split(',').length - 1;
  const words = sentences.reduce((sum, sentence) => sum + sentence.words.length, 0);
  return commas >= 6 && words / (commas + 1) < 3;
}
