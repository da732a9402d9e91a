import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLab, loadLabs } from '../../src/learn/labs/load.js';
import { reportRows } from '../../src/learn/labs/report-rows.js';
import { advance, beginLab, choices, configOf, type LabSession, wants } from '../../src/learn/labs/session.js';
import { type LabReport, labSchema } from '../../src/learn/labs/types.js';
import { readProgress } from '../../src/learn/progress/store.js';
import { cli, failure, jsonOf } from '../support/cli.js';

const labs = await loadLabs();
const lab = labs[0]!;
const REPORT: LabReport = {
  outcome: 'trained',
  firstLoss: 2,
  lastLoss: 1,
  peakLoss: null,
  heldLoss: 1.5,
  baseLoss: 2,
  accuracy: 0.25,
  claimed: null,
  ended: null,
  samples: [],
};

const right = (session: LabSession): number => choices(session).findIndex(({ correct }) => correct);
const wrong = (session: LabSession): number => choices(session).findIndex(({ correct }) => !correct);
const ran = (health: 'sick' | 'healed') => ({ type: 'ran', health, report: REPORT }) as const;

describe('the seven labs', () => {
  it('are seven runs, and no id or title names its fault', () => {
    expect(new Set(labs.map(({ run }) => run)).size).toBe(7);
    for (const { id, title } of labs) {
      expect(id).toMatch(/^lab-\d$/);
      expect(`${title.en} ${title.hi}`).not.toMatch(/rate|leak|shuffl|duplicate|rank|mask|end-of-turn/i);
    }
  });

  it('are in both languages, Hinglish in Roman script, every word of them', () => {
    const texts = (value: unknown, lang: string): string[] =>
      typeof value !== 'object' || value === null
        ? []
        : Object.entries(value).flatMap(([key, part]) =>
            key === lang && typeof part === 'string' ? [part] : texts(part, lang),
          );
    for (const text of texts(labs, 'hi')) expect(text).not.toMatch(/[\u0900-\u097f]/);
    const same = texts(labs, 'en').filter((text, at) => texts(labs, 'hi')[at] === text);
    expect(same.filter((text) => /\b(the|of|is|are)\b/.test(text))).toEqual([]);
  });

  it('are refused without a reason for a wrong choice, or with two right ones', () => {
    const { diagnoses } = lab;
    expect(labSchema.safeParse(lab).success).toBe(true);
    const mute = diagnoses.map((choice) => ({ ...choice, why: null }));
    expect(labSchema.safeParse({ ...lab, diagnoses: mute }).success).toBe(false);
    const both = diagnoses.map((choice) => ({ ...choice, correct: true, why: null }));
    expect(labSchema.safeParse({ ...lab, diagnoses: both }).success).toBe(false);
  });
});

describe('a session', () => {
  it('goes from the sick run over the name and the repair to the healed one, and records both', () => {
    let session = beginLab(lab, 1);
    expect(wants(session)).toBe('sick');
    const learned: object[] = [];
    const go = (event: Parameters<typeof advance>[1]): void => {
      const after = advance(session, event);
      session = after.session;
      learned.push(...after.learned);
    };
    go(ran('sick'));
    expect(session.step).toBe('diagnose');
    go({ type: 'chosen', place: right(session) });
    expect(session.step).toBe('repair');
    expect(configOf(session).every(({ changed }) => changed === null)).toBe(true);
    go({ type: 'chosen', place: right(session) });
    expect(wants(session)).toBe('healed');
    expect(configOf(session).filter(({ changed }) => changed !== null)).toHaveLength(1);
    go(ran('healed'));
    expect(session.step).toBe('compare');
    expect(learned).toEqual([
      { type: 'lab-named', lab: lab.id },
      { type: 'lab-healed', lab: lab.id },
    ]);
  });

  it('stays where it is after a wrong choice, remembers it once, and records nothing', () => {
    const session = advance(beginLab(lab, 1), ran('sick')).session;
    const place = wrong(session);
    const once = advance(session, { type: 'chosen', place });
    const twice = advance(once.session, { type: 'chosen', place });
    expect(twice).toMatchObject({ learned: [], session: { step: 'diagnose', wrong: { diagnose: [place] } } });
  });

  it('passes over what does not fit: a healed run before the repair, a choice that is not there', () => {
    const session = beginLab(lab, 1);
    for (const event of [ran('healed'), { type: 'chosen', place: 0 } as const])
      expect(advance(session, event)).toEqual({ session, learned: [] });
    const asked = advance(session, ran('sick')).session;
    expect(advance(asked, { type: 'chosen', place: 9 })).toEqual({ session: asked, learned: [] });
  });

  it('orders the choices by the seed, so that the right one has no fixed place', () => {
    const places = labs.flatMap((one) =>
      [1, 2, 3].map((seed) => beginLab(one, seed).diagnoses.findIndex((c) => c.correct)),
    );
    expect(new Set(places).size).toBe(5);
    expect(beginLab(lab, 5)).toEqual(beginLab(lab, 5));
  });
});

it('the table shows only what was measured, and a loss that is no number as NaN', () => {
  const rows = reportRows(REPORT, { ...REPORT, accuracy: 0.75 });
  expect(rows.map(({ name }) => name.en)).not.toContain('answers that end by themselves');
  expect(rows.find(({ name }) => name.en.includes('accuracy'))).toMatchObject({ sick: '25%', healed: '75%' });
  expect(rows.find(({ name }) => name.en.includes('highest'))).toMatchObject({ sick: 'NaN' });
});

describe('on the command line', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vishesh-labs-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

  it('labs are listed, and one is shown without its answer, in both languages', async () => {
    const { labs: listed } = jsonOf(await cli('learn', 'labs', '--json', '--home', home)) as { labs: object[] };
    expect(listed).toHaveLength(7);
    for (const lang of ['en', 'hi'] as const) {
      const { code, stdout } = await cli('learn', 'lab', '1', '--home', home, '--lang', lang);
      expect(code).toBe(0);
      expect(stdout).toContain(lab.title[lang]);
      expect(stdout).not.toContain(lab.explanation[lang].slice(0, 30));
      expect(stdout).not.toContain(lab.repair[0]!.text[lang]);
    }
  });

  it('a wrong name says why and exits with 1; the right name and repair explain and are recorded', async () => {
    const all = 'abcde'.split('');
    const { diagnoses, repairs } = beginLab(lab, 13);
    const letter = (list: readonly { correct: boolean }[], correct: boolean): string =>
      all[list.findIndex((choice) => choice.correct === correct)]!;
    const no = await cli('learn', 'lab', 'lab-1', '--diagnosis', letter(diagnoses, false), '--json', '--home', home);
    expect(no.code).toBe(1);
    expect(jsonOf(no)).toMatchObject({
      ok: false,
      verdicts: [{ step: 'diagnose', correct: false, why: expect.any(String) }],
    });
    expect((await readProgress(home)).progress.labs).toEqual({});
    const both = ['--diagnosis', letter(diagnoses, true), '--repair', letter(repairs, true)];
    const yes = await cli('learn', 'lab', 'lab-1', ...both, '--json', '--home', home);
    expect(yes.code).toBe(0);
    expect(jsonOf(yes)).toMatchObject({ ok: true, explanation: lab.explanation.en.trim() });
    // Healed is only who saw the healed run.
    expect((await readProgress(home)).progress.labs).toEqual({ 'lab-1': { named: true, healed: false } });
  });

  it('a lab that is not there names those that are', async () => {
    expect((await failure(['learn', 'lab', '9'], 'no-such-lab')).next).toContain('lab-7');
    const { next } = await failure(['learn', 'lab', '1', '--diagnosis', 'z', '--home', home], 'no-such-choice');
    expect(next).toMatch(/a to [c-f]/);
    expect((await loadLab('7')).id).toBe('lab-7');
  });
});
