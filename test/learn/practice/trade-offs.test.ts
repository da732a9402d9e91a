/** Part 5 on runs of every kind: the learner's own, somebody else's, swapped, unfinished; and conclusions that the intervals do not allow. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Answers, parseAnswers } from '../../../src/learn/practice/answers.js';
import { loadContent, type PracticeContent } from '../../../src/learn/practice/content.js';
import { gradeTradeOffs, standingOf, type TradeOffFacts } from '../../../src/learn/practice/grade-trade-offs.js';
import type { FinishedRun } from '../../../src/learn/practice/runs.js';
import { tradeOffs } from './solver.js';

let content: PracticeContent;
beforeAll(async () => {
  content = await loadContent();
});

const ROWS = ['a message\tone', 'another message\ttwo'];
const score = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });

/** Twenty held-out rows; `right` of them are answered rightly, each with the loss given. */
function run(method: 'lora' | 'full', right: number, loss: number, change: Partial<FinishedRun> = {}): FinishedRun {
  const small = method === 'lora';
  return {
    kind: 'finished',
    jobId: small ? '20260101-0000-aaaa' : '20260101-0001-bbbb',
    method,
    task: 'classification',
    base: 'nano',
    baseFingerprint: 'f',
    hyperparameters: { seed: 42 } as FinishedRun['hyperparameters'],
    sha256: 's',
    rows: ROWS,
    result: {
      metrics: { loss: score(loss), perplexity: score(Math.exp(loss)), accuracy: score(right / 20) },
      retention: { before: 5, after: 5.04, change: 0.04 },
      verdict: 'ship',
      steps: 10,
      trainTokens: 1000,
      supervisedTokens: 100,
      seconds: small ? 4.2 : 6.1,
      jobSeconds: 10,
      peakRssBytes: small ? 300e6 : 420e6,
      trainableParameters: small ? 215_040 : 5_180_672,
      totalParameters: 5_180_672,
      artefactBytes: small ? 871_000 : 20_800_000,
    },
    heldOut: Array.from({ length: 20 }, (_, line) => ({
      line,
      prompt: `p${line}`,
      expected: 'one',
      answer: line < right ? 'one' : 'two',
      // Never the same difference twice, so that there is an interval.
      lossSum: loss + line / 1000,
      supervised: 1,
    })),
    ...change,
  };
}

const facts = (lora: TradeOffFacts['runs']['lora'], full: TradeOffFacts['runs']['full']): TradeOffFacts => ({
  runs: { lora, full },
  data: { sha256: 's', rows: ROWS },
});

/** What the solver writes of these runs. */
function answered(lora: FinishedRun, full: FinishedRun): Answers['tradeOffs'] {
  const { accuracy, loss } = standingOf(lora, full);
  const difference = (metric: string, better: string | null) => ({
    ...{ a: 'lora', b: 'full', metric, tie: better === 'tie' },
    difference: { value: (better === 'full') === (metric === 'accuracy') ? 1 : -1 },
  });
  const methods = [lora, full].map(({ method, jobId, result }) => ({
    method,
    jobId,
    result: { ...result, metrics: { loss: result.metrics.loss, accuracy: result.metrics.accuracy! } },
  }));
  const written = tradeOffs({ methods, differences: [difference('accuracy', accuracy), difference('loss', loss)] });
  const parsed = parseAnswers(JSON.stringify({ 'trade-offs': written }));
  if ('fault' in parsed) throw new Error(parsed.fault.en);
  return parsed.tradeOffs;
}

const failed = (given: TradeOffFacts, answers: Answers['tradeOffs']): string[] =>
  gradeTradeOffs(given, answers, content.rubrics.conclusion).tests.flatMap(({ status, name }) =>
    status === 'fail' && typeof name !== 'string' ? [name.en] : [],
  );

const CONSISTENT = 'The conclusion says what the interval allows';

describe('a tie', () => {
  const [lora, full] = [run('lora', 16, 0.5), run('full', 17, 0.4)];

  it('passes with the numbers of the runs and a conclusion that claims no more', () => {
    expect(standingOf(lora, full)).toEqual({ accuracy: 'tie', loss: 'full', lacks: null });
    expect(failed(facts(lora, full), answered(lora, full))).toEqual([]);
  });

  it.each([
    'Accuracy mein dono barabar hain, farq interval ke andar hai, itni kam rows par kuch saabit nahi hota. LoRA ko kam memory chahiye aur file chhoti hai, isliye main LoRA lunga.',
    'Neither is shown to be better: the interval of the difference contains zero. Full took more time and more memory than LoRA, and forgot about the same, so I choose LoRA.',
  ])('can be concluded in other words: %s', (conclusion) => {
    expect(failed(facts(lora, full), { ...answered(lora, full), conclusion })).toEqual([]);
  });

  it.each([
    'Full is clearly better, so I take full although it needs more memory and more time on this machine.',
    'Full has better accuracy than LoRA here. It needs more memory and more time, but I would take full anyway.',
    'LoRA jeet gaya.',
    'tie, interval, memory, time, disk, lora, full, take, choose, parameters, accuracy, loss, forgetting, zero, rows',
  ])('is not concluded by: %s', (conclusion) => {
    expect(failed(facts(lora, full), { ...answered(lora, full), conclusion })).toContain(CONSISTENT);
  });

  it('is no win for anybody in the table either', () => {
    const answers = { ...answered(lora, full), accuracy_better: 'full', loss_better: 'tie' };
    expect(failed(facts(lora, full), answers)).toEqual(['Who is better in accuracy', 'Who is better in loss']);
  });
});

describe('a winner', () => {
  const [lora, full] = [run('lora', 6, 1.5), run('full', 19, 0.3)];

  it('may be named, and must be', () => {
    expect(standingOf(lora, full)).toMatchObject({ accuracy: 'full', loss: 'full' });
    expect(failed(facts(lora, full), answered(lora, full))).toEqual([]);
    const tie =
      'It is a tie, there is no difference in accuracy. LoRA needs less memory and a small file, so I would take LoRA.';
    expect(failed(facts(lora, full), { ...answered(lora, full), conclusion: tie })).toEqual([CONSISTENT]);
  });
});

describe('runs that do not count', () => {
  const [lora, full] = [run('lora', 16, 0.5), run('full', 17, 0.4)];
  const answers = () => answered(lora, full);

  it('unknown, unfinished or not named', () => {
    for (const other of [
      { kind: 'unknown', jobId: 'made-up' } as const,
      { kind: 'unfinished', jobId: '20260101-0000-aaaa', status: 'running' } as const,
      { kind: 'not-named' } as const,
    ]) {
      const missing = failed(facts(other, full), answers());
      expect(missing).toContain('LoRA: a finished job of this method');
      expect(missing).toContain(CONSISTENT);
      expect(missing).not.toContain('full: a finished job of this method');
    }
  });

  it('swapped', () => {
    const result = gradeTradeOffs(facts(full, lora), answers(), content.rubrics.conclusion);
    expect(JSON.stringify(result)).toContain('Are the two swapped?');
    expect(result.status).toBe('fail');
  });

  it('trained on other rows', () => {
    const stranger = run('lora', 16, 0.5, { sha256: 'other', rows: ['a message\tone', 'not mine\ttwo'] });
    expect(failed(facts(stranger, full), answers())).toEqual(['LoRA: trained on your repaired file']);
    // The same rows from a file that was saved again with other quotes are the same data.
    expect(failed(facts(run('lora', 16, 0.5, { sha256: 'other' }), full), answers())).toEqual([]);
    expect(failed({ ...facts(lora, full), data: null }, answers())).toEqual([
      'LoRA: trained on your repaired file',
      'full: trained on your repaired file',
    ]);
  });

  it('not comparable: another base, other held-out rows', () => {
    const fair = 'Both on the same base and the same held-out rows';
    expect(failed(facts(run('lora', 16, 0.5, { baseFingerprint: 'g' }), full), answers())).toContain(fair);
    const others = lora.heldOut.map((row) => ({ ...row, line: row.line + 1 }));
    expect(failed(facts(run('lora', 16, 0.5, { heldOut: others }), full), answers())).toContain(fair);
  });

  it("numbers that are not the run's, each named", () => {
    const given = answers();
    const numbers = { ...given.lora.numbers, accuracy: '92%', memory_mb: '300 GB', seconds: '4 s' };
    const result = gradeTradeOffs(
      facts(lora, full),
      { ...given, lora: { ...given.lora, numbers } },
      content.rubrics.conclusion,
    );
    const text = JSON.stringify(result.tests.filter(({ status }) => status === 'fail'));
    expect(text).toContain('accuracy: \\"92%\\" is too high.');
    expect(text).toContain('memory_mb: \\"300 GB\\" is off by a factor of a thousand');
    expect(text).not.toContain('seconds:');
  });
});
