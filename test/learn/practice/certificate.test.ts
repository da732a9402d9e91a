/** The certificate as text and picture, and word of every save. */
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateSvg } from '../../../src/learn/practice/certificate-svg.js';
import type { ReportFacts } from '../../../src/learn/practice/report-facts.js';
import { reportMarkdown } from '../../../src/learn/practice/report-markdown.js';
import type { PartResult, PracticePart } from '../../../src/learn/practice/types.js';
import { watchPractice } from '../../../src/learn/practice/watch.js';
import { PRACTICE_PARTS } from '../../../src/learn/progress/summary.js';

const passed = (part: PracticePart): PartResult => ({ part, status: 'pass', score: 100, tests: [], error: null });
const hint = { en: 'h', hi: 'h' };
const method = (seconds: number) => ({
  metrics: {
    loss: { value: 0.5, low: 0.4, high: 0.6 },
    perplexity: { value: 1.6, low: 1.5, high: 1.8 },
    accuracy: { value: 0.8, low: 0.4, high: 1 },
  },
  retention: { before: 5, after: 4.95, change: -0.05 },
  verdict: 'ship' as const,
  steps: 20,
  trainTokens: 3000,
  supervisedTokens: 200,
  seconds,
  jobSeconds: 20,
  peakRssBytes: 349e6,
  trainableParameters: 215_040,
  totalParameters: 5_180_672,
  artefactBytes: 871_000,
});

const FACTS: ReportFacts = {
  name: 'Asha Rao',
  date: '2026-11-29',
  seed: 7,
  place: { en: 'a small bank', hi: 'ek chhota bank' },
  results: PRACTICE_PARTS.map(passed),
  parts: PRACTICE_PARTS.map((part, index) => ({
    ...{ part, best: 100, passed: true, hintsLeft: 3, hintCost: 10 },
    hints: index === 2 ? [hint, hint] : [],
  })),
  score: 96,
  duel: { lora: method(4.25), full: method(6.5), accuracy: 'tie', loss: 'full' },
};

describe('the certificate', () => {
  it("holds the learner's numbers in both languages", () => {
    for (const text of [reportMarkdown(FACTS, 'en'), certificateSvg(FACTS, 'en')])
      for (const part of ['Asha Rao', 'a small bank', '96', '2026-11-29', '215,040', '0.80 (0.40..1.00)', 'a tie'])
        expect(text).toContain(part);
    expect(reportMarkdown(FACTS, 'hi')).toContain('ek chhota bank');
    expect(certificateSvg(FACTS, 'hi')).toContain('100 mein se');
  });

  it.each([
    '<script>alert(1)</script>',
    'A & B "C" \'D\'',
    'ü'.repeat(300),
    'a\u0000b\u001bc\ud800',
    '',
    '  \n ',
    'प्रिया',
  ])('stays well-formed with the name %j', (name) => {
    const svg = certificateSvg({ ...FACTS, name }, 'en');
    expect(svg).not.toMatch(/<script|&(?!amp;|lt;|gt;|quot;)/);
    expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    const opened = [...svg.matchAll(/<(text|svg)\b/g)].length;
    expect([...svg.matchAll(/<\/(text|svg)>/g)].length).toBe(opened);
    expect(reportMarkdown({ ...FACTS, name }, 'en')).not.toContain('<script');
  });

  it('is a progress report as long as one part does not pass, with what is missing', () => {
    const test = {
      name: { en: 'The good rows are kept', hi: 'h' },
      status: 'fail' as const,
      message: { en: '9 are gone.', hi: 'h' },
    };
    const results = FACTS.results.map((result) =>
      result.part === 'prepare' ? { ...result, status: 'fail' as const, score: 50, tests: [test] } : result,
    );
    const text = reportMarkdown({ ...FACTS, results, duel: null }, 'en');
    expect(text).toContain('This is no certificate yet');
    expect(text).toContain('The good rows are kept: 9 are gone.');
    expect(text).not.toContain('Certificate: fine-tuning');
  });
});

describe('watching', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vishesh-watch-'));
    await writeFile(join(folder, 'answers.yaml'), 'a: 1\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('tells which parts a save touches, also where an editor puts a new file in place of the old one', async () => {
    const stopping = new AbortController();
    const told: string[][] = [];
    let watching: Promise<void> = Promise.resolve();
    let heard = (): void => {};
    const next = async (change: () => Promise<void>): Promise<string[]> => {
      const before = told.length;
      const more = new Promise<void>((resolve) => {
        heard = resolve;
      });
      await change();
      await more;
      return told[before]!;
    };
    const ready = new Promise<void>((resolve) => {
      watching = watchPractice(
        folder,
        (parts) => {
          told.push([...parts]);
          heard();
        },
        stopping.signal,
        resolve,
      );
    });
    await ready;
    const save = (name: string, text: string) => async () => {
      await writeFile(join(folder, `.${name}.new`), text);
      await rename(join(folder, `.${name}.new`), join(folder, name));
    };
    expect(await next(save('answers.yaml', 'a: 2\n'))).toEqual(['validate', 'choose', 'estimate', 'trade-offs']);
    expect(await next(save('repaired.csv', 'text,category\n'))).toEqual(['prepare', 'estimate', 'trade-offs']);
    expect(await next(() => rm(join(folder, 'repaired.csv')))).toEqual(['prepare', 'estimate', 'trade-offs']);
    stopping.abort();
    await watching;
  });
});
