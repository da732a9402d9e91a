/**
 * One lab from the first look to the comparison: watch the sick run, name the fault, choose the repair, watch the healed run, compare. Pure; who runs
 * the two runs and who records what was learned is told by `wants` and `learned`.
 */
import type { Text } from '../../base/localized.js';
import { Random } from '../../base/random.js';
import type { Learned } from '../progress/record.js';
import type { Health, Lab, LabChoice, LabRepair, LabReport } from './types.js';

export const LAB_STEPS = ['watch', 'diagnose', 'repair', 'heal', 'compare'] as const;
export type LabStep = (typeof LAB_STEPS)[number];

export interface LabSession {
  lab: Lab;
  step: LabStep;
  reports: Partial<Record<Health, LabReport>>;
  /** In the order shown: the right one must not always stand first. */
  diagnoses: readonly LabChoice[];
  repairs: Lab['repair'];
  /** Places of the wrong choices made so far, in the order made. */
  wrong: { diagnose: readonly number[]; repair: readonly number[] };
}

export type LabEvent = { type: 'ran'; health: Health; report: LabReport } | { type: 'chosen'; place: number };

/** `seed` orders the choices; the same seed orders them in the same way. */
export function beginLab(lab: Lab, seed: number): LabSession {
  return {
    lab,
    step: 'watch',
    reports: {},
    diagnoses: Random.for(seed, lab.id, 'diagnoses').shuffle(lab.diagnoses),
    repairs: Random.for(seed, lab.id, 'repair').shuffle(lab.repair),
    wrong: { diagnose: [], repair: [] },
  };
}

/** What happened to the session, and what goes into the learner's progress. An event that does not fit the step changes nothing. */
export function advance(session: LabSession, event: LabEvent): { session: LabSession; learned: Learned[] } {
  const { step, lab } = session;
  if (event.type === 'ran') {
    if (wants(session) !== event.health) return { session, learned: [] };
    const reports = { ...session.reports, [event.health]: event.report };
    return step === 'watch'
      ? { session: { ...session, reports, step: 'diagnose' }, learned: [] }
      : { session: { ...session, reports, step: 'compare' }, learned: [{ type: 'lab-healed', lab: lab.id }] };
  }
  const choice = choices(session)[event.place];
  if (choice === undefined || (step !== 'diagnose' && step !== 'repair')) return { session, learned: [] };
  if (choice.correct)
    return step === 'diagnose'
      ? { session: { ...session, step: 'repair' }, learned: [{ type: 'lab-named', lab: lab.id }] }
      : { session: { ...session, step: 'heal' }, learned: [] };
  const before = session.wrong[step];
  const wrong = { ...session.wrong, [step]: [...before.filter((place) => place !== event.place), event.place] };
  return { session: { ...session, wrong }, learned: [] };
}

/** The run that the session waits for. */
export function wants({ step }: LabSession): Health | null {
  if (step === 'watch') return 'sick';
  return step === 'heal' ? 'healed' : null;
}

/** What can be chosen now; empty where there is nothing to choose. */
export function choices({ step, diagnoses, repairs }: LabSession): readonly LabChoice[] {
  if (step === 'diagnose') return diagnoses;
  return step === 'repair' ? repairs : [];
}

export interface ConfigLine {
  setting: string;
  /** Null where the sick run does not have the setting. */
  value: Text | null;
  /** After the change; null where nothing changes. */
  changed: Text | null;
}

/** The settings of the sick run, and what a repair would make of them. */
export function configWith({ config }: Lab, repair: LabRepair | null): ConfigLine[] {
  const changes = repair?.changes ?? {};
  const added = Object.keys(changes).filter((setting) => !(setting in config));
  return [...Object.keys(config), ...added].map((setting) => ({
    setting,
    value: config[setting] ?? null,
    changed: changes[setting] ?? null,
  }));
}

/** As they stand now: the sick run's, with the repair once it was found. */
export function configOf({ lab, step }: LabSession): ConfigLine[] {
  const isRepaired = step === 'heal' || step === 'compare';
  return configWith(lab, isRepaired ? (lab.repair.find(({ correct }) => correct) ?? null) : null);
}
