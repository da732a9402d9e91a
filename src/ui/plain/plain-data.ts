/** Steps 1 and 2 as questions: the file, and what was found in it. */
import type { Driver } from '../../workflow/drive.js';
import type { WorkflowState } from '../../workflow/machine.js';
import { droppedPath } from '../dropped-path.js';
import { sortedFindings } from '../screens/validate/reducer.js';
import type { Answered, PlainStep } from './plain-steps.js';

export async function askFile(
  driver: Driver,
  { choices }: WorkflowState,
  { io, words, ports }: PlainStep,
): Promise<Answered> {
  io.say(words.prepare.title);
  const files = [...ports.samples.map(({ path }) => path)];
  ports.samples.forEach(({ name }, i) => {
    io.say(`${i + 1}. ${name}: ${words.prepare.sampleLines[name] ?? ''}`);
  });
  io.say(`${words.prepare.base}: ${choices.base}`);
  const kept = choices.file === null ? '' : ` ${words.plain.enterFor} ${choices.file}.`;
  for (;;) {
    const answer = await io.ask(`${words.plain.file}${kept}`);
    if (answer === null) return 'end';
    if (answer === 'h') return 'home';
    const file = files[Number(answer) - 1] ?? (answer === '' ? choices.file : droppedPath(answer));
    if (file === null) continue;
    io.say(words.prepare.reading);
    driver.dispatch({ type: 'choose-file', file });
    return 'next';
  }
}

export async function askData(driver: Driver, state: WorkflowState, plain: PlainStep): Promise<Answered> {
  const { io, words } = plain;
  sayReport(state, plain);
  const isValid = state.prepared?.report.isValid ?? false;
  for (;;) {
    const answer = await io.ask(isValid ? words.plain.data : words.plain.badData);
    switch (answer) {
      case null:
        return 'end';
      case 'h':
        return 'home';
      case 'b':
        driver.dispatch({ type: 'back' });
        return 'next';
      case 'r':
        await repairAll(driver, plain);
        return 'next';
      case '':
        if (!isValid) continue;
        driver.dispatch({ type: 'accept-data' });
        return 'next';
    }
  }
}

function sayReport({ prepared }: WorkflowState, { io, words, lang }: PlainStep): void {
  if (!prepared) return;
  const { report, split, task } = prepared;
  const { validate } = words;
  io.say(`${validate.task}: ${task}, ${report.rows} ${validate.rows}, ${report.usable} ${validate.usable}.`);
  io.say(
    `${validate.split}: ${split.train.length} ${validate.train}, ${split.validation.length} ${validate.validation}, ${split.test.length} ${validate.test}.`,
  );
  if (report.findings.length === 0) io.say(validate.ok);
  for (const { severity, message, remedy } of sortedFindings(report.findings))
    io.say(`${validate[severity]}: ${message[lang]} ${remedy[lang]}`);
}

/** Shows every repair with its first change, and writes the new file when the person says so. */
async function repairAll(driver: Driver, { io, words, lang }: PlainStep): Promise<void> {
  driver.dispatch({ type: 'ask-repairs' });
  const { repairs } = await driver.until(({ busy }) => busy !== 'propose-repairs');
  if (!repairs || repairs.length === 0) {
    io.say(words.validate.noRepairs);
    return;
  }
  for (const { title, changes, necessity } of repairs) {
    io.say(`${words.validate[necessity]}: ${title[lang]} (${changes.length} ${words.validate.changes})`);
  }
  if ((await io.ask(words.plain.repair)) === 'y') driver.dispatch({ type: 'accept-repairs', accepted: repairs });
}
