/** The eight steps as questions, driven by the same machine as the screens. */
import type { Lang } from '../../base/localized.js';
import type { Dictionary } from '../../i18n/index.js';
import type { Driver } from '../../workflow/drive.js';
import type { WorkflowState } from '../../workflow/machine.js';
import { STEPS } from '../../workflow/types.js';
import type { Ports } from '../ports.js';
import { askData, askFile } from './plain-data.js';
import type { PlainIo } from './plain-io.js';
import { askMethod, askSettings } from './plain-plan.js';
import { askDeployed, askScore, watchTraining } from './plain-run.js';

export interface PlainStep {
  io: PlainIo;
  words: Dictionary;
  lang: Lang;
  ports: Ports;
}

/** `next`: the machine has gone on or back. `home`: the person wants to leave the steps. `end`: the input has ended. */
export type Answered = 'next' | 'home' | 'end';

/** False when the input has ended. */
export async function plainSteps(driver: Driver, plain: PlainStep): Promise<boolean> {
  for (;;) {
    const state = await settled(driver, plain);
    announce(state, plain);
    const answered = await askStep(driver, state, plain);
    if (answered !== 'next') return answered === 'home';
  }
}

/** Waits for what is being done, and says what it is doing whenever that changes. Training is waited for by its own step. */
export async function settled(driver: Driver, { io, words, lang }: PlainStep): Promise<WorkflowState> {
  let told: string | null = null;
  const stop = driver.subscribe(() => {
    const { note } = driver.state;
    if (note !== null && note !== told) io.say(words.deploy.stages[note] ?? note);
    told = note;
  });
  const state = await driver.until(({ busy }) => busy === null || busy === 'follow');
  stop();
  if (state.problem) {
    const { message, where, next } = state.problem;
    io.say([`${words.problem}: ${message[lang]}`, where, `${words.next}: ${next[lang]}`].filter(Boolean).join('\n'));
  }
  return state;
}

function announce({ step }: WorkflowState, { io, words }: PlainStep): void {
  io.say(`\n${words.plain.step(STEPS.indexOf(step) + 1, STEPS.length)}: ${words.steps[step]}`);
}

function askStep(driver: Driver, state: WorkflowState, plain: PlainStep): Promise<Answered> {
  switch (state.step) {
    case 'prepare':
      return askFile(driver, state, plain);
    case 'validate':
      return askData(driver, state, plain);
    case 'method':
      return askMethod(driver, state, plain);
    case 'hyperparameters':
    case 'start':
      return askSettings(driver, state, plain);
    case 'monitor':
      return watchTraining(driver, plain);
    case 'evaluate':
      return askScore(driver, state, plain);
    case 'deploy':
      return askDeployed(driver, state, plain);
  }
}
