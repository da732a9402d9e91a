import { describe, expect, it } from 'vitest';
import { dictionary } from '../../../src/i18n/index.js';
import { parseWithin } from '../../../src/plan/hyperparameter-fields.js';
import { entriesOf } from '../../../src/ui/screens/home/entries.js';
import { HOME_START, reduceHome } from '../../../src/ui/screens/home/reducer.js';
import { drafted, fieldsOf, formStart, nudged, reduceForm } from '../../../src/ui/screens/hyperparameters/reducer.js';
import { answersOf, methodStart, reduceMethod } from '../../../src/ui/screens/method/reducer.js';
import { OPTIONS_START, parsePrice, reduceOptions, turned } from '../../../src/ui/screens/options/reducer.js';
import { itemsOf, prepareStart, reducePrepare } from '../../../src/ui/screens/prepare/reducer.js';
import { changedMiddle, fieldChanges, REPAIR_START, reduceRepair } from '../../../src/ui/screens/repair/reducer.js';
import { shownPieces } from '../../../src/ui/screens/validate/pieces.js';
import { firstAt, sortedFindings } from '../../../src/ui/screens/validate/reducer.js';
import { DEFAULT_CHOICES } from '../../../src/workflow/drive.js';
import type { HomeFacts } from '../../../src/workflow/home-facts.js';
import { DEFAULT_SETTINGS } from '../../../src/workflow/settings.js';
import { plan, report } from '../../workflow/worlds.js';

const words = dictionary('en');
const nothing: HomeFacts = { open: null, saved: null, jobs: 0, tuned: 0, lessons: false, reviews: 0, notices: [] };
const job = {
  jobId: 'j1',
  status: 'running',
  base: 'nano',
  method: 'lora',
  task: 'qa',
  createdAt: '',
  step: 30,
  steps: 90,
  modelId: 'tickets',
} as const;

describe('home', () => {
  const ids = (facts: Partial<HomeFacts>): string[] => entriesOf({ ...nothing, ...facts }, words).map(({ id }) => id);

  it('leads a first-time person to the first run, and nobody else', () => {
    expect(ids({})[0]).toBe('first');
    expect(ids({ jobs: 1 })).not.toContain('first');
  });

  it('puts a running job before an unfinished workflow, and both before the rest', () => {
    const saved = { step: 'hyperparameters', jobId: null, choices: { ...DEFAULT_CHOICES, file: '/a/b.csv' } } as const;
    expect(ids({ open: job, saved, jobs: 2 }).slice(0, 3)).toEqual(['open', 'resume', 'tune']);
    expect(entriesOf({ ...nothing, saved }, words)[0]).toMatchObject({
      title: 'Continue: b.csv',
      line: 'where you left it: step 4 of 8, Settings',
    });
  });

  it('shows a job that is also the unfinished workflow once', () => {
    const saved = { step: 'monitor', jobId: 'j1', choices: DEFAULT_CHOICES } as const;
    expect(ids({ open: job, saved, jobs: 1 })).toEqual(['open', 'tune', 'chat', 'jobs', 'compare', 'settings']);
    expect(entriesOf({ ...nothing, open: job, jobs: 1 }, words)[0]?.line).toBe('running, step 30/90');
  });

  it('offers lessons only where there are some', () => {
    expect(ids({ lessons: true })).toContain('learn');
    expect(ids({})).not.toContain('learn');
  });

  it('keeps the pointer where it is when the facts are looked up again', () => {
    const found = reduceHome(HOME_START, { type: 'found', facts: nothing });
    const moved = reduceHome(found, { type: 'move', by: 2, count: 6 });
    expect(reduceHome(moved, { type: 'found', facts: { ...nothing, jobs: 1 } }).at).toBe(2);
    expect(reduceHome(moved, { type: 'move', by: 99, count: 6 }).at).toBe(5);
  });
});

describe('step 1', () => {
  const start = prepareStart(null);

  it('lists recent files, samples and the base model, in that order', () => {
    const state = reducePrepare(start, { type: 'found-recent', files: ['/a.csv'] });
    expect(itemsOf(state, [{ name: 's', path: '/s' }]).map(({ kind }) => kind)).toEqual(['recent', 'sample', 'base']);
  });

  it('keeps what is pointed at when recent files are found above it', () => {
    const onSample = reducePrepare(start, { type: 'move', by: 1, last: 5 });
    expect(reducePrepare(onSample, { type: 'found-recent', files: ['/a.csv', '/b.csv'] }).at).toBe(3);
    expect(reducePrepare(start, { type: 'found-recent', files: ['/a.csv'] }).at).toBe(0);
  });

  it('does not take back what was typed while a path was completed', () => {
    const typed = reducePrepare(start, { type: 'type', path: 'dat' });
    const done = { type: 'completed', typed: 'da', path: 'data/', candidates: ['data/'] } as const;
    expect(reducePrepare(typed, done).path).toBe('dat');
    expect(reducePrepare(typed, { ...done, typed: 'dat' })).toMatchObject({ path: 'data/', candidates: null });
  });
});

describe('step 2', () => {
  it('sorts errors before warnings before notes, and points at the way on only where it is open', () => {
    const finding = report().findings[0]!;
    const info = { ...finding, severity: 'info' } as const;
    const error = { ...finding, severity: 'error' } as const;
    const mixed = [info, finding, error];
    expect(sortedFindings(mixed).map(({ severity }) => severity)).toEqual(['error', 'warning', 'info']);
    expect([firstAt(true, mixed), firstAt(false, mixed)]).toEqual([3, 0]);
  });

  it('shows a long text around its fault, and writes out what nobody sees', () => {
    const segments = [
      { text: 'a'.repeat(500), fault: false },
      { text: '\u200b', fault: true },
      { text: 'b'.repeat(500), fault: false },
    ];
    const pieces = shownPieces(segments, 100, '…').map(({ text }) => text);
    expect(pieces).toEqual(['…', 'a'.repeat(40), 'U+200B', 'b'.repeat(59), '…']);
  });
});

describe('the repairs', () => {
  it('accept one, all, and none again', () => {
    const one = reduceRepair(REPAIR_START, { type: 'toggle', code: 'a' });
    expect([...one.accepted]).toEqual(['a']);
    const all = reduceRepair(one, { type: 'all', codes: ['a', 'b'] });
    expect([...all.accepted]).toEqual(['a', 'b']);
    expect([...reduceRepair(all, { type: 'all', codes: ['a', 'b'] }).accepted]).toEqual([]);
  });

  it('show only the fields that change, and where in them', () => {
    const change = {
      line: 3,
      before: { text: 'mail a@b.in now', label: 'x' },
      after: { text: 'mail [EMAIL] now', label: 'x' },
    };
    expect(fieldChanges(change)).toEqual([{ name: 'text', before: 'mail a@b.in now', after: 'mail [EMAIL] now' }]);
    expect(changedMiddle('mail a@b.in now', 'mail [EMAIL] now')).toEqual({ start: 5, beforeEnd: 11, afterEnd: 12 });
    expect(changedMiddle('aa', 'aaa')).toEqual({ start: 2, beforeEnd: 2, afterEnd: 3 });
  });

  it('show a row that is taken out with all its fields', () => {
    expect(fieldChanges({ line: 3, before: { text: 'x', n: 1 }, after: null })).toEqual([
      { name: 'text', before: 'x', after: null },
      { name: 'n', before: '1', after: null },
    ]);
  });
});

describe('step 3', () => {
  it('asks both questions with the last answers, and none once they were answered', () => {
    const state = methodStart({ answered: false, budget: 'medium', compute: 'ample' });
    expect(state).toMatchObject({ asked: 'budget', budget: 1, compute: 2 });
    const moved = reduceMethod(state, { type: 'move', by: 1 });
    expect(answersOf(moved)).toEqual({ budget: 'high', compute: 'ample' });
    expect(methodStart({ answered: true, budget: 'low', compute: 'limited' }).asked).toBe('nothing');
  });

  it('scrolls the advice to its end and no further, and begins each method at the top', () => {
    const start = methodStart({ answered: true, budget: 'low', compute: 'limited' });
    const down = (by: number) => reduceMethod(start, { type: 'scroll', by, last: 4 });
    expect([down(1).scroll, down(9).scroll, down(-1).scroll]).toEqual([1, 4, 0]);
    expect(reduceMethod(down(3), { type: 'to-top' }).scroll).toBe(0);
  });
});

describe('step 4', () => {
  const { hyperparameters: h } = plan();
  const fields = fieldsOf('lora');
  const field = (key: string) => fields.find((one) => one.key === key)!;

  it('begins at the start of the training', () => {
    expect(formStart(fields).at).toBe(fields.length);
    expect(fields.some(({ key }) => key.startsWith('partial'))).toBe(false);
  });

  it('takes what is typed as soon as it is a value', () => {
    expect(drafted(field('epochs'), '5', h)?.epochs).toBe(5);
    expect(drafted(field('epochs'), '', h)).toBeNull();
    expect(drafted(field('epochs'), '999', h)).toBeNull();
    expect(drafted(undefined, '5', h)).toBeNull();
    expect(drafted(field('maxLength'), '600', h, { maxLength: 512 })).toBeNull();
    expect(drafted(field('maxLength'), '512', h, { maxLength: 512 })?.maxLength).toBe(512);
  });

  it('says of a number above what the model allows which range is allowed', () => {
    const edit = parseWithin(field('maxLength'), '600', h, { maxLength: 512 });
    const { min } = field('maxLength');
    expect(edit).toMatchObject({
      ok: false,
      problem: {
        en: expect.stringContaining(`600 is outside ${min} to 512`),
        hi: expect.stringContaining(`600 range ${min} se 512 ke bahar hai`),
      },
    });
  });

  it.each([
    ['learningRate', 1, 0.001],
    ['learningRate', -1, 0.00025],
    ['epochs', 1, 4],
    ['batchSize', -1, 7],
    ['schedule', 1, 'cosine'],
    ['schedule', -1, 'constant'],
    ['warmupRatio', 1, 0.11],
  ] as const)('moves %s by %d to %s', (key, by, value) => {
    expect(nudged(field(key), h, by)?.[key]).toBe(value);
  });

  it('does not move a setting out of its range', () => {
    expect(nudged(field('earlyStoppingPatience'), h, -1)?.earlyStoppingPatience).toBe(0);
    expect(nudged(field('weightDecay'), h, -1)).toBeNull();
    expect(nudged(field('maxLength'), h, 1, { maxLength: h.maxLength })).toBeNull();
  });

  it('forgets what was refused when it is typed anew', () => {
    const fault = { en: 'no', hi: 'nahi' };
    const refused = reduceForm({ at: 0, draft: '9', fault: null }, { type: 'refuse', fault });
    expect(refused.fault).toEqual(fault);
    expect(reduceForm(refused, { type: 'edit', text: '1' })).toEqual({ at: 0, draft: '1', fault: null });
  });
});

describe('the settings', () => {
  it('turn to the next value, and round again', () => {
    expect(turned('theme', { ...DEFAULT_SETTINGS, theme: 'mono' }, 'en')).toEqual({ theme: 'auto' });
    expect(turned('ascii', DEFAULT_SETTINGS, 'en')).toEqual({ ascii: true });
    expect(turned('lang', DEFAULT_SETTINGS, 'en')).toEqual({ lang: 'hi' });
    expect(turned('motion', DEFAULT_SETTINGS, 'en')).toEqual({ reducedMotion: true });
  });

  it.each([
    ['0.12', 0.12],
    [' $0.2 ', 0.2],
    ['', null],
    ['-1', undefined],
    ['cheap', undefined],
    ['101', undefined],
  ])('read %s as a price', (text, price) => {
    expect(parsePrice(text)).toBe(price);
  });

  it('stay within their lines', () => {
    expect(reduceOptions(OPTIONS_START, { type: 'move', by: -1 }).at).toBe(0);
    expect(reduceOptions(OPTIONS_START, { type: 'move', by: 99 }).at).toBe(5);
  });
});
