/** The labs in a small world: the real texts, and runs that the test ends when it likes. */
import type { CellHooks } from '../../src/learn/cells/run-cell.js';
import type { LabRun } from '../../src/learn/labs/run.js';
import type { Health, Lab, LabReport } from '../../src/learn/labs/types.js';
import type { Progress } from '../../src/learn/progress/schema.js';
import type { LabPorts } from '../../src/ui/lab-ports.js';

export const REPORT: LabReport = {
  outcome: 'trained',
  firstLoss: 5.9,
  lastLoss: 2.5,
  peakLoss: 14.6,
  heldLoss: 2.6,
  baseLoss: 7.4,
  accuracy: 0.17,
  claimed: null,
  ended: null,
  samples: [
    {
      prompt: 'Where is my refund? It has been ten days since you took the sofa back',
      expected: 'white',
      answer: 'red',
    },
    { prompt: 'app install nahi ho raha, error aata hai', expected: 'black', answer: 'black' },
  ],
};

export interface FakeRun {
  lab: Lab;
  health: Health;
  hooks: CellHooks;
  /** Sends the losses of the first steps of 30. */
  steps: (...losses: (number | null)[]) => void;
  end: (report: LabReport) => void;
  fail: (error: unknown) => void;
}

export interface FakeLabs extends LabPorts {
  runs: FakeRun[];
}

export function fakeLabPorts(labs: Lab[] = [], standing: Progress['labs'] = {}): FakeLabs {
  const runs: FakeRun[] = [];
  return {
    runs,
    open: async () => ({ labs, standing, seed: 1 }),
    run: (lab, health, hooks) =>
      new Promise<LabRun>((resolve, reject) => {
        hooks.signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
        runs.push({
          lab,
          health,
          hooks,
          steps: (...losses) => {
            for (const [at, loss] of losses.entries())
              hooks.onCurve?.({ type: 'curve-point', curve: health, step: at + 1, steps: 30, loss });
          },
          end: (report) => resolve({ report, seconds: 9 }),
          fail: reject,
        });
      }),
    taken: new Map(),
  };
}
