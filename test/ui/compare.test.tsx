/** The compare screen in a fake terminal, by the keys that it shows. */
import { describe, expect, it } from 'vitest';
import { type CompareEffects, createComparer } from '../../src/workflow/compare/comparer.js';
import type { Comparison } from '../../src/workflow/compare/schema.js';
import type { CompareChoices } from '../../src/workflow/compare/types.js';
import { DEFAULT_SETTINGS } from '../../src/workflow/settings.js';
import { compared, comparison } from '../workflow/compare/worlds.js';
import { progress } from '../workflow/worlds.js';
import { KEY, openApp } from './open-app.js';

type Tell = Parameters<CompareEffects['run']>[1];

/** The app with a comparison whose steps the test decides. */
function world(options: Parameters<typeof openApp>[0] = {}, kept = comparison({ file: '/old/before.csv' })) {
  const runs: { choices: CompareChoices; tell: Tell; end: (done: Comparison) => void }[] = [];
  const cancelled: string[] = [];
  const comparer = createComparer({
    run: (choices, tell) =>
      new Promise((end) => {
        runs.push({ choices, tell, end });
      }),
    load: async () => kept,
    cancelJob: async (jobId) => cancelled.push(jobId),
  });
  const app = openApp({
    first: { name: 'compare' },
    ...options,
    ports: { comparer, comparisons: async () => [kept], ...options.ports },
  });
  return { ...app, runs, cancelled };
}

const JOB = '20261122-1530-ab12';
const running = comparison({
  status: 'running',
  baseMetrics: null,
  advice: { method: null, sentences: [] },
  methods: [
    compared('full', {
      status: 'running',
      jobId: JOB,
      result: null,
      validationLosses: [
        { step: 15, value: 2 },
        { step: 30, value: 1 },
      ],
    }),
    compared('lora', { status: 'waiting', jobId: null, result: null, validationLosses: [] }),
  ],
});

describe('comparing in the app', () => {
  it('goes from a typed file over the methods to the table and the advice', async () => {
    const { press, shows, runs, frame } = world();
    await shows('On which file');
    await press('/data/tickets.csv');
    await shows('/data/tickets.csv');
    await press(KEY.enter);
    await shows('Which methods');
    expect(frame()).toMatch(/■ .*LoRA/);
    await press(KEY.down, KEY.down, ' ');
    await shows(/□ .*ast blocks|□ .*artial/);
    await press(KEY.enter);
    await shows('Reading and checking');
    expect(runs[0]?.choices).toMatchObject({ file: '/data/tickets.csv', methods: ['full', 'lora'], task: null });
    runs[0]?.tell.change(running, progress({ jobId: JOB }));
    await shows(/1\/2 .*Training/);
    expect(frame()).toMatch(/step 30\/90/);
    expect(frame()).toMatch(/full +running/);
    expect(frame()).toMatch(/lora +waiting/);
    expect(frame()).toMatch(/[\u2801-\u28ff]/u);
    runs[0]?.end(comparison());
    await shows('Take LoRA: it is the cheapest.');
    expect(frame()).toMatch(/lora +0\.90 .*✓/);
    expect(frame()).toMatch(/base +0\.10/);
    expect(frame()).toContain('validation loss by step');
  });

  it('turns between a long advice and the losses, and scrolls what has no room', async () => {
    const sentences = Array.from({ length: 20 }, (_, i) => ({ en: `Sentence ${i + 1}.`, hi: `Vaakya ${i + 1}.` }));
    const { press, shows, runs, frame } = world();
    await press('/x.csv', KEY.enter);
    await shows('Which methods');
    await press(KEY.enter);
    await shows('Reading');
    runs[0]?.end(comparison({ advice: { method: 'lora', sentences } }));
    await shows('Sentence 1.');
    expect(frame()).not.toContain('validation loss by step');
    expect(frame()).not.toContain('Sentence 20.');
    for (let i = 0; i < 20; i++) await press(KEY.down);
    await shows('Sentence 20.');
    await press('c');
    await shows('validation loss by step');
    expect(frame()).not.toContain('Sentence');
  });

  it('offers a base that is yet to be fetched, with its size, and says when it is fetched', async () => {
    const base = { kind: 'catalogue', parameters: 134515008, sizeBytes: 271e6, available: false } as const;
    const nano = { id: 'nano', kind: 'builtin', parameters: 5.2e6, sizeBytes: 10e6, available: true } as const;
    const { press, shows, runs, frame } = world({
      ports: { listBases: async () => [nano, { id: 'smollm2-135m-instruct', ...base }] },
    });
    await press('/x.csv', KEY.enter);
    await shows('nano  (5.2M parameters, 10 MB in the box)');
    await press('b');
    await shows('smollm2-135m-instruct  (134.5M parameters, 271 MB to fetch)');
    await shows('It is fetched once, when the comparison begins.');
    await press('b');
    await shows('Base model: nano');
    expect(frame()).not.toContain('fetched once');
    await press('b', KEY.enter);
    await shows('Reading');
    expect(runs[0]?.choices.base).toBe('smollm2-135m-instruct');
  });

  it('does not start with one method', async () => {
    const { press, shows, runs } = world();
    await press('/x.csv', KEY.enter);
    await shows('Which methods');
    await press(' ', KEY.down, ' ', KEY.enter);
    await shows('Choose at least two methods');
    expect(runs).toHaveLength(0);
  });

  it('cancels the method under way at the second x', async () => {
    const { press, shows, runs, cancelled } = world();
    await press('/x.csv', KEY.enter);
    await shows('Which methods');
    await press(KEY.enter);
    await shows('Reading');
    runs[0]?.tell.change(running, progress({ jobId: JOB }));
    await shows(/step 30\/90/);
    await press('x');
    await shows('press again to cancel');
    await press('l');
    await shows('cancel this method');
    expect(cancelled).toEqual([]);
    await press('x', 'x');
    expect(cancelled).toEqual([JOB]);
  });

  it('goes on while another screen is open', async () => {
    const { press, shows, runs } = world();
    await press('/x.csv', KEY.enter);
    await shows('Which methods');
    await press(KEY.enter);
    await shows('Reading');
    await press(KEY.escape);
    await shows('Compare methods');
    runs[0]?.tell.change(running, progress({ jobId: JOB }));
    for (let i = 0; i < 9; i++) await press(KEY.down);
    await press(KEY.up);
    await shows('❯ Compare methods');
    await press(KEY.enter);
    await shows(/step 30\/90/);
  });

  it('shows an earlier comparison, and opens the advised job', async () => {
    const { press, shows, driver } = world();
    await shows('before.csv');
    await press(KEY.down, KEY.down);
    await shows('❯ before.csv');
    await press(KEY.enter);
    await shows('Take LoRA');
    await press(KEY.enter);
    await shows('Fine-tune');
    expect(driver().state.progress?.jobId ?? driver().state.choices).toBeDefined();
  });

  it('goes on with an unfinished comparison at Enter, and advises nothing before its end', async () => {
    const waiting = { status: 'waiting' as const, jobId: null, result: null, validationLosses: [] };
    const kept = comparison({
      file: '/old/before.csv',
      status: 'running',
      seed: 9,
      advice: { method: null, sentences: [{ en: 'No advice yet.', hi: 'Abhi salah nahi.' }] },
      methods: [compared('full'), compared('lora', waiting), compared('partial', waiting)],
    });
    const { press, shows, frame, runs } = world({}, kept);
    await shows(/before\.csv +not finished \(full, lora, partial; smollm2/);
    await press(KEY.down, KEY.down, KEY.enter);
    await shows('No advice yet.');
    await shows('Not finished: Enter goes on');
    expect(frame()).toContain('Enter go on');
    expect(frame()).not.toContain('✓');
    await press(KEY.enter);
    await shows('Reading and checking');
    expect(runs[0]?.choices).toMatchObject({
      file: '/old/before.csv',
      base: 'smollm2-135m-instruct',
      methods: ['full', 'lora', 'partial'],
      seed: 9,
    });
  });

  it('is reached from step 3 with the file of the workflow', async () => {
    const { press, shows, runs } = world({ first: { name: 'tune' } });
    await shows('Which file');
    await press('/data/tickets.csv', KEY.enter);
    await shows('classification');
    await press(KEY.enter);
    await shows('How much may it cost');
    await press(KEY.enter, KEY.enter);
    await shows('Advice: LoRA');
    await press('c');
    await shows('Which methods');
    await shows('/data/tickets.csv');
    await press(KEY.enter);
    await shows('Reading');
    expect(runs[0]?.choices.file).toBe('/data/tickets.csv');
    await press(KEY.escape);
    await shows('Advice: LoRA');
  });

  it('tells a problem with its next step, and lets one begin anew', async () => {
    const comparer = createComparer({
      run: () => Promise.reject(new Error('boom')),
      load: async () => comparison(),
      cancelJob: async () => {},
    });
    const { press, shows } = openApp({ first: { name: 'compare' }, ports: { comparer } });
    await press('/x.csv', KEY.enter);
    await shows('Which methods');
    await press(KEY.enter);
    await shows('boom');
    await press('n');
    await shows('Which methods');
  });

  it('asks again for a file that could not be compared, and offers no scale of what is not drawn', async () => {
    const comparer = createComparer({
      run: () => Promise.reject(new Error('boom')),
      load: async () => comparison(),
      cancelJob: async () => {},
    });
    const { press, shows, frame } = openApp({ first: { name: 'compare' }, ports: { comparer } });
    await press('/x.csv', KEY.enter);
    await shows('Which methods');
    await press(KEY.enter);
    await shows('boom');
    expect(frame()).not.toContain('log scale');
    await press(KEY.escape);
    await shows('On which file');
    await shows('❯ File: /x.csv');
    await press(KEY.escape);
    await shows('Fine-tune on a file');
  });

  it('draws with letters where there are no colours, and speaks Hinglish', async () => {
    const { press, shows, runs, frame } = world({
      lang: 'hi',
      settings: { ...DEFAULT_SETTINGS, theme: 'mono' },
    });
    await shows('Kis file par');
    await press('/x.csv', KEY.enter);
    await shows('Kaun si methods');
    await press(KEY.enter);
    runs[0]?.tell.change(running, progress({ jobId: JOB }));
    await shows(/f+/);
    await shows('validation loss');
    expect(frame()).not.toMatch(/[\u2801-\u28ff]/u);
    runs[0]?.end(comparison());
    await shows('LoRA lo: sabse sasta hai.');
  });
});
