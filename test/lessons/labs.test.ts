/** Each sabotage lab is made for real, sick and healed, and its symptom must be there: 14 trainings on the model in the box. */
import { expect, it } from 'vitest';
import { loadLabs } from '../../src/learn/labs/load.js';
import { runLabSide } from '../../src/learn/labs/run.js';
import type { LabReport } from '../../src/learn/labs/types.js';

const labs = await loadLabs();

/** A loss that is no number is worse than any. */
const worst = (loss: number | null): number => loss ?? Number.POSITIVE_INFINITY;
const known = (value: number | null): number => value ?? Number.NaN;

/** What tells the sick run from the healed one; margins hold on other machines. */
const SYMPTOMS: Record<string, (sick: LabReport, healed: LabReport) => void> = {
  'rate-x100'(sick, healed) {
    expect(worst(sick.peakLoss)).toBeGreaterThan(known(sick.firstLoss) + 1);
    expect(worst(sick.heldLoss)).toBeGreaterThan(known(healed.heldLoss) + 0.3);
  },
  'no-end'(sick, healed) {
    expect(known(sick.lastLoss)).toBeLessThan(known(sick.firstLoss));
    expect(known(sick.ended)).toBeLessThanOrEqual(known(healed.ended) - 0.5);
  },
  'prompt-trained'(sick, healed) {
    expect(known(sick.lastLoss)).toBeGreaterThan(known(healed.lastLoss) + 0.3);
    expect(known(sick.heldLoss)).toBeGreaterThan(known(healed.heldLoss) + 0.05);
  },
  leak(sick, healed) {
    expect(known(sick.claimed)).toBeGreaterThan(known(sick.accuracy) + 0.15);
    expect(Math.abs(known(healed.claimed) - known(healed.accuracy))).toBeLessThan(0.01);
  },
  'too-weak'(sick, healed) {
    expect(Math.abs(known(sick.heldLoss) - known(sick.baseLoss))).toBeLessThan(0.05);
    expect(known(healed.heldLoss)).toBeLessThan(known(sick.heldLoss) - 0.2);
  },
  shuffled(sick, healed) {
    expect(known(sick.accuracy)).toBeLessThan(0.5);
    expect(known(healed.accuracy)).toBeGreaterThan(known(sick.accuracy) + 0.15);
  },
  duplicates(sick, healed) {
    expect(known(sick.lastLoss)).toBeLessThan(0.5);
    expect(known(sick.heldLoss)).toBeGreaterThan(known(sick.lastLoss) + 0.7);
    expect(known(sick.heldLoss)).toBeGreaterThan(known(healed.heldLoss) + 0.2);
  },
};

it.each(labs.map((lab) => [lab.id, lab] as const))(
  '%s shows its symptom, and not once it is healed',
  async (_, lab) => {
    const steps = { sick: 0, healed: 0 };
    const side = async (health: 'sick' | 'healed'): Promise<LabReport> => {
      const { report } = await runLabSide(lab, health, {
        onCurve: () => {
          steps[health]++;
        },
      });
      return report;
    };
    const [sick, healed] = [await side('sick'), await side('healed')];
    expect(Math.min(steps.sick, steps.healed)).toBeGreaterThan(1);
    for (const { samples } of [sick, healed]) expect(samples.length).toBeGreaterThan(0);
    const symptom = SYMPTOMS[lab.run];
    if (symptom === undefined) throw new Error(`${lab.run} has no symptom here`);
    symptom(sick, healed);
  },
  600_000,
);
