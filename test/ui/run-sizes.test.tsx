/** Every screen from the training on, at every size that it is made for. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/evaluate/types.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import type { JobFacts, JobProgress } from '../../src/workflow/types.js';
import { evaluation, instantEffects, plan, progress } from '../workflow/worlds.js';
import { fakeRunPorts } from './fake-run-ports.js';
import { KEY } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen, type ScreenOptions } from './open-screen.js';

let open: OpenScreen | null = null;
afterEach(() => open?.close());
const start = (options: ScreenOptions): OpenScreen => {
  open = openScreen(options);
  return open;
};

const LONG = 'my order number 4711 has not come and nobody answers the phone, what shall I do now please tell me';
const ANSWERS: JobProgress['answers'] = [0, 30].map((step) => ({
  step,
  seconds: 1,
  answers: [1, 2, 3].map((row) => ({ row, prompt: LONG, expected: 'refund', base: LONG, tuned: 'refund' })),
}));
const LABELS = ['account', 'billing', 'delivery', 'feedback', 'refund', 'technical', 'a very long label of its own'];
const confusion = { labels: LABELS, counts: LABELS.map((_, i) => LABELS.map((__, j) => (i === j ? 9 : 1))) };
const ROWS = Array.from({ length: 40 }, (_, row) => ({
  row,
  prompt: LONG,
  expected: 'refund',
  base: 'billing',
  tuned: 'refund',
  baseLoss: 2,
  tunedLoss: 1,
}));
const job: JobFacts = {
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

/** A job that is told to go on with `finish`. */
function effectsOf(change: Partial<JobProgress> = {}, whole: Evaluation = evaluation()) {
  const world: { finish: () => void; effects: EffectHandlers } = { finish: () => {}, effects: instantEffects() };
  world.effects = {
    ...instantEffects(),
    follow: async (_effect, tell) => {
      tell({ type: 'attached', job });
      tell({ type: 'progressed', progress: progress({ answers: ANSWERS, ...change }) });
      await new Promise<void>((resolve) => {
        world.finish = resolve;
      });
      const scored = { ...whole, tuned: { ...whole.tuned, confusion }, reason: { en: `${LONG}.`, hi: `${LONG}.` } };
      return { type: 'ended', outcome: { status: 'succeeded', training: null, evaluation: scored } };
    },
  };
  return world;
}

const SIZES = [
  [60, 20],
  [80, 24],
  [120, 40],
  [200, 60],
] as const;

describe.each(SIZES)('at %d columns and %d rows', (columns, rows) => {
  it.each(['en', 'hi'] as const)('goes from the training to the chat in whole frames (%s)', async (lang) => {
    const world = effectsOf();
    const app = start({
      columns,
      rows,
      lang,
      effects: world.effects,
      ports: { jobRows: async () => ROWS },
      first: { name: 'tune' },
    });
    const at = async (text: RegExp): Promise<void> => {
      await app.shows(text);
      expectWholeFrame(await app.lines());
    };
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: job.jobId });
    await at(/30\/90/);
    await at(/[\u2801-\u28ff]/);
    await app.press('a');
    await at(/\(2\/2\)/);
    world.finish();
    await at(/Verdict: |Faisla: /);
    await at(/├─*●─*┤/);
    await app.press(KEY.tab);
    await at(/✓9/);
    await app.press(KEY.tab);
    await at(/\(40\)/);
    await app.press('o');
    await at(/line 0 +1\/40/);
    await app.press(KEY.escape);
    await at(/\(40\)/);
    await app.press(KEY.tab);
    await at(/1\.000 \(base 2\.000\)/);
    await app.press(KEY.enter);
    await at(/127\.0\.0\.1:8787/);
    await app.press('e');
    await at(/❯ peft/);
    await app.press(KEY.escape);
    await at(/127\.0\.0\.1:8787/);
    await app.press('c');
    await at(/\(tuned\)/);
    await app.press(KEY.tab, LONG, KEY.enter);
    await at(/heard/);
  });

  it('shows the answers of a paused job below its headline, and says how many more there are', async () => {
    const world = effectsOf({ status: 'paused' });
    const app = start({ columns, rows, effects: world.effects, first: { name: 'tune' } });
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: job.jobId });
    await app.shows('30/90');
    await app.press('a');
    await app.shows('(2/2)');
    const lines = await app.lines();
    expectWholeFrame(lines);
    expect(lines.join('\n')).toMatch(/Training {2}· paused {2}· 20261122-1530-ab12$/m);
    expect(lines.join('\n')).toMatch(/step 30\/90 {2}· 40 s so far$/m);
    expect(lines.filter((line) => / now +refund/.test(line))).toHaveLength(rows > 20 ? 3 : 2);
    if (rows > 20) return expect(lines.join('\n')).not.toContain('more below');
    await app.shows('+1 more below');
    await app.press(KEY.down, KEY.down);
    await app.shows(/\+1 more above$/m);
    await app.shows(/line 3: /);
    expectWholeFrame(await app.lines());
  });

  it('shows a crash with its log in a whole frame', async () => {
    const log = Array.from({ length: 12 }, (_, i) => `line ${i} ${LONG}`);
    const app = start({
      columns,
      rows,
      first: { name: 'tune' },
      effects: effectsOf({ status: 'interrupted' }).effects,
      ports: { jobLog: async () => log },
    });
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: job.jobId });
    await app.shows('line 11');
    expectWholeFrame(await app.lines());
    await app.shows('r resume');
  });

  it('lists many jobs in a whole frame', async () => {
    const jobs = Array.from({ length: 70 }, (_, i) => ({
      jobId: `20261122-${1000 + i}-ab12`,
      status: 'succeeded' as const,
      base: 'smollm2-135m-instruct',
      method: 'lora',
      task: 'classification',
      createdAt: '',
      step: 9000,
      steps: 9000,
      modelId: 'a-model-with-a-rather-long-name',
    }));
    const ports = { jobs: { ...fakeRunPorts().jobs, list: async () => ({ jobs, corrupt: ['20261122-0000-0000'] }) } };
    const app = start({ columns, rows, first: { name: 'jobs' }, ports });
    await app.shows('❯');
    expectWholeFrame(await app.lines());
    await app.press('j'.repeat(69));
    await app.shows(/❯.*20261122-1069/);
    expectWholeFrame(await app.lines());
  });
});

const METRICS = ['loss', 'perplexity', 'accuracy', 'f1', 'precision', 'recall', 'exactMatch', 'tokenF1'] as const;
const SCORE = { value: 0.5, low: 0.4, high: 0.6 };

/** A score of eight metrics, under a verdict of more than one line. */
async function scored(columns: number, rows: number, jobRows = ROWS): Promise<OpenScreen> {
  const all = Object.fromEntries(METRICS.map((name) => [name, SCORE]));
  const whole = evaluation();
  const world = effectsOf({}, { ...whole, base: { ...whole.base, ...all }, tuned: { ...whole.tuned, ...all } });
  const ports = { jobRows: async () => jobRows };
  const app = start({ columns, rows, effects: world.effects, ports, first: { name: 'tune' } });
  await app.shows('File: ');
  app.driver().dispatch({ type: 'attach', jobId: job.jobId });
  await app.shows('30/90');
  world.finish();
  await app.shows('Verdict: ');
  return app;
}

describe.each(SIZES)('a score of many metrics at %d columns and %d rows', (columns, rows) => {
  it('says how many are out of sight, and scrolls to them', async () => {
    const app = await scored(columns, rows);
    const shown = (await app.lines()).filter((line) => / base +0\.500/.test(line)).length;
    expectWholeFrame(await app.lines());
    if (rows >= 40) return expect(shown).toBe(METRICS.length);
    await app.shows(`(+${METRICS.length - shown} more below)`);
    for (const _ of METRICS) await app.press(KEY.down);
    await app.shows(`(+${METRICS.length - shown} more above)`);
    await app.shows(/recall +base/);
    expectWholeFrame(await app.lines());
  });

  it('counts the rows that are out of sight, under a verdict that is whole where it has room', async () => {
    const app = await scored(columns, rows);
    await app.press(KEY.tab);
    await app.shows('✓9');
    expectWholeFrame(await app.lines());
    if (rows < 24) await app.shows(/\(more labels: arrows\)$/m);
    await app.press(KEY.tab);
    await app.shows('all rows (40)');
    const lines = await app.lines();
    expectWholeFrame(lines);
    const text = lines.join('\n');
    const listed = lines.filter((line) => /[❯ ] ✓ line \d+/.test(line)).length;
    expect(text).toContain(`all rows (40)  (+${40 - listed} more below)`);
    if (rows >= 24) expect(text).toContain('tell me.');
  });
});

/** From the job to the served model. */
async function untilServed(app: OpenScreen, world: ReturnType<typeof effectsOf>): Promise<void> {
  await app.shows('File: ');
  app.driver().dispatch({ type: 'attach', jobId: job.jobId });
  await app.shows('30/90');
  world.finish();
  await app.shows('Verdict: ');
  await app.press(KEY.enter);
  await app.shows('127.0.0.1:8787');
}

describe('what was exported', () => {
  const names = ['config.json', 'generation_config.json', 'model.safetensors', 'tokenizer.json', 'README.md', 'a', 'b'];
  const checks = Array.from({ length: 5 }, (_, i) => `Check ${i}: ${LONG}, END-${i}`);
  const exported = { out: '/work/tickets-hf', files: names.map((name) => ({ name, bytes: 1000 })), checks };

  it.each(SIZES)('is told whole or counted and scrolled to, at %d columns and %d rows', async (columns, rows) => {
    const world = effectsOf();
    const ports = { exportJob: async () => exported };
    const app = start({ columns, rows, effects: world.effects, ports, first: { name: 'tune' } });
    await untilServed(app, world);
    await app.press('e');
    await app.shows('❯ peft');
    await app.press(KEY.enter);
    await app.shows('/work/tickets-hf');
    expectWholeFrame(await app.lines());
    for (const name of names) expect((await app.lines()).join('\n')).toContain(`${name}  1`);
    if (rows < 40) {
      await app.shows(/\+\d+ more below/);
      for (let i = 0; i < 20; i++) await app.press(KEY.down);
      await app.shows(/\+\d+ more above$/m);
    }
    expectWholeFrame(await app.lines());
    expect((await app.lines()).join('\n')).toContain('END-4');
  });
});

describe('a copy', () => {
  it.each([
    [60, 20],
    [80, 24],
  ])('is confirmed in sight at %d columns and %d rows, however long the lines copied are', async (columns, rows) => {
    const world = effectsOf();
    const deploy: EffectHandlers['deploy'] = async (effect, tell, signal) => {
      const told = await world.effects.deploy(effect, tell, signal);
      if (told?.type !== 'deployed') return told;
      const snippet = Array.from({ length: 30 }, (_, i) => `line ${i}: ${LONG}`).join('\n');
      return { ...told, deployed: { ...told.deployed, snippet } };
    };
    const app = start({ columns, rows, effects: { ...world.effects, deploy }, first: { name: 'tune' } });
    await untilServed(app, world);
    await app.press('s');
    await app.shows('❯ From JavaScript');
    await app.press('y');
    await app.shows('✓ the JavaScript lines: copied');
    expectWholeFrame(await app.lines());
    await app.press('s', 'y');
    await app.shows('✓ the curl line: copied');
  });
});

describe('a terminal that knows only ASCII', () => {
  it('gets the training, the curve and the score in it', async () => {
    const world = effectsOf();
    const app = start({
      columns: 80,
      rows: 24,
      environment: { TERM: 'xterm', LANG: 'C' },
      effects: world.effects,
      first: { name: 'tune' },
    });
    await app.shows('File: ');
    app.driver().dispatch({ type: 'attach', jobId: job.jobId });
    await app.shows('30/90');
    await app.shows('*** ');
    world.finish();
    await app.shows('Verdict');
    expect(app.output()).not.toMatch(/\P{ASCII}/u);
  });
});
