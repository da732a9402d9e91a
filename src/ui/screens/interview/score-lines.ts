/** A score explained: its parts, each point with the sentence that said it, what is missing, the model answer. Pure. */
import { say } from '../../../base/localized.js';
import { clock } from '../../../learn/interview/report.js';
import { bandOf, isPartCredit, WEIGHTS } from '../../../learn/interview/score.js';
import { type Mock, mockScore } from '../../../learn/interview/session.js';
import type { AnswerScore, InterviewQuestion } from '../../../learn/interview/types.js';
import { BAND_WORDS, SCORE_WORDS } from '../../../learn/interview/wording.js';
import { suggestedGrade } from '../../../learn/reviews/grades.js';
import type { Drawing } from '../../drawing.js';
import { BLANK, type Line, labelled, line, span, textLine, wrapped } from '../lesson/lines.js';
import type { InterviewState, Sitting } from './reducer.js';

export function resultLines(
  { question, score, grade, draft }: Sitting & { score: AnswerScore },
  drawing: Drawing,
): Line[] {
  const { words, lang, width } = drawing;
  const { interview } = words;
  const { sources } = question;
  const ask =
    grade === null
      ? line(span(`${interview.suggests} `), span(interview.grades[suggestedGrade(score.total)], 'accent'))
      : line(span(`${interview.grades[grade]}. `, 'good'), span(interview.graded));
  return [
    ...headLines(score, drawing),
    ask,
    BLANK,
    ...pointLines(score, drawing),
    BLANK,
    textLine(`${say(SCORE_WORDS.model, lang)}:`, 'strong'),
    ...wrapped(say(question.answer, lang), width),
    ...(sources.length === 0
      ? []
      : wrapped(`${say(SCORE_WORDS.sources, lang)}: ${sources.join('; ')}`, width, 'muted')),
    ...wrapped(`${interview.lesson}: ${question.lesson}`, width, 'muted'),
    BLANK,
    textLine(`${interview.yours}:`, 'strong'),
    ...draft.lines.flatMap((text) => (text === '' ? [BLANK] : wrapped(text, width, 'muted'))),
  ];
}

function headLines(score: AnswerScore, { lang, width }: Drawing): Line[] {
  const { parts, total, band, words, stuffed, short } = score;
  const part = (name: keyof typeof WEIGHTS): string =>
    `${say(SCORE_WORDS[name], lang)} ${Math.round(parts[name])}/${WEIGHTS[name]}`;
  const shares = (['points', 'mistakes', 'structure', 'length'] as const).map(part).join(', ');
  const tone = band === 'strong' ? 'good' : band === 'solid' ? 'plain' : 'warn';
  return [
    line(span(`${total} / 100`, 'strong'), span(`  ${say(BAND_WORDS[band], lang)}`, tone)),
    ...wrapped(`${shares}; ${words} ${say(SCORE_WORDS.words, lang)}`, width, 'muted'),
    ...(isPartCredit(score) ? wrapped(say(SCORE_WORDS.credit, lang), width, 'muted') : []),
    ...(stuffed ? wrapped(say(SCORE_WORDS.stuffed, lang), width, 'warn') : []),
    ...(short ? wrapped(say(SCORE_WORDS.short, lang), width, 'warn') : []),
    ...wrapped(say(SCORE_WORDS.honest, lang), width, 'muted'),
  ];
}

function pointLines(score: AnswerScore, { lang, width, theme: { symbol } }: Drawing): Line[] {
  return [
    ...score.points.flatMap(({ say: point, evidence }) =>
      evidence === null
        ? labelled(`${symbol.todo} ${say(SCORE_WORDS.missing, lang)}:`, 'warn', say(point, lang), width)
        : [...labelled(symbol.done, 'good', say(point, lang), width), ...wrapped(`"${evidence}"`, width, 'muted', 4)],
    ),
    ...score.mistakes.flatMap(({ say: point, evidence }) => [
      ...labelled(`${symbol.error} ${say(SCORE_WORDS.misconception, lang)}:`, 'bad', say(point, lang), width),
      ...wrapped(`"${evidence}"`, width, 'muted', 4),
    ]),
  ];
}

export function finishedLines(
  { mock, path, failed }: NonNullable<InterviewState['finished']>,
  drawing: Drawing,
): Line[] {
  const { words, lang, width } = drawing;
  const { interview } = words;
  const total = mockScore(mock);
  return [
    line(span(`${interview.done}: `, 'strong'), span(`${total} / 100, ${say(BAND_WORDS[bandOf(total)], lang)}`)),
    ...wrapped(
      failed ? interview.notSaved : path === null ? interview.saving : `${interview.report} ${path}`,
      width,
      failed ? 'warn' : 'accent',
    ),
    ...wrapped(say(SCORE_WORDS.honest, lang), width, 'muted'),
    ...mock.answers.flatMap((answer, index) => [BLANK, ...answerLines(answer, index, drawing)]),
  ];
}

function answerLines({ question, score, seconds }: Mock['answers'][number], index: number, drawing: Drawing): Line[] {
  const { lang, width } = drawing;
  const time = seconds === null ? '' : `, ${clock(seconds)}`;
  return [
    ...labelled(`${index + 1}.`, 'accent', say(question.ask, lang), width),
    textLine(`${score.total} / 100, ${say(BAND_WORDS[score.band], lang)}${time}`, 'strong'),
    ...pointLines(score, drawing),
    ...wrapped(
      `${say(SCORE_WORDS.model, lang)}: ${say((question satisfies InterviewQuestion).answer, lang)}`,
      width,
      'muted',
    ),
  ];
}
