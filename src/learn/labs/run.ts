/** Runs one side of a lab in a process of its own: a real training on nano. Touches the disk. */
import { Problem } from '../../base/error.js';
import { type CellHooks, runCell } from '../cells/run-cell.js';
import { makeWorkspace } from '../cells/workspace.js';
import { labsFolder } from './load.js';
import { type Health, type Lab, type LabReport, labReportSchema } from './types.js';

/** A quiet machine needs about ten seconds. */
const LIMIT_SECONDS = 240;
const MARK = 'report:';

export interface LabRun {
  report: LabReport;
  seconds: number;
}

/** Rejects with a `Problem` `lab-failed` when the run gave no report; `lab-stopped` when `hooks.signal` ended it. */
export async function runLabSide(lab: Lab, health: Health, hooks: CellHooks = {}): Promise<LabRun> {
  const workspace = await makeWorkspace();
  try {
    await workspace.writeShared(labsFolder());
    const path = await workspace.write('run', runnerOf(lab.run, health));
    const { status, stdout, stderr, seconds } = await runCell(path, { seconds: LIMIT_SECONDS }, hooks);
    const line = stdout.split('\n').findLast((text) => text.startsWith(MARK));
    if (status === 'done' && line !== undefined)
      return { report: labReportSchema.parse(JSON.parse(line.slice(MARK.length))), seconds };
    throw status === 'stopped' ? stopped(lab) : failed(lab, status, stderr);
  } finally {
    await workspace.remove();
  }
}

const runnerOf = (run: string, health: Health): string =>
  `import { runLab } from './lab-runs.js';
const report = await runLab(${JSON.stringify(run)}, ${JSON.stringify(health)});
console.log('${MARK}' + JSON.stringify(report));
`;

const stopped = (lab: Lab): Problem =>
  new Problem({
    code: 'lab-stopped',
    message: { en: 'The run was stopped.', hi: 'Run rok di gayi.' },
    where: lab.id,
    next: { en: 'Start it again.', hi: 'Dobara shuru karo.' },
    exitCode: 1,
  });

function failed(lab: Lab, status: string, stderr: string): Problem {
  const said =
    stderr
      .trim()
      .split('\n')
      .find((line) => line.includes('Error')) ?? status;
  return new Problem({
    code: 'lab-failed',
    message: { en: `The run gave no report: ${said}`, hi: `Run se report nahi mili: ${said}` },
    where: lab.id,
    next: { en: 'Free some memory and start it again.', hi: 'Thodi memory khaali karke dobara shuru karo.' },
    exitCode: 1,
  });
}
