/** Plain values for tests of the workflow and of its screens: a small, plausible world. */
import type { CheckReport } from '../../src/data/types.js';
import type { Evaluation } from '../../src/evaluate/types.js';
import type { Plan } from '../../src/plan/types.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import type { Effect, WorkflowEvent } from '../../src/workflow/machine.js';
import type { JobProgress, PlannedRun, PreparedData } from '../../src/workflow/types.js';
import { smolLm2 } from '../plan/worlds.js';

export const report = (change: Partial<CheckReport> = {}): CheckReport => ({
  file: '/data/tickets.csv',
  format: 'csv',
  task: 'classification',
  columns: { prompt: 'text', completion: 'category' },
  detection: {
    format: 'csv',
    shape: 'text-label',
    task: 'classification',
    columns: { prompt: 'text', completion: 'category' },
    reasons: [{ en: 'Six labels in 300 rows.', hi: '300 rows mein chhe labels.' }],
  },
  rows: 300,
  usable: 300,
  isValid: true,
  findings: [
    {
      code: 'near-duplicates',
      severity: 'warning',
      message: { en: '2 rows are nearly the same.', hi: '2 rows lagbhag ek jaisi hain.' },
      remedy: { en: 'Keep one of them.', hi: 'Ek hi rakho.' },
      rows: [4, 9],
      count: 2,
    },
  ],
  stats: { totalExamples: 300, avgPromptLength: 60, avgCompletionLength: 8, uniquePrompts: 300 },
  ...change,
});

export const prepared = (change: Partial<PreparedData> = {}): PreparedData => ({
  source: {
    file: '/data/tickets.csv',
    sha256: 'ab',
    format: 'csv',
    shape: 'text-label',
    columns: { prompt: 'text', completion: 'category' },
  },
  report: report(),
  task: 'classification',
  labels: ['billing', 'refund'],
  promptFormat: { kind: 'chat', system: null },
  base: {
    id: 'smollm2-135m-instruct',
    path: '/models/smollm2',
    fingerprint: 'cd',
    precision: 'BF16',
    size: { ...smolLm2, contextLength: 8192 },
  },
  maxLength: 512,
  split: {
    train: [{ line: 2, input: 'where is my refund', output: 'refund' }],
    validation: [{ line: 3, input: 'charged twice', output: 'billing' }],
    test: [{ line: 4, input: 'paise wapas kab aayenge', output: 'refund' }],
  },
  size: {
    trainExamples: 1,
    validationExamples: 1,
    testExamples: 1,
    epochTokens: 60,
    epochSupervisedTokens: 4,
    longestExample: 60,
  },
  tokens: {
    line: 2,
    pieces: [
      { text: 'where', trained: false, special: false },
      { text: 'refund', trained: true, special: false },
    ],
  },
  ...change,
});

export const plan = (): Plan => ({
  method: 'lora',
  reasons: [{ en: 'The budget is low.', hi: 'Budget kam hai.' }],
  alternatives: [
    {
      method: 'full',
      why: { en: 'Trains everything.', hi: 'Sab kuch train karta hai.' },
      fits: true,
      memoryBytes: 5e9,
      seconds: 400,
      costUsd: 0.01,
    },
    {
      method: 'partial',
      why: { en: 'Trains the last blocks.', hi: 'Aakhri blocks train karta hai.' },
      fits: true,
      memoryBytes: 3e9,
      seconds: 300,
      costUsd: 0.01,
    },
  ],
  hyperparameters: {
    learningRate: 5e-4,
    batchSize: 8,
    gradientAccumulation: 1,
    epochs: 3,
    maxLength: 512,
    warmupRatio: 0.1,
    schedule: 'linear',
    weightDecay: 0,
    maxGradNorm: 1,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    earlyStoppingPatience: 0,
    evalsPerEpoch: 1,
    seed: 42,
    lora: { rank: 8, alpha: 16, dropout: 0, targetModules: ['q_proj', 'v_proj'], rsLora: false },
    partial: null,
  },
  estimate: {
    trainTokens: 54000,
    steps: 90,
    trainableParameters: 2442240,
    totalParameters: 134515008,
    memoryBytes: 2.3e9,
    seconds: 120,
    measured: false,
    costUsd: { local: 0.0004, together: 0.02 },
    recommendations: [],
  },
});

export const planned = (): PlannedRun => ({
  hardware: {
    cpuModel: 'test',
    cores: 2,
    totalMemoryBytes: 24e9,
    freeMemoryBytes: 20e9,
    freeDiskBytes: 80e9,
    gpu: null,
  },
  plan: plan(),
});

export const progress = (change: Partial<JobProgress> = {}): JobProgress => ({
  jobId: '20261122-1530-ab12',
  status: 'running',
  stage: 'train',
  stageDone: null,
  stageTotal: null,
  step: 30,
  steps: 90,
  epoch: 1,
  loss: 0.8,
  validationLoss: 0.9,
  learningRate: 4e-4,
  gradNorm: 1.2,
  tokensPerSecond: 540,
  rssBytes: 2.1e9,
  etaSeconds: 75,
  elapsedSeconds: 40,
  trainLosses: [
    { step: 1, value: 2.5 },
    { step: 15, value: 1.4 },
    { step: 30, value: 0.8 },
  ],
  validationLosses: [{ step: 30, value: 0.9 }],
  warnings: [],
  error: null,
  ...change,
});

const score = (value: number): { value: number; low: number; high: number } => ({
  value,
  low: value - 0.05,
  high: value + 0.05,
});

export const evaluation = (): Evaluation => ({
  base: { loss: score(2.5), perplexity: score(12), accuracy: score(0.3), f1: score(0.2) },
  tuned: { loss: score(0.2), perplexity: score(1.2), accuracy: score(0.93), f1: score(0.92) },
  retention: { baseLoss: 3, tunedLoss: 3.05 },
  verdict: 'ship',
  reason: { en: 'Accuracy rose from 0.30 to 0.93.', hi: 'Accuracy 0.30 se 0.93 ho gayi.' },
  samples: [{ row: 4, prompt: 'paise wapas kab aayenge', expected: 'refund', base: 'billing', tuned: 'refund' }],
  worse: [],
  rows: [{ row: 4, baseLoss: 2.5, tunedLoss: 0.2 }],
});

/** Effects that answer at once with the values above. `seen` records what was asked. */
export function instantEffects(seen: Effect[] = []): EffectHandlers {
  const answer =
    <E extends Effect>(event: (effect: E) => WorkflowEvent | null) =>
    async (effect: E): Promise<WorkflowEvent | null> => {
      seen.push(effect);
      return event(effect);
    };
  return {
    prepare: answer(() => ({ type: 'prepared', prepared: prepared() })),
    'propose-repairs': answer(() => ({ type: 'repairs-proposed', repairs: [] })),
    repair: answer(() => ({ type: 'repaired', file: '/data/tickets.repaired.csv' })),
    plan: answer(({ choices }) => ({ type: 'planned', planned: { ...planned(), choices } })),
    measure: answer(() => ({ type: 'planned', planned: planned() })),
    start: answer(() => ({ type: 'started', jobId: '20261122-1530-ab12' })),
    follow: async (effect, tell) => {
      seen.push(effect);
      tell({ type: 'progressed', progress: progress() });
      tell({ type: 'progressed', progress: progress({ status: 'succeeded' }) });
      return { type: 'ended', outcome: { status: 'succeeded', training: null, evaluation: evaluation() } };
    },
    control: answer(() => ({ type: 'controlled' })),
    deploy: answer(() => ({
      type: 'deployed',
      deployed: {
        modelId: 'tickets',
        base: 'smollm2-135m-instruct',
        path: '/jobs/x/model',
        endpoint: 'http://127.0.0.1:8787/v1',
        status: 'serving',
        curl: 'curl …',
        snippet: 'new OpenAI(…)',
      },
    })),
  };
}
