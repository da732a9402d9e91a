/** What can be opened from the progress: the next step, what is weak, and each lesson. Pure. */
import { type Lang, say } from '../../../base/localized.js';
import type { Dictionary } from '../../../i18n/index.js';
import { lessonShare } from '../../../learn/progress/lesson-share.js';
import type { NextStep } from '../../../learn/progress/summary.js';
import type { Shelf } from '../../learn-ports.js';
import type { Place } from '../../navigation.js';
import { lessonPlace } from '../../why/explanation.js';

export type Item = { key: string; place: Place } & (
  | { kind: 'next'; text: string }
  | { kind: 'weak'; topic: string; share: number; lesson: string | null }
  | { kind: 'lesson'; title: string; done: number; of: number; finished: boolean }
);

export function itemsOf({ lessons, progress, summary, due }: Shelf, words: Dictionary, lang: Lang): Item[] {
  const titleOf = (id: string): string => {
    const lesson = lessons.find((one) => one.id === id);
    return lesson === undefined ? id : `${id.slice(0, 2)} ${say(lesson.title, lang)}`;
  };
  return [
    { key: 'next', kind: 'next', place: nextPlace(summary.next), text: nextText(summary.next, due, words, titleOf) },
    ...summary.weakest.map(({ topic, share, lesson }): Item => {
      const place: Place = lesson === null ? { name: 'interview' } : { name: 'lesson', ...lessonPlace(lesson) };
      return { key: `weak ${topic}`, kind: 'weak', place, topic: titleOf(topic), share, lesson };
    }),
    ...lessons.map((lesson): Item => {
      const { id } = lesson;
      const finished = progress.lessons[id]?.doneAt != null;
      return {
        key: id,
        kind: 'lesson',
        place: { name: 'lesson', id },
        title: titleOf(id),
        finished,
        ...lessonShare(lesson, progress.lessons[id]),
      };
    }),
  ];
}

function nextPlace(next: NextStep): Place {
  switch (next.kind) {
    case 'lesson':
      return { name: 'lesson', id: next.id };
    case 'review':
    case 'interview':
      return { name: 'interview' };
    case 'practice':
      return { name: 'practice' };
    case 'nothing':
      return { name: 'tune' };
  }
}

function nextText(next: NextStep, due: number, { learn }: Dictionary, titleOf: (id: string) => string): string {
  switch (next.kind) {
    case 'review':
      return `${due} ${learn.nextReview}`;
    case 'lesson':
      return titleOf(next.id);
    case 'interview':
      return learn.nextInterview;
    case 'practice':
      return learn.nextPractice;
    case 'nothing':
      return learn.nextNothing;
  }
}
