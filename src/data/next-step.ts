/** What to do about data that cannot be trained on. Pure. */
import type { Localized } from '../base/localized.js';
import { MIN_EXAMPLES } from './checks/too-few-examples.js';
import type { CheckReport } from './types.js';

type Judged = Pick<CheckReport, 'findings' | 'usable'>;

const LACKING = new Set(['too-few-examples', 'one-label']);

/** One step, for a report with errors. Repairs take rows out and mend texts; they make neither examples nor labels. */
export function nextStep(report: Judged, file: string): Localized {
  const errors = report.findings.filter(({ severity }) => severity === 'error');
  const lacking = errors.find(({ code }) => LACKING.has(code));
  if (lacking !== undefined && (lacking.code !== 'too-few-examples' || errors.length === 1)) return lacking.remedy;
  if (lacking === undefined && leftAfterRepairs(report) >= MIN_EXAMPLES)
    return {
      en: `Correct the errors, or let the tool do it: vishesh check ${file} --fix OUT`,
      hi: `Errors theek karein, ya tool se karwayein: vishesh check ${file} --fix OUT`,
    };
  return {
    en: 'Correct the rows named above: without them too few examples are left, so the tool cannot do it by removing them.',
    hi: 'Upar batayi rows theek karein: unke bina bahut kam examples bachte hain, isliye tool unhe hatakar kaam nahi bana sakta.',
  };
}

/** Rows that cannot be read are no examples in the first place; those without room for their answer are, until a repair removes them. */
function leftAfterRepairs({ findings, usable }: Judged): number {
  return usable - (findings.find(({ code }) => code === 'answer-cut-off')?.count ?? 0);
}
