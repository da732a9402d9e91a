/** Data with errors: nothing is trained; the findings say what to mend. */
import type { WorkflowState } from '../workflow/machine.js';
import type { CommandIo } from './io.js';
import { checkJson } from './json.js';

/** Prints the findings; returns exit code 1. */
export function invalidData(state: Pick<WorkflowState, 'prepared'>, io: CommandIo): number {
  const { report, source } = state.prepared ?? {};
  if (!report || !source) return 3;
  const errors = report.findings.filter((finding) => finding.severity === 'error');
  const next = { en: `vishesh check ${source.file} --fix OUT`, hi: `vishesh check ${source.file} --fix OUT` }[io.lang];
  if (io.json) {
    const message = errors.map((finding) => finding.message[io.lang]).join(' ');
    const error = { code: 'invalid-data', message, where: `${source.file}:${errors[0]?.rows[0] ?? 1}`, next };
    io.out(JSON.stringify({ error, status: 'failed', validation: checkJson(report, io.lang) }));
    return 1;
  }
  for (const finding of errors) {
    const rows = finding.rows.length > 0 ? ` (${source.file}:${finding.rows.slice(0, 5).join(', ')})` : '';
    io.progress(`${finding.code}: ${finding.message[io.lang]}${rows}\n  ${finding.remedy[io.lang]}\n`);
  }
  io.progress(`  ${next}\n`);
  return 1;
}
