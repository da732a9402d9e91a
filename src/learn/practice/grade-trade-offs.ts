/** Part 5: the table of two real runs, and a conclusion that the intervals allow. Pure. */
import type { Localized } from '../../base/localized.js';
import { methodDifferences } from '../../evaluate/method-differences.js';
import { type Answers, DUEL, type Duelist, RUN_FIELDS, type RunField, type Written } from './answers.js';
import type { PracticeRubrics } from './content.js';
import { EMPTY, judgeExplanation } from './explanation.js';
import { numberLacks, type Tolerance } from './grade-numbers.js';
import type { NumberKind } from './numbers.js';
import { graded, test } from './result.js';
import type { FinishedRun, Run } from './runs.js';
import type { PartResult, PracticeTest } from './types.js';

export interface TradeOffFacts {
  runs: Record<Duelist, Run>;
  /** The repaired file: its checksum and rows (see `rowKeys`); null where there is none that can be read. */
  data: { sha256: string; rows: readonly string[] } | null;
}

/** Who is shown to be better; `tie` where zero lies in the 95% interval of the difference. */
export type Better = Duelist | 'tie';

export function gradeTradeOffs(
  facts: TradeOffFacts,
  answers: Answers['tradeOffs'],
  rubrics: PracticeRubrics['conclusion'],
): PartResult {
  const { lora, full } = facts.runs;
  const standing = standingOf(lora, full);
  return graded('trade-offs', [
    ...DUEL.flatMap((method) => runTests(method, facts, answers)),
    test(NAMES.fair, standing.lacks),
    test(NAMES.accuracy, betterLacks(answers.accuracy_better, standing.accuracy)),
    test(NAMES.loss, betterLacks(answers.loss_better, standing.loss)),
    ...conclusionTests(answers.conclusion, standing.accuracy, rubrics),
  ]);
}

function runTests(method: Duelist, { runs, data }: TradeOffFacts, answers: Answers['tradeOffs']): PracticeTest[] {
  const run = runs[method];
  const named = (name: Localized): Localized => ({
    en: `${LABELS[method]}: ${name.en}`,
    hi: `${LABELS[method]}: ${name.hi}`,
  });
  const exists = existsLacks(run, method);
  const right = run.kind === 'finished' && run.method === method ? run : null;
  const own = right === null ? (exists ?? FIRST_A_JOB) : ownLacks(right, data);
  const { numbers } = answers[method];
  return [
    test(named(NAMES.job), exists),
    test(named(NAMES.own), own),
    ...GROUPS.map(({ name, fields }) =>
      test(named(name), right === null ? FIRST_A_JOB : numbersLack(fields, numbers, valuesOf(right))),
    ),
  ];
}

function existsLacks(run: Run, method: Duelist): Localized | null {
  switch (run.kind) {
    case 'not-named':
      return EMPTY;
    case 'unknown':
      return { en: `There is no job ${run.jobId} in this home.`, hi: `Is home mein job ${run.jobId} nahi hai.` };
    case 'unfinished':
      return {
        en: `Job ${run.jobId} is ${run.status} and has no scores.`,
        hi: `Job ${run.jobId} ${run.status} hai, scores nahi hain.`,
      };
    case 'finished':
      return run.method === method ? null : otherMethod(run);
  }
}

const otherMethod = ({ jobId, method }: FinishedRun): Localized => ({
  en: `Job ${jobId} was trained with ${method}. Are the two swapped?`,
  hi: `Job ${jobId} ${method} se train hua tha. Dono ulte to nahi?`,
});

/** The same bytes, or at least the same rows. */
function ownLacks({ jobId, sha256, rows }: FinishedRun, data: TradeOffFacts['data']): Localized | null {
  if (data === null) return NO_DATA;
  if (sha256 === data.sha256 || (rows.length === data.rows.length && rows.every((row, i) => row === data.rows[i])))
    return null;
  const mine = new Set(data.rows);
  const shared = rows.filter((row) => mine.has(row)).length;
  return {
    en: `Job ${jobId} was trained on other data: ${shared} of its ${rows.length} rows stand in your repaired file as it is now. Train on that file.`,
    hi: `Job ${jobId} kisi aur data par train hua: uski ${rows.length} mein se ${shared} rows tumhari abhi wali repaired file mein hain. Usi file par train karo.`,
  };
}

/** The run's own figures, in the units of the readers of numbers. */
export function valuesOf({ result }: Pick<FinishedRun, 'result'>): Record<RunField, number> {
  const { metrics, retention, seconds, peakRssBytes, trainableParameters, artefactBytes } = result;
  return {
    accuracy: metrics.accuracy?.value ?? Number.NaN,
    loss: metrics.loss.value,
    general_change: retention.change,
    seconds,
    memory_mb: peakRssBytes,
    trained_parameters: trainableParameters,
    disk_mb: artefactBytes,
  };
}

const FIELDS: Record<RunField, { kind: NumberKind; tolerance: Tolerance }> = {
  accuracy: { kind: 'score', tolerance: { amount: 0.0051 } },
  loss: { kind: 'signed', tolerance: { amount: 0.0051, share: 0.005 } },
  general_change: { kind: 'signed', tolerance: { amount: 0.0051, share: 0.01 } },
  seconds: { kind: 'seconds', tolerance: { share: 0.02, amount: 0.051, rounding: 0.1 } },
  // A megabyte may have been 1,000,000 or 1,048,576 bytes.
  memory_mb: { kind: 'megabytes', tolerance: { share: 0.05 } },
  trained_parameters: { kind: 'count', tolerance: { share: 0.01 } },
  disk_mb: { kind: 'megabytes', tolerance: { share: 0.05, rounding: 0.2 } },
};

const GROUPS: readonly { name: Localized; fields: readonly RunField[] }[] = [
  {
    name: { en: 'accuracy and loss as the run has them', hi: 'accuracy aur loss run jaise hain' },
    fields: ['accuracy', 'loss'],
  },
  { name: { en: 'what it forgot', hi: 'kitna bhoola' }, fields: ['general_change'] },
  {
    name: {
      en: 'time, memory, parameters and disk as the run has them',
      hi: 'time, memory, parameters aur disk run jaise hain',
    },
    fields: RUN_FIELDS.slice(3),
  },
];

function numbersLack(
  fields: readonly RunField[],
  given: Record<RunField, Written>,
  truth: Record<RunField, number>,
): Localized | null {
  const lacks = fields.flatMap((field) => {
    const { kind, tolerance } = FIELDS[field];
    const lack = numberLacks(given[field], kind, truth[field], tolerance);
    return lack === null ? [] : [{ en: `${field}: ${lack.en}`, hi: `${field}: ${lack.hi}` }];
  });
  return lacks.length === 0
    ? null
    : { en: lacks.map(({ en }) => en).join(' '), hi: lacks.map(({ hi }) => hi).join(' ') };
}

export interface Standing {
  /** Null where the two cannot be compared; `lacks` says why. */
  accuracy: Better | null;
  loss: Better | null;
  lacks: Localized | null;
}

/** The two runs on the same held-out rows, row by row, as `vishesh compare` does it. */
export function standingOf(lora: Run, full: Run): Standing {
  const none = (lacks: Localized): Standing => ({ accuracy: null, loss: null, lacks });
  if (lora.kind !== 'finished' || full.kind !== 'finished' || lora.method !== 'lora' || full.method !== 'full')
    return none(FIRST_A_JOB);
  if (lora.baseFingerprint !== full.baseFingerprint) return none(OTHER_BASE);
  const contestants = [
    { name: 'lora' as const, rows: lora.heldOut },
    { name: 'full' as const, rows: full.heldOut },
  ];
  const differences = methodDifferences(contestants, lora.task, ['accuracy', 'loss'], lora.hyperparameters.seed);
  const better = (metric: 'accuracy' | 'loss'): Better | null => {
    const found = differences.find((one) => one.metric === metric);
    if (found === undefined) return null;
    if (found.tie) return 'tie';
    return found.difference.value > 0 === (metric === 'accuracy') ? found.b : found.a;
  };
  if (differences.length === 0) return none(OTHER_ROWS);
  return { accuracy: better('accuracy'), loss: better('loss'), lacks: null };
}

function betterLacks(said: string, truth: Better | null): Localized | null {
  if (said === '') return EMPTY;
  const word = said.replace(/^(no difference|same|equal|barabar|none|neither)$/, 'tie');
  if (word !== 'tie' && word !== 'lora' && word !== 'full') return WRITE_BETTER;
  if (truth === null) return FIRST_A_JOB;
  if (word === truth) return null;
  return truth === 'tie' ? ZERO_INSIDE : ZERO_OUTSIDE;
}

function conclusionTests(
  text: string,
  accuracy: Better | null,
  rubrics: PracticeRubrics['conclusion'],
): PracticeTest[] {
  const words = 15;
  const verdict =
    accuracy === null
      ? null
      : judgeExplanation(text, { points: rubrics[accuracy], mistakes: rubrics.mistakes[accuracy], words });
  const costs = judgeExplanation(text, { points: rubrics.costs, needed: 2, words });
  const choice = judgeExplanation(text, { points: rubrics.choice, words });
  return [
    test(NAMES.consistent, verdict === null ? FIRST_A_JOB : verdict.lacks, verdict?.evidence),
    test(NAMES.costs, costs.lacks, costs.evidence),
    test(NAMES.choice, choice.lacks, choice.evidence),
  ];
}

const LABELS: Record<Duelist, string> = { lora: 'LoRA', full: 'full' };

const NAMES = {
  job: { en: 'a finished job of this method', hi: 'is method ka poora hua job' },
  own: { en: 'trained on your repaired file', hi: 'tumhari repaired file par train hua' },
  fair: { en: 'Both on the same base and the same held-out rows', hi: 'Dono ek hi base aur ek hi held-out rows par' },
  accuracy: { en: 'Who is better in accuracy', hi: 'Accuracy mein kaun behtar' },
  loss: { en: 'Who is better in loss', hi: 'Loss mein kaun behtar' },
  consistent: {
    en: 'The conclusion says what the interval allows',
    hi: 'Nateeja wahi kehta hai jo interval kehne deta hai',
  },
  costs: { en: 'The conclusion weighs at least two costs', hi: 'Nateeja kam se kam do kharche tolta hai' },
  choice: { en: 'The conclusion says which one to take', hi: 'Nateeja batata hai kaun sa lena hai' },
} satisfies Record<string, Localized>;

const FIRST_A_JOB: Localized = {
  en: 'First name a finished job of each method.',
  hi: 'Pehle dono methods ka ek-ek poora hua job batao.',
};
const NO_DATA: Localized = {
  en: 'There is no repaired file to compare its rows with.',
  hi: 'Rows milane ke liye repaired file nahi hai.',
};
const OTHER_BASE: Localized = {
  en: 'The two jobs began with different base models.',
  hi: 'Dono jobs alag base model se shuru hue.',
};
const OTHER_ROWS: Localized = {
  en: 'The two jobs held out different rows; train both with the same seed, as `vishesh compare` does.',
  hi: 'Dono jobs ki held-out rows alag hain; ek hi seed se train karo, jaise `vishesh compare` karta hai.',
};
const WRITE_BETTER: Localized = { en: 'Write lora, full or tie.', hi: 'lora, full ya tie likho.' };
const ZERO_INSIDE: Localized = {
  en: 'Zero lies in the 95% interval of the difference: that is a tie.',
  hi: 'Difference ke 95% interval mein zero hai: yeh tie hai.',
};
const ZERO_OUTSIDE: Localized = {
  en: 'Zero lies outside the 95% interval of the difference, so one is shown to be better. Look at the sign.',
  hi: 'Difference ke 95% interval mein zero nahi hai, yaani ek behtar saabit hua. Sign dekho.',
};
