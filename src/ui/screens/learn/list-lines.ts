/** The words of the list of lessons. Pure. */
import { type Lang, say } from '../../../base/localized.js';
import { wrapWords } from '../../../base/wrap-words.js';
import type { Dictionary } from '../../../i18n/index.js';
import type { Lesson } from '../../../learn/lesson/types.js';
import type { Shelf } from '../../learn-ports.js';

interface Way {
  words: Dictionary;
  lang: Lang;
  columns: number;
  /** Between two facts. */
  dot: string;
}

export function lessonRow({ id, title, minutes }: Lesson, { progress }: Shelf, { words, lang }: Way) {
  const done = progress.lessons[id];
  const mark = done?.doneAt != null ? ('done' as const) : done === undefined ? ('todo' as const) : ('now' as const);
  return { key: id, mark, name: `${id.slice(0, 2)}  ${say(title, lang)}`, end: `${minutes} ${words.learn.min}` };
}

/** What the entry pointed at is for. */
export function aboutLines({ lessons, rooms, progress }: Shelf, at: number, { words, lang, columns }: Way): string[] {
  const { learn } = words;
  const lesson = lessons[at];
  const room = rooms[at - lessons.length];
  if (lesson === undefined) return room === undefined ? [] : wrapWords(learn.roomLines[room], columns);
  const { goal, needs, sections, id } = lesson;
  const read = progress.lessons[id]?.sections.length ?? 0;
  return [
    ...wrapWords(`${learn.goal}: ${say(goal, lang)}`, Math.min(columns, 100)).slice(0, 2),
    `${learn.sections}: ${Math.min(read, sections.length)}/${sections.length}`,
    ...(needs.length === 0 ? [] : [`${learn.needs}: ${needs.join(', ')}`]),
  ];
}

export function summaryLines({ summary, due, lessons }: Shelf, { words, lang, columns, dot }: Way): string[] {
  const { learn } = words;
  const { streak, quizFirstTry, interview, weakest, next } = summary;
  const percent = (share: number): string => `${Math.round(100 * share)}%`;
  const facts = [
    `${summary.lessons.done}/${summary.lessons.total} ${learn.lessonsDone}`,
    streak > 0 ? `${streak} ${streak === 1 ? learn.oneDay : learn.streak}` : null,
    quizFirstTry === null ? null : `${percent(quizFirstTry)} ${learn.firstTry}`,
    interview === null ? null : `${learn.interview} ${Math.round(interview)}/100`,
    weakest.length === 0
      ? null
      : `${learn.weakest}: ${weakest.map(({ topic, share }) => `${topic} ${percent(share)}`).join(', ')}`,
  ].filter((fact) => fact !== null);
  const title = (id: string): string => {
    const lesson = lessons.find((one) => one.id === id);
    return lesson === undefined ? id : `${id.slice(0, 2)} ${say(lesson.title, lang)}`;
  };
  const then = {
    review: `${due} ${learn.nextReview}`,
    lesson: next.kind === 'lesson' ? title(next.id) : '',
    interview: learn.nextInterview,
    practice: learn.nextPractice,
    nothing: learn.nextNothing,
  }[next.kind];
  return [
    ...wrapWords(facts.join(` ${dot} `), columns).slice(0, 2),
    ...wrapWords(`${learn.next}: ${then}`, columns).slice(0, 1),
  ];
}
