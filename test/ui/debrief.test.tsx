/** The questions about a run, on screen. */
import { afterEach, describe, expect, it } from 'vitest';
import { debriefOf } from '../../src/learn/debrief/choose.js';
import type { Debrief } from '../../src/learn/debrief/types.js';
import { facts } from '../learn/debrief/reports.js';
import { fakeLearnPorts, smallLesson } from './fake-learn-ports.js';
import { fakeRunPorts } from './fake-run-ports.js';
import { KEY, openApp } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

const JOB = '20261122-1530-ab12';
const debrief = debriefOf(facts());
const lesson = smallLesson();

const world = (change: Partial<Debrief> = {}) =>
  fakeLearnPorts({
    debrief: async () => ({ ...debrief, ...change }),
    lesson: async () => ({ lesson, progress: null, next: null }),
  });

const rightOf = (question: number): string =>
  String.fromCharCode(97 + debrief.questions[question]!.options.findIndex(({ correct }) => correct));
const wrongOf = (question: number): string =>
  String.fromCharCode(97 + debrief.questions[question]!.options.findIndex(({ correct }) => !correct));

describe('questions about a run', () => {
  it('are answered by arrow or letter, told why, counted, and summed up with their lessons', async () => {
    const learn = world();
    const { press, shows, frame } = openApp({ first: { name: 'debrief', jobId: JOB }, ports: { learn } });
    await shows('Question 1 of 3');
    await press(wrongOf(0));
    await shows(`Not this. It is ${rightOf(0)}.`);
    expect(frame()).toContain('And the others:');
    // A second answer is none.
    await press(rightOf(0), KEY.enter);
    await shows('Question 2 of 3');
    await press(rightOf(1));
    await shows('Right.');
    await press(KEY.enter);
    await shows('Question 3 of 3');
    await press(...Array.from({ length: rightOf(2).charCodeAt(0) - 97 }, () => KEY.down), KEY.enter);
    await shows('Right.');
    await press(KEY.enter);
    await shows('2/3 right at the first answer');
    expect(learn.recorded).toEqual(
      debrief.questions.map(({ id, lesson: place }, i) => ({
        type: 'debrief-answered',
        job: JOB,
        question: id,
        lesson: place,
        correct: i > 0,
      })),
    );
    // The wrong one is pointed at: Enter opens its lesson, Esc comes back to it.
    await shows(/❯ ✗/);
    const before = frame();
    await press(KEY.enter);
    await shows('01. A small lesson');
    await press(KEY.escape);
    await expect.poll(frame).toBe(before);
  });

  it('say what is missing where a job has no figures', async () => {
    const { press, shows } = openApp({ first: { name: 'debrief', jobId: JOB } });
    await shows('no figures');
    await press(KEY.escape);
    await shows('Fine-tune on a file');
  });

  it('are offered after the score, after serving, and from the jobs', async () => {
    const learn = world();
    const tune = openApp({ first: { name: 'tune' }, ports: { learn } });
    tune.driver().dispatch({ type: 'attach', jobId: JOB });
    await tune.shows('Accuracy rose');
    await tune.press('a');
    await tune.shows('Question 1 of 3');
    await tune.press(KEY.escape);
    await tune.shows('Accuracy rose');
    await tune.press(KEY.enter);
    await tune.shows('127.0.0.1');
    await tune.press('a');
    await tune.shows('Question 1 of 3');
    const job = {
      ...{ jobId: JOB, status: 'succeeded' as const, base: 'nano', method: 'lora', task: 'classification' },
      ...{ createdAt: '2026-11-22T15:30:00Z', step: 90, steps: 90, modelId: 'tickets' },
    };
    const failed = { ...job, jobId: '20261122-1529-ab12', status: 'failed' as const, modelId: 'broken' };
    const jobs = { ...fakeRunPorts().jobs, list: async () => ({ jobs: [failed, job], corrupt: [] }) };
    const list = openApp({ first: { name: 'jobs' }, ports: { learn, jobs } });
    await list.shows(/❯.*broken/);
    expect(list.frame()).not.toContain('three questions');
    await list.press('a', KEY.down);
    await list.shows(/❯.*tickets/);
    expect(list.frame()).toContain('a three questions on it');
    await list.press('a');
    await list.shows('Question 1 of 3');
    await list.press(KEY.escape);
    await list.shows(/❯.*tickets/);
  });
});

describe('the screen of questions', () => {
  let open: OpenScreen | null = null;
  afterEach(() => open?.close());

  it.each([
    [60, 20, 'en'],
    [60, 20, 'hi'],
    [80, 24, 'en'],
    [80, 24, 'hi'],
    [120, 40, 'en'],
    [120, 40, 'hi'],
  ] as const)(
    'is whole at %d columns and %d rows (%s), and every reason can be reached',
    async (columns, rows, lang) => {
      open = openScreen({ columns, rows, lang, first: { name: 'debrief', jobId: JOB }, ports: { learn: world() } });
      for (const [i, { options, ask, lesson: place }] of debrief.questions.entries()) {
        await open.shows(new RegExp(`(Question|Sawaal) ${i + 1} (of|/) 3`));
        for (let at = 1; at < options.length; at++) await open.press(KEY.down);
        await open.shows(/❯ [cd]\)/);
        expectWholeFrame(await open.lines());
        await open.press(KEY.enter);
        await open.shows(/Right\.|Not this\.|Sahi\.|Yeh nahi\./);
        expectWholeFrame(await open.lines());
        const start = ask[lang].split(' ').slice(0, 3).join(' ');
        expect((await open.lines()).join('\n')).toContain(start);
        // Scrolled to the end, the lesson is told.
        for (let scroll = 0; scroll < 20; scroll++) await open.press(KEY.down);
        await open.shows(place.split('#')[0] ?? '');
        expectWholeFrame(await open.lines());
        await open.press(KEY.enter);
      }
      await open.shows(/[0-3]\/3 (right|pehle)/);
      expectWholeFrame(await open.lines());
    },
  );
});
