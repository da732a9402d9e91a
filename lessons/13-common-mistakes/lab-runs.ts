/** The seven faults as real runs on nano, a sick and a healed one of each. Every number printed is measured. */
import {
  fineTune,
  type Model,
  measureLabels,
  openModel,
  type Row,
  readRows,
  sampleFile,
  showCurve,
  splitRows,
  type TuneSettings,
} from 'vishesh';

export type Health = 'sick' | 'healed';

export interface LabReport {
  lab: string;
  health: Health;
  outcome: string;
  firstLoss: number;
  lastLoss: number;
  /** The highest of the training. */
  peakLoss: number;
  /** Loss and accuracy on rows that no run has seen. */
  heldLoss: number;
  /** Share of right labels on those rows, where the lab sorts tickets. */
  accuracy: number | null;
  /** The accuracy that the run itself would report, where that differs. */
  claimed: number | null;
  /** Share of answers that ended by themselves. */
  ended: number | null;
  /** What the base model scored on those rows before. */
  baseLoss: number;
  /** Some of its answers. */
  samples: { prompt: string; expected: string; answer: string }[];
}

interface Setting {
  train: Row[];
  settings: TuneSettings;
  /** What the run measures itself on; the held-out rows when absent. */
  test?: Row[];
}

const SEED = 11;
const GOOD: TuneSettings = { learningRate: 3e-3, epochs: 3, rank: 8, seed: SEED };

/** Runs one side of a lab; draws its curve where a notebook listens, prints the report, and gives it. */
export async function runLab(lab: string, health: Health): Promise<LabReport> {
  const nano = await openModel('nano');
  const sorting = lab !== 'no-end';
  const file = await readRows(sampleFile(sorting ? 'support-tickets.csv' : 'company-faq.jsonl'));
  // The shop calls its desks by colours: what each one is for has to be learned.
  const labels = file.labels.map(deskOf);
  const rows = sorting ? file.rows.map(({ input, output }) => ({ input, output: deskOf(output) })) : file.rows;
  const kind = { task: file.task, labels };
  const { train, test } = splitRows(rows, { seed: SEED, task: file.task });
  const make = LABS[lab];
  if (make === undefined) throw new RangeError(`${lab} is no lab; choose one of ${Object.keys(LABS).join(', ')}`);
  const setting = make(train, test, health === 'sick');
  const tuned = await fineTune(nano, setting.train, {
    ...GOOD,
    ...kind,
    ...setting.settings,
    onStep: showCurve(health),
  });
  const { model } = tuned;
  const report: LabReport = {
    lab,
    health,
    outcome: tuned.outcome,
    firstLoss: tuned.steps[0]?.loss ?? Number.NaN,
    lastLoss: mean(tuned.steps.slice(-3).map((step) => step.loss)),
    peakLoss: Math.max(...tuned.steps.map((step) => step.loss)),
    heldLoss: (await model.loss(test, kind)).mean,
    baseLoss: (await nano.loss(test, kind)).mean,
    accuracy: sorting ? await accuracy(model, test, labels) : null,
    claimed: setting.test === undefined ? null : await accuracy(model, setting.test, labels),
    ended: sorting ? null : await endedShare(model, test.slice(0, 8)),
    samples: await samplesOf(model, test.slice(0, 3), labels),
  };
  await model.release();
  print(report);
  return report;
}

const DESKS: Record<string, string> = {
  account: 'red',
  billing: 'blue',
  delivery: 'green',
  feedback: 'yellow',
  refund: 'white',
  technical: 'black',
};

const deskOf = (label: string): string => DESKS[label.trim()] ?? label;

/** What each lab changes. `train` and `test` are the product's own split. */
const LABS: Record<string, (train: Row[], test: Row[], sick: boolean) => Setting> = {
  'rate-x100': (train, _test, sick) => ({
    train,
    settings: { epochs: 1, learningRate: sick ? 0.3 : 3e-3 },
  }),
  // Rows glued together without the end: the model learns to go on with somebody's next question.
  'no-end': (train, _test, sick) => ({
    train: sick
      ? train.map((row, i) => ({ ...row, output: `${row.output}\n${train[(i + 1) % train.length]?.input}` }))
      : train,
    settings: { epochs: 3, ...(sick ? { trains: 'answer-without-end' as const } : {}) },
  }),
  'prompt-trained': (train, _test, sick) => ({
    train,
    settings: { epochs: 1, rank: 2, ...(sick ? { trains: 'everything' as const } : {}) },
  }),
  leak: (train, test, sick) => {
    // A small set, so that remembering is possible; half of the held-out rows stay unseen in both runs.
    const own = train.slice(0, 16);
    const seen = train.slice(16, 32);
    return { train: sick ? [...own, ...seen] : own, settings: { epochs: 10 }, test: sick ? seen : test };
  },
  'too-weak': (train, _test, sick) => ({
    train,
    settings: {
      epochs: 1,
      ...(sick ? { rank: 1, targetModules: ['q_proj'], learningRate: 1e-5 } : {}),
    },
  }),
  shuffled: (train, _test, sick) => ({
    train: sick ? train.map((row, i) => ({ ...row, output: train[(i * 7 + 3) % train.length]?.output ?? '' })) : train,
    settings: { epochs: 1 },
  }),
  duplicates: (train, _test, sick) => ({
    train: sick ? Array.from({ length: 9 }, () => train.slice(0, 20)).flat() : train.slice(0, 180),
    settings: { epochs: 2 },
  }),
};

export const LAB_IDS = Object.keys(LABS);

async function accuracy(model: Model, rows: readonly Row[], labels: readonly string[]): Promise<number> {
  return (await measureLabels(model, rows, labels)).accuracy?.value ?? Number.NaN;
}

async function samplesOf(model: Model, rows: readonly Row[], labels: readonly string[]): Promise<LabReport['samples']> {
  const samples: LabReport['samples'] = [];
  for (const { input, output } of rows) {
    const answer =
      labels.length > 0 ? await model.classify(input, labels) : await model.ask(input, { task: 'qa', maxTokens: 40 });
    samples.push({ prompt: input, expected: output, answer });
  }
  return samples;
}

async function endedShare(model: Model, rows: readonly Row[]): Promise<number> {
  let ended = 0;
  for (const { input } of rows) if ((await model.answer(input, { task: 'qa', maxTokens: 120 })).ended) ended++;
  return ended / rows.length;
}

function print(report: LabReport): void {
  const {
    health,
    outcome,
    firstLoss,
    lastLoss,
    peakLoss,
    heldLoss,
    baseLoss,
    accuracy: right,
    claimed,
    ended,
  } = report;
  console.log(`${health}: ${outcome}`);
  console.log(`  training loss ${firstLoss.toFixed(2)} -> ${lastLoss.toFixed(2)}, at most ${peakLoss.toFixed(2)}`);
  console.log(`  held-out loss ${heldLoss.toFixed(2)} (before training ${baseLoss.toFixed(2)})`);
  if (claimed !== null) console.log(`  accuracy it reports ${claimed.toFixed(2)}`);
  if (right !== null) console.log(`  accuracy on new rows ${right.toFixed(2)}`);
  if (ended !== null) console.log(`  answers that end by themselves ${ended.toFixed(2)}`);
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / Math.max(1, values.length);
