/** What can be done next, the most useful first. Pure. */
import type { Dictionary } from '../../../i18n/index.js';
import type { HomeFacts } from '../../../workflow/home-facts.js';
import { STEPS } from '../../../workflow/types.js';
import { fileName } from '../../file-name.js';

export type EntryId = 'open' | 'resume' | 'first' | 'tune' | 'chat' | 'learn' | 'jobs' | 'compare' | 'settings';

export interface Entry {
  id: EntryId;
  title: string;
  line: string;
}

export function entriesOf(facts: HomeFacts, words: Dictionary): Entry[] {
  const { home } = words;
  const { open, saved } = facts;
  const entry = (id: EntryId, title: string, line: string): Entry => ({ id, title, line });
  const list: (Entry | null)[] = [
    open && entry('open', `${home.open} ${open.modelId}`, progressLine(open, words)),
    // The workflow of the job above is that job.
    saved && (saved.jobId === null || saved.jobId !== open?.jobId)
      ? entry(
          'resume',
          `${home.resume}: ${fileName(saved.choices.file ?? saved.jobId ?? '')}`,
          resumeLine(saved.step, words),
        )
      : null,
    facts.jobs === 0 && saved === null ? entry('first', home.first, home.firstLine) : null,
    entry('tune', home.tune, home.tuneLine),
    entry('chat', home.chat, home.chatLine),
    facts.lessons ? entry('learn', home.learn, learnLine(facts.reviews, words)) : null,
    entry('jobs', facts.jobs > 0 ? `${home.jobs} (${facts.jobs})` : home.jobs, home.jobsLine),
    entry('compare', home.compare, home.compareLine),
    entry('settings', home.settings, home.settingsLine),
  ];
  return list.filter((item) => item !== null);
}

/** Questions to repeat today are what a learner must not miss. */
const learnLine = (reviews: number, { home }: Dictionary): string =>
  reviews > 0 ? `${reviews} ${home.reviews}` : home.learnLine;

function progressLine({ status, step, steps }: NonNullable<HomeFacts['open']>, words: Dictionary): string {
  const where = steps > 0 ? `, ${words.monitor.step} ${step}/${steps}` : '';
  return `${words.monitor.shortStatus[status]}${where}`;
}

function resumeLine(step: (typeof STEPS)[number], words: Dictionary): string {
  return `${words.home.resumeLine} ${STEPS.indexOf(step) + 1} ${words.home.of} ${STEPS.length}, ${words.steps[step]}`;
}
