/** `progress`: what was learned, what is weak, what is next; with --json everything, for keeping elsewhere. */
import { type Lang, say } from '../base/localized.js';
import { loadLessons } from '../learn/lesson/load.js';
import { readProgress, thisMoment } from '../learn/progress/store.js';
import { type ProgressSummary, summarise } from '../learn/progress/summary.js';
import { dueCards } from '../learn/reviews/schedule.js';
import { readReviews } from '../learn/reviews/store.js';
import type { CommandIo } from './io.js';

export async function progressCommand(io: CommandIo): Promise<number> {
  const now = thisMoment();
  const [lessons, reviews, { progress, notice }] = await Promise.all([
    loadLessons(),
    readReviews(io.home),
    readProgress(io.home),
  ]);
  const due = dueCards(reviews, now.iso);
  const summary = summarise(progress, lessons, due.length, now.day);
  if (notice) io.progress(`${say(notice, io.lang)}\n`);
  if (io.json) io.out(JSON.stringify({ summary, due, progress, reviews }));
  else io.out(summaryText(summary, io.lang));
  return 0;
}

function summaryText(summary: ProgressSummary, lang: Lang): string {
  const { lessons, streak, quizFirstTry, interview, labsHealed, practice, weakest } = summary;
  const percent = (share: number): string => `${Math.round(100 * share)}%`;
  const words = lang === 'en' ? EN : HI;
  return [
    `${words.lessons}: ${lessons.done} / ${lessons.total}`,
    `${words.streak}: ${streak}`,
    ...(quizFirstTry === null ? [] : [`${words.quiz}: ${percent(quizFirstTry)}`]),
    ...(interview === null ? [] : [`${words.interview}: ${Math.round(interview)} / 100`]),
    `${words.labs}: ${labsHealed}`,
    ...(practice === null
      ? []
      : [`${words.practice}: ${practice.score} / 100${practice.finished ? ` (${words.finished})` : ''}`]),
    ...(weakest.length === 0
      ? []
      : [`${words.weak}: ${weakest.map(({ topic, share }) => `${topic} (${percent(share)})`).join(', ')}`]),
    `${words.next}: ${nextText(summary, lang)}`,
  ].join('\n');
}

const EN = {
  lessons: 'lessons done',
  streak: 'days in a row',
  quiz: 'questions right at the first try',
  interview: 'interview, mean of the last ten',
  labs: 'labs healed',
  practice: 'practice task',
  finished: 'finished',
  weak: 'weakest',
  next: 'next',
};
const HI: typeof EN = {
  lessons: 'lessons poore',
  streak: 'lagataar din',
  quiz: 'pehli baar mein sahi',
  interview: 'interview, pichhle das ka average',
  labs: 'labs theek kiye',
  practice: 'practice task',
  finished: 'poora',
  weak: 'sabse kamzor',
  next: 'ab aage',
};

function nextText({ next, practice }: ProgressSummary, lang: Lang): string {
  switch (next.kind) {
    case 'review':
      return lang === 'en'
        ? `${next.due} interview questions are due: vishesh interview`
        : `${next.due} interview sawaal dohrane hain: vishesh interview`;
    case 'lesson':
      return `vishesh learn ${next.id}`;
    case 'interview':
      return 'vishesh interview';
    case 'practice':
      return practice === null ? 'vishesh practice start' : 'vishesh practice check';
    case 'nothing':
      return lang === 'en'
        ? 'all done; fine-tune a file of your own: vishesh run FILE'
        : 'sab ho gaya; ab apni file par: vishesh run FILE';
  }
}
