/** Questions about a run: what is asked of which run, and that right and wrong follow from its figures. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { debriefOf, draftsOf, QUESTIONS } from '../../../src/learn/debrief/choose.js';
import type { DebriefFacts, Draft } from '../../../src/learn/debrief/types.js';
import { loadLesson } from '../../../src/learn/lesson/load.js';
import { facts, metrics, REPORTS, score } from './reports.js';

const draft = (name: string, id: string): Draft | undefined => draftsOf(REPORTS[name]!).find((one) => one.id === id);
const asked = (of: DebriefFacts): string[] => debriefOf(of).questions.map(({ id }) => id);
const ids = (of: DebriefFacts): string[] => draftsOf(of).map(({ id }) => id);

function expectSound({ id, ask, right, wrong }: Draft): void {
  const said = [ask, right.text, right.why, ...wrong.flatMap((one) => [one.text, one.why])];
  for (const { en, hi } of said) {
    for (const one of [en, hi]) {
      expect(one, id).not.toMatch(/NaN|undefined|null\b|Infinity|\[object|\de[+-]?\d/);
      expect(one, id).not.toMatch(/\p{Script=Devanagari}/u);
      expect(one.trim(), id).not.toBe('');
    }
  }
  expect(ask.hi, id).not.toBe(ask.en);
  expect(wrong.length, id).toBeGreaterThanOrEqual(2);
  for (const lang of ['en', 'hi'] as const) {
    const texts = [right, ...wrong].map((one) => one.text[lang]);
    expect(new Set(texts).size, `${id}: ${texts.join(' | ')}`).toBe(texts.length);
  }
}

describe.each(Object.entries(REPORTS))('a run: %s', (_, of) => {
  it('can be asked about soundly, in both languages', () => {
    const drafts = draftsOf(of);
    for (const one of drafts) expectSound(one);
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
  });

  it('gets three questions of three themes, each with one right answer', () => {
    const { questions } = debriefOf(of);
    expect(questions).toHaveLength(QUESTIONS);
    const themes = questions.map(({ id }) => draftsOf(of).find((one) => one.id === id)!.theme);
    expect(new Set(themes).size).toBe(QUESTIONS);
    for (const { options } of questions) expect(options.filter(({ correct }) => correct)).toHaveLength(1);
  });

  it('points to sections that exist', async () => {
    for (const { lesson } of draftsOf(of)) {
      const [id = '', section = ''] = lesson.split('#');
      expect((await loadLesson(id)).sections.map((one) => one.id)).toContain(section);
    }
  });
});

describe('what is telling', () => {
  it.each([
    ['overfit', 'overfit'],
    ['forgot', 'forgot'],
    ['tiny', 'few-rows'],
    ['not enough evidence', 'verdict-undecided'],
    ['too few held-out rows', 'verdict-undecided'],
    ['worse', 'verdict-refused'],
  ])('is asked whatever chance says: %s', (name, question) => {
    for (let n = 0; n < 20; n++) {
      const of = REPORTS[name]!;
      expect(asked({ ...of, report: { ...of.report, jobId: `20261122-1530-00${n + 10}` } })).toContain(question);
    }
  });

  it('is asked the same each time, and not the same of every job', () => {
    const of = REPORTS.ship!;
    expect(debriefOf(of)).toEqual(debriefOf(of));
    const some = Array.from({ length: 20 }, (_, n) =>
      debriefOf({ ...of, report: { ...of.report, jobId: `20261122-1530-00${n + 10}` } }),
    );
    expect(new Set(some.map(({ questions }) => questions.map(({ id }) => id).join())).size).toBeGreaterThan(3);
    const places = some.flatMap(({ questions }) => questions.map(({ options }) => options.findIndex((o) => o.correct)));
    expect(new Set(places).size).toBeGreaterThan(2);
  });
});

describe('what the figures cannot answer is not asked', () => {
  it('about scores without held-out rows', () => {
    const scored = ['interval', 'halve', 'recall', 'constant', 'worse-row', 'perplexity', 'forgot', 'remembered'];
    const found = ids(REPORTS['no held-out row']!);
    for (const id of [...scored, 'verdict-ship', 'verdict-undecided']) expect(found).not.toContain(id);
  });

  it('about values that are no numbers', () => {
    expect(ids(REPORTS['not a number']!)).toEqual(['lora-parameters', 'doubled-rank', 'mask', 'steps', 'double-time']);
  });

  it('about labels where there are none', () => {
    for (const name of ['qa', 'chat', 'generation']) {
      expect(ids(REPORTS[name]!)).not.toContain('recall');
      expect(ids(REPORTS[name]!)).not.toContain('constant');
    }
  });

  it('about a row that got worse where none did, or where all did', () => {
    expect(ids(REPORTS.ship!)).toContain('worse-row');
    expect(ids(facts({ evaluation: { worse: [] } }))).not.toContain('worse-row');
    expect(ids(REPORTS.worse!)).not.toContain('worse-row');
  });

  it('about memorising where validation only wobbles or training rose as well', () => {
    const wobble = [
      { step: 30, value: 0.6 },
      { step: 60, value: 0.55 },
      { step: 90, value: 0.556 },
    ];
    expect(ids(facts({ facts: { validation: wobble } }))).not.toContain('overfit');
    const rising = [2, 1, 0.5, 0.9, 1.2, 1.5].map((value, i) => ({ step: 15 * (i + 1), value }));
    const of = REPORTS.overfit!;
    expect(ids({ ...of, train: rising })).not.toContain('overfit');
  });
});

describe('the answers follow from the figures', () => {
  it('recall, precision and a constant answer from the confusion matrix', () => {
    const of = facts({
      evaluation: {
        tuned: metrics(0.5, {
          accuracy: score(0.7),
          confusion: {
            labels: ['billing', 'refund', 'other'],
            counts: [
              [6, 4, 0],
              [1, 12, 1],
              [0, 3, 3],
            ],
          },
        }),
      },
    });
    const recall = draftsOf(of).find(({ id }) => id === 'recall')!;
    expect(recall.ask.en).toContain('10 held-out rows are "billing"; 6 were answered so, and 4 became "refund"');
    expect(recall.right.text.en).toBe('6 / 10 = 0.60');
    expect(recall.wrong.map(({ text }) => text.en)).toContain('6 / 7 = 0.86');
    const constant = draftsOf(of).find(({ id }) => id === 'constant')!;
    expect(constant.right.text.en).toBe('14 / 30 = 0.47');
    expect(constant.wrong.map(({ text }) => text.en)).toContain('1 / 3 = 0.33');
  });

  it('the interval, and four times the rows for half of it', () => {
    expect(draft('ship', 'interval')!.ask.en).toContain('accuracy 0.80 on 30 held-out rows, 95% interval 0.65 to 0.95');
    const halve = draft('ship', 'halve')!;
    expect(halve.right.text.en).toBe('120 rows');
    expect(halve.wrong.find(({ text }) => text.en === '60 rows')!.why.en).toContain('about 0.21');
    expect(draft('qa', 'interval')!.ask.en).toContain('token F1 0.52');
    expect(draft('generation', 'interval')!.ask.en).toContain('chrF 48.7');
  });

  it('memorising, with the step whose weights are kept', () => {
    const { ask, right } = draft('overfit', 'overfit')!;
    expect(ask.en).toContain('From step 30 to step 90 the validation loss rose from 0.7 to 1.3');
    expect(right.text.en).toContain('the weights of step 30 are kept');
  });

  it('forgetting as a rise of the perplexity', () => {
    // e to the power of 1.1 is 3.004.
    expect(draft('forgot', 'forgot')!.right.text.en).toContain('200% higher');
    expect(ids(REPORTS.forgot!)).not.toContain('remembered');
    expect(draft('ship', 'remembered')!.right.why.en).toContain('from 20.1 to 20.9');
  });

  it('steps from rows, batch and epochs, and their early end', () => {
    expect(draft('ship', 'steps')!.right.text.en).toBe('240 / 8, rounded up, is 30 for each epoch, times 3.');
    expect(draft('early stopping', 'early-stopping')!.ask.en).toContain(
      '90 steps were planned, and the training ended after 60',
    );
    expect(ids(REPORTS['early stopping']!)).not.toContain('steps');
  });

  it('which numbers learned, by method', () => {
    expect(draft('ship', 'lora-parameters')!.ask.en).toContain('40,000 of 5,040,000 numbers learned, 0.8%');
    expect(draft('ship', 'doubled-rank')!.right.text.en).toBe('80,000');
    expect(draft('partial', 'partial-parameters')!.right.text.en).toContain('last 2 blocks');
    // 16 bytes for each of five million numbers.
    expect(draft('generation', 'full-memory')!.right.text.en).toBe('About 80 MB');
  });

  it('the speed where the estimate was off, and what doubles it where it was not', () => {
    const slow = draftsOf(facts({ training: { seconds: 120 } })).find(({ id }) => id === 'estimate')!;
    expect(slow.right.text.en).toBe('The speed: 450 tokens in a second instead of 931.');
    expect(draft('ship', 'double-time')!.right.text.en).toBe('6 epochs');
  });
});

describe('any run', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: false });
  const loss = fc.double({ min: 0, max: 12, noNaN: false });
  const run = fc.record({
    test: fc.nat(200),
    train: fc.integer({ min: 1, max: 5000 }),
    steps: fc.integer({ min: 1, max: 4000 }),
    planned: fc.integer({ min: 0, max: 4000 }),
    base: share,
    tuned: share,
    half: share,
    losses: fc.array(loss, { minLength: 7, maxLength: 7 }),
    took: fc.double({ min: 0.01, max: 1e5, noNaN: true }),
    guess: fc.option(fc.double({ min: 0.01, max: 1e5, noNaN: true })),
    learn: fc.integer({ min: 1, max: 200_000_000 }),
    counts: fc.array(fc.array(fc.nat(30), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
    verdict: fc.constantFrom('ship', 'do-not-ship', 'not-enough-evidence'),
    endedBy: fc.constantFrom('completed', 'early-stopping', 'watchdog', null),
  });

  it('is asked about soundly', () => {
    fc.assert(
      fc.property(run, (one) => {
        const [a, b, c, d, e, f, g] = one.losses as [number, number, number, number, number, number, number];
        const of = facts({
          report: { data: { train: one.train, validation: 10, test: one.test } },
          training: {
            steps: one.steps,
            seconds: one.took,
            estimatedSeconds: one.guess,
            trainableParameters: one.learn,
          },
          evaluation: {
            verdict: one.verdict,
            base: metrics(a, { accuracy: score(one.base, one.half) }),
            tuned: metrics(b, {
              accuracy: score(one.tuned, one.half),
              confusion: { labels: ['a', 'b', 'c'], counts: one.counts },
            }),
            retention: { baseLoss: c, tunedLoss: d },
            worse: [{ row: 5, baseLoss: e, tunedLoss: f }],
          },
          facts: {
            plannedSteps: one.planned,
            endedBy: one.endedBy,
            train: one.losses.map((value, i) => ({ step: i + 1, value })),
            validation: [e, f, g].map((value, i) => ({ step: 2 * i + 1, value })),
          },
        });
        for (const drafted of draftsOf(of)) expectSound(drafted);
        expect(debriefOf(of).questions.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
