/** The practice task in a small world: a real task of one seed, checks that say what the test says, saves that the test makes. */
import type { Localized } from '../../src/base/localized.js';
import type { Practice } from '../../src/learn/practice/practice.js';
import type { PracticeReport } from '../../src/learn/practice/report.js';
import { pointsOf } from '../../src/learn/practice/report-facts.js';
import type { PartResult, PracticePart } from '../../src/learn/practice/types.js';
import { PRACTICE_PARTS } from '../../src/learn/progress/summary.js';
import type { OpenedPractice, PracticePorts } from '../../src/ui/practice-ports.js';

const README: Localized = {
  en: `# Mini practice task, seed 7\n\nSixty messages to a hostel.\n\n${PRACTICE_PARTS.map((part, at) => `## ${at + 1}. ${part}\nDo part ${at + 1}. ${'Read the messages with care. '.repeat(12)}\n`).join('\n')}`,
  hi: `# Mini practice task, seed 7\n\nEk hostel ke saath messages.\n\n${PRACTICE_PARTS.map((part, at) => `## ${at + 1}. ${part}\nPart ${at + 1} karo. ${'Messages dhyan se padho. '.repeat(12)}\n`).join('\n')}`,
};

export const failing = (part: PracticePart, score = 50): PartResult => ({
  part,
  status: 'fail',
  score,
  error: null,
  tests: [
    { name: { en: `${part} is there`, hi: `${part} hai` }, status: 'pass', message: '' },
    {
      name: { en: `${part} is right`, hi: `${part} sahi hai` },
      status: 'fail',
      message: { en: `line 3 of ${part} is still wrong`, hi: `${part} ki line 3 abhi galat hai` },
    },
  ],
});
export const passing = (part: PracticePart): PartResult => ({
  ...failing(part, 100),
  status: 'pass',
  tests: [
    { name: { en: `${part} is right`, hi: `${part} sahi hai` }, status: 'pass', message: '', evidence: ['Because.'] },
  ],
});

export interface FakePractice extends PracticePorts {
  did: string[];
  /** What a check of a part finds. */
  found: Partial<Record<PracticePart, PartResult>>;
  save: (...parts: PracticePart[]) => Promise<void>;
  /** The signal of the watch of the folder. */
  watched: () => AbortSignal | null;
}

export function fakePracticePorts(started = false, change: Partial<PracticePorts> = {}): FakePractice {
  const did: string[] = [];
  const found: FakePractice['found'] = {};
  const best: Partial<Record<PracticePart, number>> = {};
  const hints: Partial<Record<PracticePart, number>> = {};
  let folder = started ? '/work/of/test/vishesh-practice' : null;
  let watch: { tell: (parts: readonly PracticePart[]) => Promise<void>; signal: AbortSignal } | null = null;
  const opened = (): OpenedPractice => ({
    practice: practiceOf(folder ?? '', best, hints),
    readme: README,
    messy: `${folder}/messy.csv`,
    repaired: (best.prepare ?? 0) > 0 ? `${folder}/repaired.csv` : null,
  });
  return {
    did,
    found,
    open: async () => (folder === null ? null : opened()),
    proposed: '/work/of/test/vishesh-practice',
    start: async (path) => {
      did.push(`start ${path}`);
      folder = path;
      return opened();
    },
    check: async (_, part) => {
      did.push(`check ${part}`);
      const result = found[part] ?? { ...failing(part, 0), status: 'error', tests: [], error: NOTHING };
      best[part] = Math.max(best[part] ?? 0, result.score);
      return result;
    },
    hint: async (_, part) => {
      did.push(`hint ${part}`);
      hints[part] = (hints[part] ?? 0) + 1;
    },
    reset: async () => {
      did.push('reset');
      for (const part of PRACTICE_PARTS) delete best[part];
      return opened();
    },
    report: async (_, name): Promise<PracticeReport> => {
      did.push(`report ${name}`);
      const results = PRACTICE_PARTS.map((part) => found[part] ?? failing(part, 0));
      const certificate = results.every(({ status }) => status === 'pass');
      const files = certificate ? ['certificate.md', 'certificate.svg'] : ['progress-report.md'];
      return { certificate, score: 0, results, markdown: '', files: files.map((file) => `${folder}/${file}`) };
    },
    watch: async (_, tell, signal) => {
      watch = { tell, signal };
      await tell(PRACTICE_PARTS);
    },
    save: async (...parts) => watch?.tell(parts),
    watched: () => watch?.signal ?? null,
    ...change,
  };
}

const NOTHING: Localized = { en: 'There is no file yet.', hi: 'Abhi koi file nahi hai.' };
const HINTS: Localized[] = [
  { en: 'Look at line 3.', hi: 'Line 3 dekho.' },
  { en: 'Line 3 has two labels.', hi: 'Line 3 mein do labels hain.' },
];

function practiceOf(
  folder: string,
  best: Partial<Record<PracticePart, number>>,
  taken: Partial<Record<PracticePart, number>>,
): Practice {
  const parts = PRACTICE_PARTS.map((part) => {
    const points = best[part] ?? 0;
    const hints = HINTS.slice(0, taken[part] ?? 0);
    return { part, best: points, passed: points === 100, hints, hintsLeft: HINTS.length - hints.length, hintCost: 10 };
  });
  return {
    home: '/home/of/test',
    folder,
    task: { seed: 7, place: HINTS[0]!, labels: [], csv: '', rows: [], planted: [], scenarios: [], estimate: ESTIMATE },
    content: { banks: [], hints: {}, rubrics: {} } as unknown as Practice['content'],
    parts,
    score: Math.round(parts.reduce((sum, standing) => sum + pointsOf(standing), 0) / parts.length),
    finishedAt: parts.every(({ passed }) => passed) ? '2026-11-23T10:00:00.000Z' : null,
  };
}

const ESTIMATE: Practice['task']['estimate'] = { epochs: 2, method: 'lora', scaledRows: 10_000, rupeesPerDollar: 83 };
