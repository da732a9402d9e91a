/** The effects of the app's comparison on the real world. Loaded when the first one is asked for. */
import type { Lang } from '../../base/localized.js';
import { cancelJob } from '../../jobs/control.js';
import type { CompareEffects } from './comparer.js';
import { loadComparison } from './load.js';
import { prepareComparison, unfitData } from './prepare.js';
import { runComparison } from './run.js';

export function comparerEffects(home: string, lang: () => Lang): CompareEffects {
  return {
    run: async (choices, { note, change }, signal) => {
      const prepared = await prepareComparison(choices, { home, lang: lang(), note, signal });
      if (!prepared.report.isValid) throw unfitData(prepared);
      return runComparison(choices, prepared, { home, now: () => new Date(), signal, onChange: change });
    },
    load: (id) => loadComparison(home, id),
    cancelJob: (jobId) => cancelJob(home, jobId),
  };
}
