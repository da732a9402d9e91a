import { Problem } from '../base/error.js';
import type { Localized } from '../base/localized.js';

/** The id that an action cannot do without, or a `Problem` that says where ids are listed. `what`: what the id names. */
export function neededId({ action, id }: { action: string; id?: string }, command: string, what: Localized): string {
  if (id) return id;
  throw new Problem({
    code: 'usage',
    message: {
      en: `${command} ${action} needs ${what.en}.`,
      hi: `${command} ${action} ke saath ${what.hi} do.`,
    },
    next: { en: `See which there are: vishesh ${command} list`, hi: `List dekhne ke liye: vishesh ${command} list` },
  });
}
