/** The learner's progress, on screen. */
import { afterEach, describe, expect, it } from 'vitest';
import { NO_PROGRESS, type Progress } from '../../src/learn/progress/schema.js';
import { summarise } from '../../src/learn/progress/summary.js';
import { fullCells, lastDays, sparkline } from '../../src/ui/screens/progress/bars.js';
import { fakeLearnPorts, SOURCE, smallLesson } from './fake-learn-ports.js';
import { KEY, openApp } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

const second = smallLesson(SOURCE.replace('01-small', '02-next').replaceAll('A small lesson', 'The next lesson'));
const lessons = [smallLesson(), second];
const progress: Progress = {
  ...NO_PROGRESS,
  lessons: {
    '01-small': {
      ...{ sections: ['idea', 'try'], cells: ['sum'], exercises: ['double'] },
      quizzes: { which: { tries: 1, correct: true } },
      doneAt: '2026-11-22',
    },
    '02-next': {
      sections: ['idea'],
      cells: [],
      quizzes: { which: { tries: 2, correct: false } },
      exercises: [],
      doneAt: null,
    },
  },
  interviews: [10, 40, 80].map((score) => ({ at: '2026-11-22', topic: 'lora', question: 'q', score })),
  debriefs: { a: { at: '2026-11-22', answers: { interval: { lesson: '02-next#idea', correct: false } } } },
  days: ['2026-11-20', '2026-11-22', '2026-11-23'],
};

function world(change: Partial<ReturnType<typeof fakeLearnPorts>> = {}) {
  const shelf = async () => ({
    ...{ lessons, progress, due: 0, rooms: [], today: '2026-11-23', notice: null },
    summary: summarise(progress, lessons, 0, '2026-11-23'),
  });
  return fakeLearnPorts({ shelf, ...change }, lessons);
}

describe('the progress', () => {
  it('shows the streak, the scores, a bar for each lesson, what is weak and what is next', async () => {
    const { shows, frame } = openApp({ first: { name: 'progress' }, ports: { learn: world() } });
    await shows('2 days in a row');
    expect(frame()).toMatch(/Streak +(·{7} ){3}···■·■■ +2 days/);
    expect(frame()).toMatch(/Interview +▁▄▇ +43\/100/);
    expect(frame()).toMatch(/50% right at the first try · Own runs 0\/1/);
    expect(frame()).toMatch(/❯ Next +02 The next lesson/);
    expect(frame()).toMatch(/Weakest +02 The next lesson +0% +→ idea/);
    expect(frame()).toMatch(/01 A small lesson +█+ +5\/5 ✓/);
    expect(frame()).toMatch(/02 The next lesson +█+░+ +1\/5/);
  });

  it('opens what is pointed at and comes back to it', async () => {
    const { press, shows } = openApp({ first: { name: 'progress' }, ports: { learn: world() } });
    await shows('❯ Next');
    await press(KEY.down);
    await shows('❯ Weakest');
    await press(KEY.enter);
    // At the section that the wrong answer named.
    await shows('Learn 02-next');
    await press(KEY.escape);
    await shows('❯ Weakest');
  });

  it('is reached by one key from the first screen and from the lessons', async () => {
    const home = openApp({ ports: { learn: world() } });
    await home.shows('Fine-tune on a file');
    await home.press('p');
    await home.shows('2 days in a row');
    const list = openApp({ first: { name: 'learn' }, ports: { learn: world() } });
    await list.shows('lessons done');
    await list.press('p');
    await list.shows(/❯ Next/);
    await list.press(KEY.escape);
    await list.shows('lessons done');
  });

  it('is exported, and says where to, or why not', async () => {
    const good = openApp({ first: { name: 'progress' }, ports: { learn: world() } });
    await good.shows('❯ Next');
    await good.press('x');
    await good.shows('Written to /work/vishesh-progress-2026-11-23.json');
    const exportProgress = async () => Promise.reject(new Error('read-only disk'));
    const bad = openApp({ first: { name: 'progress' }, ports: { learn: world({ exportProgress }) } });
    await bad.shows('❯ Next');
    await bad.press('x');
    await bad.shows('read-only disk');
    await bad.press(KEY.down);
    await bad.shows('❯ Weakest');
    expect(bad.frame()).not.toContain('read-only disk');
  });
});

describe('the screen of progress', () => {
  let open: OpenScreen | null = null;
  afterEach(() => open?.close());

  it.each([
    [60, 20, 'en'],
    [60, 20, 'hi'],
    [80, 24, 'en'],
    [80, 24, 'hi'],
    [120, 40, 'en'],
    [120, 40, 'hi'],
    [200, 60, 'en'],
  ] as const)('is whole at %d columns and %d rows (%s)', async (columns, rows, lang) => {
    open = openScreen({ columns, rows, lang, first: { name: 'progress' }, ports: { learn: world() } });
    await open.shows(/❯ (Next|Ab aage)/);
    expectWholeFrame(await open.lines());
    for (let i = 0; i < 5; i++) await open.press(KEY.down);
    await open.shows(/❯ 02 .*1\/5/);
    expectWholeFrame(await open.lines());
  });

  it('keeps to ASCII where the locale says so', async () => {
    open = openScreen({
      ...{ columns: 80, rows: 24, environment: { TERM: 'xterm', LANG: 'C' } },
      ...{ first: { name: 'progress' }, ports: { learn: world() } },
    });
    await open.shows(/Interview +148 +43/);
    expect(open.output()).not.toMatch(/\P{ASCII}/u);
  });
});

describe('bars', () => {
  it('are empty for nothing only, and full for everything only', () => {
    expect([0, 1, 5, 99, 100].map((done) => fullCells(done, 100, 10))).toEqual([0, 1, 1, 9, 10]);
    expect(fullCells(0, 0, 10)).toBe(0);
  });

  it('draw scores beyond their scale at its ends', () => {
    expect(sparkline([-5, 0, 50, 100, 120], false)).toBe('▁▁▅██');
    expect(sparkline([0, 55, 100], true)).toBe('059');
  });

  it('count days over the end of a month', () => {
    expect(lastDays(['2026-02-28', '2026-03-02'], '2026-03-02', 4)).toEqual([false, true, false, true]);
  });
});
