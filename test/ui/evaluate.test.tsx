/** Step 7: the score as it is looked at. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dictionary } from '../../src/i18n/index.js';
import { intervalBar } from '../../src/ui/interval-bar.js';
import { EVALUATE_START, type EvaluateAction, reduceEvaluate, VIEWS } from '../../src/ui/screens/evaluate/reducer.js';
import { clippedRow } from '../../src/ui/screens/evaluate/row-texts.js';
import { changeOf, filtered, worst } from '../../src/ui/screens/evaluate/rows.js';
import { sharedRows } from '../../src/ui/shared-rows.js';
import { symbols } from '../../src/ui/theme/symbols.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import type { RowPair } from '../../src/workflow/job-rows.js';
import type { JobFacts } from '../../src/workflow/types.js';
import { evaluation, instantEffects, plan, progress } from '../workflow/worlds.js';
import { KEY, type OpenOptions, openApp } from './open-app.js';
import { expectWholeFrame, openScreen } from './open-screen.js';

const pair = (row: number, base: string, tuned: string, losses: [number, number] = [2, 1]): RowPair => ({
  row,
  prompt: `prompt of line ${row}`,
  expected: 'refund',
  base,
  tuned,
  baseLoss: losses[0],
  tunedLoss: losses[1],
});
const ROWS = [
  pair(4, 'billing', 'refund'),
  pair(9, 'refund', 'billing', [0.1, 3]),
  pair(12, 'refund', 'refund', [0.2, 0.1]),
  pair(15, 'billing', 'other', [2, 4]),
];
const JOB: JobFacts = {
  jobId: '20261122-1530-ab12',
  file: '/data/tickets.csv',
  base: 'nano',
  task: 'classification',
  rows: 300,
  method: 'lora',
  hyperparameters: plan().hyperparameters,
  modelId: 'tickets',
  estimatedSeconds: 120,
};
const LABELS = Array.from({ length: 30 }, (_, i) => `label-${i}`);
const confusion = {
  labels: LABELS,
  counts: LABELS.map((_, i) => LABELS.map((__, j) => (i === j ? 40 + i : 0))),
};

function scored(options: OpenOptions = {}, labels = true, whole = evaluation()) {
  const tuned = labels ? { ...whole.tuned, confusion } : whole.tuned;
  const effects: EffectHandlers = {
    ...instantEffects(),
    follow: async (_effect, tell) => {
      tell({ type: 'progressed', progress: progress({ status: 'succeeded' }) });
      return {
        type: 'ended',
        outcome: { status: 'succeeded', training: null, evaluation: { ...whole, tuned } },
      };
    },
  };
  const app = openApp({ effects, first: { name: 'tune' }, ports: { jobRows: async () => ROWS }, ...options });
  app.driver().dispatch({ type: 'attach', jobId: '20261122-1530-ab12' });
  return app;
}

describe('an interval drawn as a bar', () => {
  it('fills its width whatever the numbers, with the value in it', () => {
    const number = fc.double({ min: -10, max: 10 });
    fc.assert(
      fc.property(number, number, number, fc.integer({ min: 8, max: 60 }), (a, b, c, width) => {
        const [low = 0, value = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
        const bar = intervalBar({ low, value, high }, { from: 0, to: 1 }, width);
        expect([...bar]).toHaveLength(width);
        expect(bar.match(/●/g)).toHaveLength(1);
      }),
    );
  });

  it('stands further to the right for a higher value', () => {
    const at = (value: number): number =>
      intervalBar({ low: value - 0.1, value, high: value + 0.1 }, { from: 0, to: 1 }, 30).indexOf('●');
    expect(at(0.3)).toBeLessThan(at(0.9));
  });
});

describe('the rows of the score', () => {
  it('got better or worse by the answer first, and by the loss where both answers are wrong', () => {
    expect(ROWS.map(changeOf)).toEqual(['better', 'worse', 'same', 'worse']);
  });

  it('are shown the worst first, where those that got worse are asked for', () => {
    expect(filtered(ROWS, 'worse').map(({ row }) => row)).toEqual([9, 15]);
  });

  it('are sorted by the loss of the tuned model, without those that have none', () => {
    expect(worst([...ROWS, pair(20, 'a', 'b', [1, Number.NaN])]).map(({ row }) => row)).toEqual([15, 9, 4, 12]);
  });
});

describe('the row pointed at', () => {
  const words = dictionary('en').evaluate;
  const long = {
    ...pair(4, 'word '.repeat(60), 'billing'),
    prompt: 'What is a word, and what is a sentence? '.repeat(3),
  };
  const clipped = (rows: number) => clippedRow(long, words, { columns: 60, rows, symbol: symbols(false) });

  it('takes the rows that are free, and says where it is cut', () => {
    const lines = clipped(9);
    expect(lines).toHaveLength(9);
    expect(lines.filter(({ of }) => of === 'prompt')).toHaveLength(2);
    expect(lines.filter(({ of }) => of === 'base')).toHaveLength(5);
    expect(lines.filter(({ text }) => text.endsWith('…'))).toHaveLength(1);
  });

  it('is shown whole where there is room, and with a line of each part where there is hardly any', () => {
    expect(clipped(30).filter(({ text }) => text.includes('…'))).toEqual([]);
    expect(clipped(4).map(({ of }) => of)).toEqual(['prompt', 'expected', 'base', 'tuned']);
  });

  it('shares what is free fairly between what still wants it', () => {
    expect(sharedRows([1, 9, 3, 9], 12)).toEqual([1, 4, 3, 4]);
    expect(sharedRows([1, 1], 5)).toEqual([1, 1]);
  });
});

describe('the way the score is looked at', () => {
  const turn: EvaluateAction = { type: 'turn', views: VIEWS, by: 1 };

  it('goes around the views', () => {
    let state = EVALUATE_START;
    const seen = VIEWS.map(() => {
      state = reduceEvaluate(state, turn);
      return state.view;
    });
    expect(seen).toEqual(['confusion', 'samples', 'worst', 'scores']);
  });

  it('does not scroll beyond the last label', () => {
    const scroll: EvaluateAction = { type: 'scroll', rows: 5, columns: -5, labels: 3 };
    expect(reduceEvaluate(EVALUATE_START, scroll).corner).toEqual({ row: 2, column: 0 });
  });
});

describe('the score on the screen', () => {
  it('draws base and tuned with their intervals on one scale, under the verdict', async () => {
    const { shows, frame } = scored();
    await shows('Verdict: ship it. Accuracy rose from 0.30 to 0.93.');
    expect(frame()).toMatch(/accuracy +base +0\.300 +0\.250 – 0\.350 +·+├─*●─*┤·+/);
    expect(frame()).toMatch(/ tuned +0\.930 +0\.880 – 0\.980/);
    expect(frame()).toContain('loss on general text: base 3.000, tuned 3.050');
  });

  it.each([
    [60, 20],
    [80, 24],
    [120, 40],
  ] as const)('names the next base whole at %d x %d where the result is not to be shipped', async (columns, rows) => {
    const unsure = { ...evaluation(), verdict: 'not-enough-evidence' as const };
    const effects: EffectHandlers = {
      ...instantEffects(),
      follow: async (_effect, tell) => {
        tell({ type: 'attached', job: JOB });
        tell({ type: 'progressed', progress: progress({ status: 'succeeded' }) });
        return { type: 'ended', outcome: { status: 'succeeded', training: null, evaluation: unsure } };
      },
    };
    const screen = openScreen({ columns, rows, effects, first: { name: 'tune' } });
    await screen.shows('File: ');
    screen.driver().dispatch({ type: 'attach', jobId: JOB.jobId });
    await screen.shows('smollm2-135m-instruct');
    const lines = await screen.lines();
    expectWholeFrame(lines);
    expect(lines.join(' ').replaceAll(/[\s│]+/g, ' ')).toContain('Not good enough?');
    expect(lines.join('\n')).toMatch(/accuracy +base/);
    screen.close();
  });

  it('draws chrF on its own scale of 0 to 100, with its intervals', async () => {
    const whole = evaluation();
    const base = { ...whole.base, chrF: { value: 23, low: 20, high: 26 } };
    const tuned = { ...whole.tuned, chrF: { value: 46.9, low: 41.2, high: 52.8 } };
    const { shows, frame } = scored({}, false, { ...whole, base, tuned });
    await shows(/chrF +base +23\.0/);
    const shareOf = (value: string): number => {
      const line =
        frame()
          .split('\n')
          .find((one) => one.includes(`${value} `)) ?? '';
      const bar = /·+├─*●─*┤·+/.exec(line)?.[0] ?? '';
      return bar.indexOf('●') / (bar.length - 1);
    };
    expect(shareOf('23.0')).toBeCloseTo(0.23, 1);
    expect(shareOf('46.9')).toBeCloseTo(0.469, 1);
  });

  it('scrolls a confusion matrix of thirty labels', async () => {
    const { shows, press, frame } = scored();
    await shows('Verdict');
    await press(KEY.tab);
    await shows('✓40');
    expect(frame()).not.toContain('✓69');
    for (let i = 0; i < 30; i++) await press('\u001b[C', KEY.down);
    await shows('✓69');
    await press('b');
    await shows('There are no labels');
  });

  it('browses the rows by what became of them', async () => {
    const { shows, press, frame } = scored({}, false);
    await shows('Verdict');
    await press(KEY.tab);
    await shows('all rows (4)');
    await press('f', 'f');
    await shows('got worse (2)');
    expect(frame()).toMatch(/❯ ✗ line 9/);
    await press(KEY.down);
    await shows(/❯ ✗ line 15/);
    await shows(/tuned +other/);
  });

  it('opens the row pointed at in full, as it stands in the file, and goes from row to row', async () => {
    const body = Array.from({ length: 40 }, (_, i) => `  const line${i} = ${i};`).join('\n');
    const code = { ...pair(4, `function f() {\n${body}\n}`, 'function f() {}'), prompt: 'Write a function.' };
    const { shows, press, frame } = scored({ ports: { jobRows: async () => [code, ...ROWS.slice(1)] } }, false);
    await shows('Verdict');
    await press(KEY.tab, 'o');
    await shows(/line 4 +1\/4/);
    await shows(/^ {5}const line0 = 0;/m);
    expect(frame()).not.toContain('const line39');
    for (let i = 0; i < 60; i++) await press(KEY.down);
    await shows(/^ {5}const line39 = 39;/m);
    await shows('function f() {}');
    await press('\u001b[C');
    await shows(/line 9 +2\/4/);
    await shows('base  (loss 0.100)');
    await press(KEY.escape);
    await shows(/❯ ✗ line 9/);
  });

  it('names the lines with the highest loss', async () => {
    const { shows, press } = scored({}, false);
    await shows('Verdict');
    await press(KEY.tab, KEY.tab);
    await shows(/❯ ✗ line 15 +4\.000 \(base 2\.000\)/);
  });

  it('says it in Hinglish, too', async () => {
    const { shows } = scored({ lang: 'hi' });
    await shows('Faisla: ship kar do. Accuracy 0.30 se 0.93 ho gayi.');
  });
});
