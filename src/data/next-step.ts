/** What to do about data that cannot be trained on. Pure. */
import type { Localized } from '../base/localized.js';
import type { CheckReport } from './types.js';

/** One step, for a report with errors. Repairs take rows out and mend texts; they cannot make examples. */
export function nextStep({ findings }: Pick<CheckReport, 'findings'>, file: string): Localized {
  const tooFew = findings.find((finding) => finding.code === 'too-few-examples');
  const faults = findings.some((finding) => finding.severity === 'error' && finding !== tooFew);
  if (tooFew === undefined)
    return {
      en: `Correct the errors, or let the tool do it: vishesh check ${file} --fix OUT`,
      hi: `Errors theek karein, ya tool se karwayein: vishesh check ${file} --fix OUT`,
    };
  if (!faults) return tooFew.remedy;
  return {
    en: 'Correct the rows named above: without them too few examples are left, so the tool cannot do it by removing them.',
    hi: 'Upar batayi rows theek karein: unke bina bahut kam examples bachte hain, isliye tool unhe hatakar kaam nahi bana sakta.',
  };
}
