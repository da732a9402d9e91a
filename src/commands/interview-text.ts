/** The interview room as lines of text. */
import { type Lang, say } from '../base/localized.js';
import { wrapWords } from '../base/wrap-words.js';
import { isPartCredit } from '../learn/interview/score.js';
import type { InterviewRoom } from '../learn/interview/store.js';
import type { AnswerScore, InterviewQuestion } from '../learn/interview/types.js';
import { BAND_WORDS, SCORE_WORDS } from '../learn/interview/wording.js';
import { suggestedGrade } from '../learn/reviews/grades.js';

const WIDTH = 78;

const WORDS = {
  due: { en: 'to repeat today', hi: 'aaj dohrane hain' },
  none: { en: 'nothing is due', hi: 'aaj kuch dohrana nahi hai' },
  hint: { en: 'hint', hi: 'hint' },
  suggests: { en: 'The score suggests', hi: 'Score ke hisaab se' },
  how: {
    en: 'Answer one: vishesh interview ask ID --answer TEXT. Five in a row: vishesh interview mock. With a clock: in the app, Learn, Interview.',
    hi: 'Ek ka jawab do: vishesh interview ask ID --answer TEXT. Paanch lagataar: vishesh interview mock. Ghadi ke saath: app mein, Learn, Interview.',
  },
};

export const HOW = WORDS.how;

export function roomText({ questions, standing }: InterviewRoom, lang: Lang): string {
  const { due, scores } = standing;
  const topics = [...new Set(questions.map(({ topic }) => topic))];
  const row = (question: InterviewQuestion): string => {
    const score = scores.get(question.id);
    const mark = due.includes(question.id) ? '*' : score === undefined ? ' ' : 'x';
    return `  [${mark}] ${question.id.padEnd(24)} ${score === undefined ? '   ' : String(score).padStart(3)}  ${say(question.ask, lang)}`;
  };
  return [
    due.length === 0 ? say(WORDS.none, lang) : `${due.length} ${say(WORDS.due, lang)} [*]`,
    ...topics.flatMap((topic) => ['', topic, ...questions.filter((one) => one.topic === topic).map(row)]),
  ].join('\n');
}

export function questionText({ id, topic, ask, hints }: InterviewQuestion, shown: number, lang: Lang): string {
  const given = hints.slice(0, shown).map((hint, index) => `${say(WORDS.hint, lang)} ${index + 1}: ${say(hint, lang)}`);
  return [`${id} (${topic})`, say(ask, lang), ...given].flatMap(wrapped).join('\n');
}

export function scoreText({ answer, sources }: InterviewQuestion, score: AnswerScore, lang: Lang): string {
  const { parts } = score;
  const part = (name: 'points' | 'mistakes' | 'structure' | 'length', of: number): string =>
    `${say(SCORE_WORDS[name], lang)} ${Math.round(parts[name])}/${of}`;
  return [
    `${score.total} / 100, ${say(BAND_WORDS[score.band], lang)}`,
    `${part('points', 60)}, ${part('mistakes', 20)}, ${part('structure', 10)}, ${part('length', 10)}; ${score.words} ${say(SCORE_WORDS.words, lang)}`,
    ...(isPartCredit(score) ? [say(SCORE_WORDS.credit, lang)] : []),
    ...(score.stuffed ? [say(SCORE_WORDS.stuffed, lang)] : []),
    ...(score.short ? [say(SCORE_WORDS.short, lang)] : []),
    say(SCORE_WORDS.honest, lang),
    '',
    ...score.points.map(({ say: point, evidence }) =>
      evidence === null
        ? `[ ] ${say(SCORE_WORDS.missing, lang)}: ${say(point, lang)}`
        : `[x] ${say(point, lang)}\n    "${evidence}"`,
    ),
    ...score.mistakes.map(
      ({ say: point, evidence }) =>
        `[!] ${say(SCORE_WORDS.misconception, lang)}: ${say(point, lang)}\n    "${evidence}"`,
    ),
    '',
    `${say(SCORE_WORDS.model, lang)}:`,
    say(answer, lang),
    ...(sources.length === 0 ? [] : [`${say(SCORE_WORDS.sources, lang)}: ${sources.join('; ')}`]),
    '',
    `${say(WORDS.suggests, lang)}: --grade ${suggestedGrade(score.total)}`,
  ]
    .flatMap((text) => text.split('\n').flatMap(wrapped))
    .join('\n');
}

/** As wide as the lessons; what stands in keeps standing in. */
function wrapped(text: string): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines = wrapWords(text.trim(), WIDTH - indent.length);
  return lines.length === 0 ? [''] : lines.map((line) => indent + line);
}
