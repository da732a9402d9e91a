import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseLesson } from '../../src/learn/lesson/parse.js';
import { type Learned, record } from '../../src/learn/progress/record.js';
import { NO_PROGRESS, type Progress } from '../../src/learn/progress/schema.js';
import {
  besidePath,
  learnFolder,
  progressPath,
  readProgress,
  saveLearned,
  thisMoment,
} from '../../src/learn/progress/store.js';
import { HINT_COST, streakOf, summarise } from '../../src/learn/progress/summary.js';
import { dueCards, dueDates, suggestedGrade } from '../../src/learn/reviews/schedule.js';
import { appendReview, readReviews, reviewsPath } from '../../src/learn/reviews/store.js';

const lesson = parseLesson(
  `---
id: 01-one
title: {en: One, hi: Ek}
minutes: 5
goal: {en: g, hi: g}
summary: {en: s, hi: s}
---
## a | A | A

\`\`\`ts cell id=run
1
\`\`\`

\`\`\`yaml quiz id=ask
ask: {en: q, hi: q}
options: [{text: {en: a, hi: a}, correct: true}, {text: {en: b, hi: b}, why: {en: w, hi: w}}]
\`\`\`
`,
  '',
).lesson!;

const at = (day: string) => ({ iso: `${day}T10:00:00.000Z`, day });
const following = (events: Learned[], from: Progress = NO_PROGRESS): Progress =>
  events.reduce((progress, event) => record(progress, event, at('2026-01-05')), from);

describe('progress', () => {
  it('a lesson is done when it was read, run and answered, in any order, and stays done', () => {
    const parts: Learned[] = [
      { type: 'quiz-answered', lesson, quiz: 'ask', correct: false },
      { type: 'cell-ran', lesson, cell: 'run' },
      { type: 'quiz-answered', lesson, quiz: 'ask', correct: true },
      { type: 'section-read', lesson, section: 'a' },
    ];
    expect(following(parts.slice(0, 3)).lessons['01-one']!.doneAt).toBeNull();
    const done = following(parts);
    expect(done.lessons['01-one']).toMatchObject({
      doneAt: '2026-01-05T10:00:00.000Z',
      quizzes: { ask: { tries: 2, correct: true } },
    });
    expect(
      following([{ type: 'quiz-answered', lesson, quiz: 'ask', correct: false }], done).lessons['01-one']!.quizzes.ask,
    ).toEqual({ tries: 2, correct: true });
  });

  it('sums up: streak, first tries, weak topics, what is next', () => {
    const wrong = following([
      { type: 'quiz-answered', lesson, quiz: 'ask', correct: false },
      { type: 'interview-answered', topic: 'lora', question: 'q', score: 30 },
      { type: 'interview-answered', topic: 'data', question: 'q', score: 90 },
    ]);
    const summary = summarise(wrong, [lesson], 0, '2026-01-05');
    expect(summary).toMatchObject({
      streak: 1,
      quizFirstTry: 0,
      interview: 60,
      next: { kind: 'lesson', id: '01-one' },
    });
    expect(summary.weakest.map(({ topic }) => topic)).toEqual(['01-one', 'lora']);
    expect(summarise(wrong, [lesson], 3, '2026-01-05').next).toEqual({ kind: 'review', due: 3 });
    expect(summarise(NO_PROGRESS, [], 0, '2026-01-05').next).toEqual({ kind: 'interview' });
  });

  it('a streak goes over the ends of months and years and survives until the day after', () => {
    const days = ['2025-12-30', '2025-12-31', '2026-01-01'];
    expect(streakOf(days, '2026-01-01')).toBe(3);
    expect(streakOf(days, '2026-01-02')).toBe(3);
    expect(streakOf(days, '2026-01-03')).toBe(0);
    expect(streakOf(['2028-02-28', '2028-02-29', '2028-03-01'], '2028-03-01')).toBe(3);
  });

  it('practice keeps the best score of each part, less its hints', () => {
    const practice = following([
      { type: 'practice-started', seed: 4, folder: '/practice' },
      { type: 'practice-scored', part: 'prepare', score: 100 },
      { type: 'practice-scored', part: 'prepare', score: 40 },
      { type: 'practice-hint', part: 'prepare' },
    ]);
    expect(summarise(practice, [], 0, '2026-01-05').practice).toEqual({
      score: (100 - HINT_COST) / 5,
      finished: false,
    });
  });
});

describe('on disk', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vishesh-learn-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

  it('grows by what happened', async () => {
    await saveLearned(home, { type: 'lab-named', lab: 'leak' }, at('2026-01-05'));
    await saveLearned(home, { type: 'lab-healed', lab: 'leak' }, at('2026-01-06'));
    expect((await readProgress(home)).progress).toMatchObject({
      labs: { leak: { named: true, healed: true } },
      days: ['2026-01-05', '2026-01-06'],
    });
  });

  it('keeps all of what happens at once', async () => {
    const labs = ['one', 'two', 'three', 'four'];
    await Promise.all(labs.map((lab) => saveLearned(home, { type: 'lab-named', lab })));
    expect(Object.keys((await readProgress(home)).progress.labs)).toEqual(expect.arrayContaining(labs));
  });

  it('puts a damaged file aside and leaves a newer one alone', async () => {
    await writeFile(progressPath(home), '{"version": 1, "lessons": 3');
    const damaged = await readProgress(home);
    expect(damaged.progress).toEqual(NO_PROGRESS);
    expect(damaged.notice?.en).toContain('progress.json.bad');
    expect(await readFile(`${progressPath(home)}.bad`, 'utf8')).toContain('"lessons": 3');
    const newer = '{"version": 9, "things": []}';
    await writeFile(progressPath(home), newer);
    expect((await readProgress(home)).notice?.en).toContain('newer');
    await saveLearned(home, { type: 'lab-named', lab: 'leak' });
    expect(await readFile(progressPath(home), 'utf8')).toBe(newer);
    // What was learned meanwhile is not lost.
    const meanwhile = await readProgress(home);
    expect(meanwhile.progress.labs).toEqual({ leak: { named: true, healed: false } });
    expect(meanwhile.notice?.en).toContain(besidePath(home));
    await rm(progressPath(home));
  });

  it('keeps every damaged file, also the second', async () => {
    for (const text of ['{"first', '{"second', '{"third']) {
      await writeFile(progressPath(home), text);
      await readProgress(home);
    }
    const kept = await Promise.all(
      ['.bad', '.bad-2', '.bad-3', '.bad-4'].map((end) => readFile(progressPath(home) + end, 'utf8')),
    );
    expect(kept.slice(1)).toEqual(['{"first', '{"second', '{"third']);
  });

  it('leaves parts that it does not know in the file', async () => {
    const more = { ...NO_PROGRESS, badges: [{ id: 'first' }] };
    await writeFile(progressPath(home), JSON.stringify(more));
    await saveLearned(home, { type: 'lab-named', lab: 'leak' });
    expect(JSON.parse(await readFile(progressPath(home), 'utf8'))).toMatchObject({
      badges: [{ id: 'first' }],
      labs: { leak: { named: true } },
    });
    await rm(progressPath(home));
  });

  it('loses nothing of what one program records at once, nor of what two do', async () => {
    const writer = join(import.meta.dirname, 'progress-writer.ts');
    const others = ['a', 'b'].map((name) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', writer, home, name, '12']),
    );
    const own = Array.from({ length: 12 }, (_, i) => saveLearned(home, { type: 'lab-named', lab: `own-${i}` }));
    await Promise.all([...own, ...others]);
    const { labs } = (await readProgress(home)).progress;
    expect(Object.keys(labs)).toHaveLength(36);
  }, 60_000);

  it('goes on after a program that died while it wrote', async () => {
    await writeFile(`${progressPath(home)}.lock`, JSON.stringify({ pid: 2 ** 22 + 7, start: 'long ago' }));
    await saveLearned(home, { type: 'lab-healed', lab: 'leak' });
    expect((await readProgress(home)).progress.labs.leak?.healed).toBe(true);
    expect(existsSync(`${progressPath(home)}.lock`)).toBe(false);
  });

  it('reads reviews around a line that a crash cut off', async () => {
    await mkdir(learnFolder(home), { recursive: true });
    await writeFile(reviewsPath(home), '{"card":"q1","at":"2026-01-0');
    const review = { card: 'q2', at: '2026-01-05T10:00:00.000Z', grade: 'good' as const, score: 80 };
    await appendReview(home, review);
    expect(await readReviews(home)).toEqual([review]);
  });
});

describe('reviews', () => {
  const review = (card: string, time: string, grade: 'again' | 'good') => ({ card, at: time, grade, score: null });
  it('come back later each time they go well, soon when they do not', () => {
    const good = [review('q', '2026-01-01T00:00:00.000Z', 'good')];
    const first = dueDates(good).get('q')!;
    const second = dueDates([...good, review('q', first, 'good')]).get('q')!;
    const third = dueDates([...good, review('q', first, 'good'), review('q', second, 'good')]).get('q')!;
    const gap = (from: string, to: string) => Date.parse(to) - Date.parse(from);
    expect(gap(first, second)).toBeGreaterThan(gap('2026-01-01T00:00:00.000Z', first));
    expect(gap(second, third)).toBeGreaterThan(gap(first, second));
    const failed = dueDates([...good, review('q', first, 'again')]).get('q')!;
    expect(failed < second).toBe(true);
  });

  it('are due in the order of their dates', () => {
    const log = [
      review('late', '2026-01-02T00:00:00.000Z', 'again'),
      review('early', '2026-01-01T00:00:00.000Z', 'again'),
    ];
    expect(dueCards(log, '2026-02-01T00:00:00.000Z')).toEqual(['early', 'late']);
    expect(dueCards(log, '2026-01-01T00:00:01.000Z')).toEqual([]);
  });

  it('a score suggests a grade', () => {
    expect([0, 45, 70, 95].map(suggestedGrade)).toEqual(['again', 'hard', 'good', 'easy']);
  });

  it('the day is the learner’s own', () => {
    expect(thisMoment(new Date(2026, 0, 5, 23, 59)).day).toBe('2026-01-05');
  });
});
