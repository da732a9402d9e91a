/** Whether a few sentences explain something: the interview room's rubric on a small scale. Pure. */
import type { Localized } from '../../base/localized.js';
import { scoreAnswer } from '../interview/score.js';
import type { RubricMistake, RubricPoint } from '../interview/types.js';
import { SCORE_WORDS } from '../interview/wording.js';
import { isJoining, wordsOf } from '../interview/words.js';

export interface ExplanationRubric {
  points: readonly RubricPoint[];
  mistakes?: readonly RubricMistake[];
  /** So many points must be said (default 1), in at least so many words (default 6). */
  needed?: number;
  words?: number;
  /** What to do is said in a command, and commands are short: "Remove the copies, keep one." */
  command?: boolean;
}

export interface Explanation {
  ok: boolean;
  /** The sentences that said a point. */
  evidence: string[];
  /** Why it is not enough; null when it is. */
  lacks: Localized | null;
}

const WORDS = 6;
const COMMAND_WORDS = 14;

/** A list of keywords explains nothing, whatever it hits; neither does a text with a misconception in it. */
export function judgeExplanation(
  text: string,
  { points, mistakes = [], needed = 1, words = WORDS, command = false }: ExplanationRubric,
): Explanation {
  const score = scoreAnswer({ points: [...points], mistakes: [...mistakes] }, text);
  const evidence = [...new Set(score.points.flatMap((point) => point.evidence ?? []))];
  const said = score.points.filter((point) => point.evidence !== null).length;
  const lacks = (): Localized | null => {
    if (text.trim() === '') return EMPTY;
    if (score.words < words) return tooShort(words);
    const stuffed = score.stuffed || isList(text) || isRepeated(text);
    if (stuffed && !(command && score.words <= COMMAND_WORDS)) return SCORE_WORDS.stuffed;
    const [mistake] = score.mistakes;
    if (mistake !== undefined) return mistake.say;
    return said < needed ? MISSING : null;
  };
  const fault = lacks();
  return { ok: fault === null, evidence: fault === null ? evidence : [], lacks: fault };
}

/** Of an explanation's words, as few as this that hold sentences together make it a list. */
const FEW_JOINING = 0.15;

/** Next to nothing that holds it together; or three pieces or more between marks, of two words or so each. */
function isList(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  if (words.filter(isJoining).length < FEW_JOINING * words.length) return true;
  const pieces = text.split(/[,.;:|/\n]+/).map((piece) => piece.split(/\s+/).filter(Boolean).length);
  const filled = pieces.filter((words) => words > 0);
  return filled.length >= 3 && filled.reduce((sum, count) => sum + count, 0) / filled.length < 3;
}

/** The same few words again and again. */
function isRepeated(text: string): boolean {
  const words = wordsOf(text);
  return words.length >= 8 && new Set(words).size < words.length / 3;
}

export const EMPTY: Localized = { en: 'Not filled in yet.', hi: 'Abhi khaali hai.' };
const tooShort = (words: number): Localized => ({
  en: `Too short to be an explanation: at least ${words} words, in a sentence.`,
  hi: `Samjhane ke liye bahut chhota: kam se kam ${words} shabd, poore vaakya mein.`,
});
/** What is missing is not told: that is what the hints are for. */
const MISSING: Localized = {
  en: 'The reason that counts here was not found in it. Say what it does to training or to the score.',
  hi: 'Jo wajah yahan ginti hai woh isme nahi mili. Batao ki training ya score par kya asar hota hai.',
};
