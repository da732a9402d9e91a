/** Data with errors: nothing is trained; the findings say what to mend. */
import { nextStep } from '../data/next-step.js';
import type { WorkflowState } from '../workflow/machine.js';
import type { CommandIo } from './io.js';
import { checkJson } from './json.js';

/** Prints the findings; returns exit code 1. */
export function invalidData(state: Pick<WorkflowState, 'prepared'>, io: CommandIo): number {
  const { report, source } = state.prepared ?? {};
  if (!report || !source) return 3;
  const errors = report.findings.filter((finding) => finding.severity === 'error');
  const next = nextStep(report, source.file)[io.lang];
  if (io.json) {
    const message = errors.map((finding) => finding.message[io.lang]).join(' ');
    const line = errors[0]?.rows[0];
    const where = line === undefined ? source.file : `${source.file}:${line}`;
    const error = { code: 'invalid-data', message, where, next };
    io.out(JSON.stringify({ error, status: 'failed', validation: checkJson(report, io.lang) }));
    return 1;
  }
  for (const finding of errors) {
    const rows = finding.rows.length > 0 ? `:${finding.rows.slice(0, 5).join(', ')}` : '';
    io.progress(`${finding.code}: ${finding.message[io.lang]} (${source.file}${rows})\n  ${finding.remedy[io.lang]}\n`);
  }
  io.progress(`${{ en: 'Next', hi: 'Ab kya karein' }[io.lang]}: ${next}\n`);
  return 1;
}
