/** `progress`: what was learned, what is weak, what is next; with --json or --out everything, for keeping elsewhere. */
import { resolve } from 'node:path';
import { type Lang, say } from '../base/localized.js';
import { exportOf, readOverview, writeExport } from '../learn/progress/overview.js';
import type { ProgressSummary } from '../learn/progress/summary.js';
import type { CommandIo } from './io.js';

export async function progressCommand({ out }: { out?: string }, io: CommandIo): Promise<number> {
  const overview = await readOverview(io.home);
  const { summary, notice } = overview;
  if (notice) io.progress(`${say(notice, io.lang)}\n`);
  if (out !== undefined) {
    await writeExport(overview, resolve(out));
    const said = { en: `Written to ${resolve(out)}`, hi: `Yahan likh diya: ${resolve(out)}` };
    io.progress(`${say(said, io.lang)}\n`);
  }
  if (io.json) io.out(JSON.stringify(exportOf(overview)));
  else io.out(summaryText(summary, io.lang));
  return 0;
}

function summaryText(summary: ProgressSummary, lang: Lang): string {
  const { lessons, streak, quizFirstTry, interview, labsHealed, debriefs, practice, weakest } = summary;
  const percent = (share: number): string => `${Math.round(100 * share)}%`;
  const words = lang === 'en' ? EN : HI;
  return [
    `${words.lessons}: ${lessons.done} / ${lessons.total}`,
    `${words.streak}: ${streak}`,
    ...(quizFirstTry === null ? [] : [`${words.quiz}: ${percent(quizFirstTry)}`]),
    ...(interview === null ? [] : [`${words.interview}: ${Math.round(interview)} / 100`]),
    `${words.labs}: ${labsHealed}`,
    ...(debriefs === null ? [] : [`${words.debriefs}: ${debriefs.right} / ${debriefs.of}`]),
    ...(practice === null
      ? []
      : [`${words.practice}: ${practice.score} / 100${practice.finished ? ` (${words.finished})` : ''}`]),
    ...(weakest.length === 0
      ? []
      : [
          `${words.weak}:`,
          ...weakest.map(
            ({ topic, share, lesson }) =>
              `  ${topic} (${percent(share)})${lesson === null ? '' : `  ${words.deeper}: vishesh learn ${lesson.split('#')[0]}`}`,
          ),
        ]),
    `${words.next}: ${nextText(summary, lang)}`,
  ].join('\n');
}

const EN = {
  lessons: 'lessons done',
  streak: 'days in a row',
  quiz: 'questions right at the first try',
  interview: 'interview, mean of the last ten',
  labs: 'labs healed',
  debriefs: 'questions about own runs right',
  practice: 'practice task',
  finished: 'finished',
  weak: 'weakest',
  deeper: 'deeper',
  next: 'next',
};
const HI: typeof EN = {
  lessons: 'lessons poore',
  streak: 'lagataar din',
  quiz: 'pehli baar mein sahi',
  interview: 'interview, pichhle das ka average',
  labs: 'labs theek kiye',
  debriefs: 'apne runs ke sawaal sahi',
  practice: 'practice task',
  finished: 'poora',
  weak: 'sabse kamzor',
  deeper: 'aur gehra',
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
