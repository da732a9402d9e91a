/** `learn labs` and `learn lab ID`: the sabotage labs on the command line. */
import { Problem } from '../base/error.js';
import { type Localized, say } from '../base/localized.js';
import { loadLab, loadLabs } from '../learn/labs/load.js';
import { type LabRun, runLabSide } from '../learn/labs/run.js';
import { advance, beginLab, choices, type LabSession } from '../learn/labs/session.js';
import type { Health } from '../learn/labs/types.js';
import { readProgress, saveLearned } from '../learn/progress/store.js';
import type { CommandIo } from './io.js';
import { labText } from './learn-labs-text.js';

export interface LabArgs {
  id: string;
  /** Make the sick run, and the healed one once the repair is right. */
  run?: boolean;
  /** Letters of the choices. */
  diagnosis?: string;
  repair?: string;
}

/** The order of the choices on the command line, where nothing is kept between two calls. */
const ORDER = 13;

export async function labsCommand(io: CommandIo): Promise<number> {
  const [labs, { progress, notice }] = [await loadLabs(), await readProgress(io.home)];
  if (notice) io.progress(`${say(notice, io.lang)}\n`);
  const entries = labs.map(({ id, title }) => ({
    id,
    title: say(title, io.lang),
    ...(progress.labs[id] ?? { named: false, healed: false }),
  }));
  if (io.json) io.out(JSON.stringify({ labs: entries }));
  else
    for (const { id, title, named, healed } of entries)
      io.out(`${healed ? '[x]' : named ? '[-]' : '[ ]'} ${id}  ${title}`);
  if (!io.json) io.progress(`\n${say(HOW, io.lang)}\n`);
  return 0;
}

const HOW: Localized = {
  en: 'Open one: vishesh learn lab 1 --run. Name its fault: --diagnosis a. Repair it: --repair b.',
  hi: 'Ek kholo: vishesh learn lab 1 --run. Gadbad ka naam: --diagnosis a. Theek karo: --repair b.',
};

/** Exit code 1 when a choice was wrong. Throws a `Problem` (`no-such-choice`) for a letter that stands at none. */
export async function labCommand({ id, run, diagnosis, repair }: LabArgs, io: CommandIo): Promise<number> {
  const lab = await loadLab(id);
  const made: Partial<Record<Health, LabRun>> = {};
  const side = async (health: Health): Promise<void> => {
    io.progress(`${lab.id}: ${say(SIDES[health], io.lang)} ...\n`);
    made[health] = await runLabSide(lab, health, {
      onCurve: ({ step, steps, loss }) => {
        if (step === steps || step % 10 === 0) io.progress(`  ${step}/${steps}  loss ${loss?.toFixed(2) ?? 'NaN'}\n`);
      },
    });
  };
  if (run) await side('sick');
  // Without --run the choices can be made from the symptoms in the text.
  let session: LabSession = { ...beginLab(lab, ORDER), step: 'diagnose' };
  const verdicts: { step: string; correct: boolean; why: string | null }[] = [];
  for (const [step, letter] of [
    ['diagnose', diagnosis],
    ['repair', repair],
  ] as const) {
    if (letter === undefined || session.step !== step) continue;
    const place = letter.toLowerCase().charCodeAt(0) - 97;
    const choice = choices(session)[place];
    if (choice === undefined) throw noSuchChoice(letter, choices(session).length);
    const after = advance(session, { type: 'chosen', place });
    for (const event of after.learned) await saveLearned(io.home, event);
    session = after.session;
    verdicts.push({ step, correct: choice.correct === true, why: choice.why ? say(choice.why, io.lang) : null });
  }
  if (run && session.step === 'heal') {
    await side('healed');
    await saveLearned(io.home, { type: 'lab-healed', lab: lab.id });
  }
  const ok = verdicts.every(({ correct }) => correct);
  const { title, see, explanation } = lab;
  if (io.json)
    io.out(
      JSON.stringify({
        id: lab.id,
        title: say(title, io.lang),
        see: see.map((line) => say(line, io.lang)),
        config: Object.fromEntries(Object.entries(lab.config).map(([key, value]) => [key, say(value, io.lang)])),
        diagnoses: session.diagnoses.map(({ text }) => say(text, io.lang)),
        repairs: session.repairs.map(({ text }) => say(text, io.lang)),
        verdicts,
        explanation: session.step === 'heal' ? say(explanation, io.lang) : null,
        sick: made.sick ?? null,
        healed: made.healed ?? null,
        ok,
      }),
    );
  else io.out(labText(session, verdicts, made, io.lang));
  return ok ? 0 : 1;
}

function noSuchChoice(letter: string, count: number): Problem {
  const last = String.fromCharCode(96 + count);
  return new Problem({
    code: 'no-such-choice',
    message: { en: `There is no choice ${letter}.`, hi: `${letter} naam ka koi choice nahi hai.` },
    next: { en: `Give one letter from a to ${last}.`, hi: `a se ${last} tak ek akshar do.` },
  });
}

const SIDES: Record<Health, Localized> = {
  sick: { en: 'the sick run', hi: 'beemar run' },
  healed: { en: 'the healed run', hi: 'theek hui run' },
};
