/** A lab without a screen: its runs, its choices, and what goes into the learner's progress. */
import { describe, expect, it } from 'vitest';
import { loadLabs } from '../../src/learn/labs/load.js';
import { choices } from '../../src/learn/labs/session.js';
import type { Health } from '../../src/learn/labs/types.js';
import { type LabAction, learnedBy, reduceLab } from '../../src/ui/screens/labs/reducer.js';
import { type LabState, openLab, reopenLab } from '../../src/ui/screens/labs/state.js';
import { REPORT } from './fake-lab-ports.js';

const [lab] = await loadLabs();
const opened = openLab(lab!, 1);
const run = (state: LabState, ...actions: LabAction[]): LabState => actions.reduce(reduceLab, state);

const begin: LabAction = { type: 'begin' };
const ran = (health: Health): LabAction => ({ type: 'ran', health, report: REPORT });
const points = (health: Health, ...losses: (number | null)[]): LabAction => ({
  type: 'points',
  health,
  points: losses.map((loss, at) => ({ type: 'curve-point', curve: health, step: at + 1, steps: 30, loss })),
});
/** Points at the right choice, or at a wrong one. */
function pointed(state: LabState, correct: boolean): LabState {
  const place = choices(state.session).findIndex((choice) => choice.correct === correct);
  return run(state, { type: 'point', by: place - state.at });
}
const chosen = (state: LabState, correct: boolean): LabState => run(pointed(state, correct), { type: 'choose' });
const asked = run(opened, begin, ran('sick'));

describe('a run', () => {
  it('keeps each loss as it comes, and a loss that is no number as a gap', () => {
    const { curves } = run(opened, begin, points('sick', 5, null), points('sick', 7));
    expect(curves.sick).toEqual({
      steps: 30,
      points: [
        { step: 1, value: 5 },
        { step: 2, value: Number.NaN },
        { step: 1, value: 7 },
      ],
    });
  });

  it('does not begin twice, nor where the lab waits for none', () => {
    const once = run(opened, begin, points('sick', 5));
    expect(run(once, begin)).toBe(once);
    expect(run(asked, begin)).toBe(asked);
  });

  it('can be stopped and made again; the new curve begins anew', () => {
    const stopped = run(opened, begin, points('sick', 5), { type: 'stopped' });
    expect(stopped).toMatchObject({ run: { kind: 'stopped' }, session: { step: 'watch' } });
    const again = run(stopped, begin);
    expect(again.curves.sick).toBeUndefined();
    expect(run(again, ran('sick')).session.step).toBe('diagnose');
  });

  it('that was going on when the screen was closed counts as stopped', () => {
    expect(reopenLab(run(opened, begin)).run.kind).toBe('stopped');
    expect(reopenLab(asked)).toBe(asked);
  });

  it('of the other side changes nothing but that the run is over', () => {
    expect(run(opened, begin, ran('healed')).session).toEqual(opened.session);
  });
});

describe('choices', () => {
  it('stay within the list', () => {
    expect(run(asked, { type: 'point', by: -3 }).at).toBe(0);
    expect(run(asked, { type: 'point', by: 99 }).at).toBe(4);
  });

  it('that are wrong keep the question and the place, and teach nothing', () => {
    const wrong = pointed(asked, false);
    expect(learnedBy(wrong, { type: 'choose' })).toEqual([]);
    const after = run(wrong, { type: 'choose' });
    expect(after).toMatchObject({ at: wrong.at, session: { step: 'diagnose', wrong: { diagnose: [wrong.at] } } });
  });

  it('that are right lead on, from the top, and go into the progress once each', () => {
    const right = pointed(run(asked, { type: 'tell' }), true);
    expect(learnedBy(right, { type: 'choose' })).toEqual([{ type: 'lab-named', lab: lab!.id }]);
    const repairing = run(right, { type: 'choose' });
    expect(repairing).toMatchObject({ at: 0, top: 0, isTold: false, session: { step: 'repair' } });
    const healing = run(chosen(repairing, true), begin);
    expect(learnedBy(healing, ran('sick'))).toEqual([]);
    expect(learnedBy(healing, ran('healed'))).toEqual([{ type: 'lab-healed', lab: lab!.id }]);
    expect(run(healing, ran('healed')).session.step).toBe('compare');
  });
});

it('once more begins from the first look, and not while a run goes on', () => {
  const done = run(chosen(chosen(asked, true), true), begin, points('healed', 1), ran('healed'));
  expect(run(done, { type: 'anew', seed: 2 })).toEqual(openLab(lab!, 2));
  const running = run(opened, begin);
  expect(run(running, { type: 'anew', seed: 2 })).toBe(running);
});
