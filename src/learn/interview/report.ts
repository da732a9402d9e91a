/** A mock interview as Markdown. Pure. */
import { type Lang, type Localized, say } from '../../base/localized.js';
import { bandOf } from './score.js';
import { type Mock, type MockAnswer, mockScore } from './session.js';
import type { InterviewQuestion } from './types.js';
import { BAND_WORDS, SCORE_WORDS } from './wording.js';

const WORDS = {
  title: { en: 'Mock interview', hi: 'Mock interview' },
  total: { en: 'Mean score', hi: 'Average score' },
  question: { en: 'question', hi: 'sawaal' },
  score: { en: 'score', hi: 'score' },
  time: { en: 'time', hi: 'time' },
  answer: { en: 'Your answer', hi: 'Tumhara jawab' },
  none: { en: '(nothing)', hi: '(kuch nahi)' },
  next: { en: 'Read again', hi: 'Dobara padho' },
  nothing: { en: 'nothing: every answer was solid', hi: 'kuch nahi: har jawab theek tha' },
} satisfies Record<string, Localized>;

/** `date`: of the interview, as it is to be shown. */
export function mockReport(mock: Mock, lang: Lang, date: string): string {
  const { answers } = mock;
  const total = mockScore(mock);
  return [
    `# ${say(WORDS.title, lang)}, ${date}`,
    `**${say(WORDS.total, lang)}: ${total} / 100 (${say(BAND_WORDS[bandOf(total)], lang)})**`,
    say(SCORE_WORDS.honest, lang),
    [
      `| | ${say(WORDS.question, lang)} | ${say(WORDS.score, lang)} | ${say(WORDS.time, lang)} |`,
      '|--|--|--|--|',
      ...answers.map(
        ({ question, score, seconds }, index) =>
          `| ${index + 1} | ${cell(say(question.ask, lang))} | ${score.total} | ${seconds === null ? '' : clock(seconds)} |`,
      ),
    ].join('\n'),
    `${say(WORDS.next, lang)}: ${weakLessons(answers).join(', ') || say(WORDS.nothing, lang)}`,
    ...answers.map((answer, index) => answerPart(answer, index, lang)),
  ].join('\n\n');
}

function answerPart({ question, text, score }: MockAnswer, index: number, lang: Lang): string {
  const said = score.points.filter(({ evidence }) => evidence !== null);
  const missing = score.points.filter(({ evidence }) => evidence === null);
  const lines = [
    ...said.map(({ say: point, evidence }) => `- [x] ${say(point, lang)} "${inLine(evidence ?? '')}"`),
    ...missing.map(({ say: point }) => `- [ ] ${say(SCORE_WORDS.missing, lang)}: ${say(point, lang)}`),
    ...score.mistakes.map(
      ({ say: point, evidence }) =>
        `- [!] ${say(SCORE_WORDS.misconception, lang)}: ${say(point, lang)} "${inLine(evidence)}"`,
    ),
  ];
  return [
    `## ${index + 1}. ${say(question.ask, lang)}`,
    `${score.total} / 100 (${say(BAND_WORDS[score.band], lang)})`,
    `**${say(WORDS.answer, lang)}**`,
    quoted(text.trim() || say(WORDS.none, lang)),
    ...(score.stuffed ? [say(SCORE_WORDS.stuffed, lang)] : []),
    ...(score.short ? [say(SCORE_WORDS.short, lang)] : []),
    lines.join('\n'),
    `**${say(SCORE_WORDS.model, lang)}**`,
    quoted(say(question.answer, lang)),
    ...sourcesOf(question, lang),
  ].join('\n\n');
}

const sourcesOf = ({ sources }: InterviewQuestion, lang: Lang): string[] =>
  sources.length === 0 ? [] : [`${say(SCORE_WORDS.sources, lang)}: ${sources.join('; ')}`];

/** The lessons of answers that were less than solid. */
const weakLessons = (answers: readonly MockAnswer[]): string[] => [
  ...new Set(
    answers
      .filter(({ score }) => score.band === 'vague' || score.band === 'empty')
      .map(({ question }) => `vishesh learn ${question.lesson}`),
  ),
];

/** `m:ss` */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

const inLine = (text: string): string => text.replaceAll(/\s+/g, ' ');
const cell = (text: string): string => inLine(text).replaceAll('|', '\\|');
const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
