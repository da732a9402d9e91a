/** The app for a screen reader: the same home and the same eight steps, as questions one after the other. */
import type { Lang } from '../../base/localized.js';
import { dictionary } from '../../i18n/index.js';
import type { Driver } from '../../workflow/drive.js';
import type { Choices } from '../../workflow/types.js';
import type { Ports } from '../ports.js';
import { type EntryId, entriesOf } from '../screens/home/entries.js';
import { choose, type PlainIo } from './plain-io.js';
import { plainSteps } from './plain-steps.js';

export interface PlainOptions {
  io: PlainIo;
  lang: Lang;
  ports: Ports;
  newDriver: (choices?: Partial<Choices>) => Driver;
}

/** The command that does what a screen does. */
const TWINS: Partial<Record<EntryId, string>> = {
  chat: 'vishesh chat MODEL',
  jobs: 'vishesh jobs list',
  compare: 'vishesh compare FILE --methods full,lora,partial',
  learn: 'vishesh learn',
};

/** Ends with the input, or when the person asks for it. */
export async function plainApp({ io, lang: first, ports, newDriver }: PlainOptions): Promise<number> {
  let lang = first;
  for (;;) {
    const words = dictionary(lang);
    const facts = await ports.homeFacts();
    io.say(`\n${words.plain.home}`);
    const entries = entriesOf(facts, words).filter(({ id }) => id !== 'settings');
    const lines = entries.map(({ title, line }) => `${title}: ${line}`);
    const picked = await choose(io, words.plain.number, [...lines, words.keys.language, words.keys.quit]);
    if (picked === null || picked === entries.length + 1) return 0;
    const entry = entries[picked];
    if (!entry) {
      lang = lang === 'en' ? 'hi' : 'en';
      continue;
    }
    const twin = TWINS[entry.id];
    if (twin !== undefined) {
      io.say(`${words.plain.twin} ${twin}`);
      continue;
    }
    const driver = begin(entry.id, facts, { ports, newDriver });
    const goesOn = await plainSteps(driver, { io, words, lang, ports });
    driver.close();
    if (!goesOn) return 0;
  }
}

function begin(
  id: EntryId,
  { open, saved }: Awaited<ReturnType<Ports['homeFacts']>>,
  { ports, newDriver }: Pick<PlainOptions, 'ports' | 'newDriver'>,
): Driver {
  const sample = ports.samples[0]?.path;
  const driver = newDriver(id === 'first' && sample !== undefined ? { file: sample } : {});
  if (id === 'open' && open) driver.dispatch({ type: 'attach', jobId: open.jobId });
  if (id === 'resume' && saved) driver.dispatch({ type: 'resume', ...saved });
  return driver;
}
