/** A lesson in a fake terminal, by the keys that it shows. */
import { describe, expect, it } from 'vitest';
import type { ExerciseResult } from '../../src/learn/cells/check-exercise.js';
import type { CellHooks } from '../../src/learn/cells/run-cell.js';
import { eventually } from '../support/eventually.js';
import { fakeLearnPorts, SOURCE, smallLesson } from './fake-learn-ports.js';
import { KEY, openApp } from './open-app.js';

const SAVE = '\u0013';
const TAB = '\t';
const PAGE_DOWN = '\u001b[6~';
const END = '\u001b[F';

/** The small lesson, opened at its cell. */
function open(learn = fakeLearnPorts(), lang: 'en' | 'hi' = 'en') {
  const app = openApp({ first: { name: 'lesson', id: '01-small', section: 'try' }, lang, ports: { learn } });
  return { ...app, learn };
}

describe('reading', () => {
  it('goes by line, page and section, and keeps what was read to its end', async () => {
    const learn = fakeLearnPorts();
    const { press, shows, frame } = openApp({ first: { name: 'lesson', id: '01-small' }, ports: { learn } });
    await shows('01. A small lesson');
    expect(frame()).toContain('section 1/2');
    expect(frame()).toContain('First look at the loss');
    await press(KEY.down, KEY.down, 'j');
    await shows(/^(?!.*01\. A small lesson)/s);
    expect(learn.recorded).not.toContainEqual(expect.objectContaining({ section: 'idea' }));
    await press('n');
    await shows('section 2/2');
    await shows('const answer');
    await press('p');
    await shows('section 1/2');
    await press(' ', ' ', ' ');
    await shows('Line 30.');
    await eventually(() =>
      expect(learn.recorded).toContainEqual(expect.objectContaining({ type: 'section-read', section: 'idea' })),
    );
  });

  it('stays at its place when the language changes, and speaks it', async () => {
    const { press, shows } = open();
    await shows('Try it');
    await press('L');
    await shows('Karke dekho');
    await shows('Kaun seekhta hai?');
    await press('L');
    await shows('Which one learns?');
  });

  it('says at its end what is still open, and goes on to the next lesson', async () => {
    const { press, shows } = open();
    await shows('Try it');
    await press('G');
    await shows('In one line: Cells run.');
    await shows('Still open here: 1 sections to read, 1 cells to run, 1 questions, 1 exercises');
  });

  it('promises Enter for the next lesson only where Enter goes there', async () => {
    const learn = fakeLearnPorts({
      lesson: async (id) => ({
        lesson: { ...smallLesson(), id },
        progress: null,
        next: id === '01-small' ? '02-next' : null,
      }),
    });
    const { press, shows, frame } = open(learn);
    await shows('Which one learns?');
    await press(' ');
    await shows('next lesson → 02-next');
    expect(frame()).not.toContain('Enter: the next lesson');
    await press('G');
    await shows('Enter: the next lesson → 02-next');
    expect(frame()).toContain('Enter next lesson');
    await press(KEY.enter);
    await shows('Learn 02-next');
  });

  it('tells of a lesson that is not there', async () => {
    const { shows } = openApp({ first: { name: 'lesson', id: '99-none' } });
    await shows('no lesson 99-none');
  });
});

describe('a cell', () => {
  it('runs on Enter, and says that it printed what the lesson shows', async () => {
    const { press, shows, learn, frame } = open();
    await shows('const answer');
    await shows('not run yet');
    await press(KEY.enter);
    await shows('as the lesson shows (0.1 s)');
    expect(frame()).not.toContain('not run yet');
    expect(learn.asked).toEqual([{ id: 'sum', drafts: {} }]);
    expect(learn.recorded).toContainEqual(expect.objectContaining({ type: 'cell-ran', cell: 'sum' }));
  });

  it('shows what comes while it runs, with its losses drawn, and stops on Esc', async () => {
    let hooks: CellHooks = {};
    const learn = fakeLearnPorts({
      runCell: (_, id, __, given) => {
        hooks = given;
        return new Promise((resolve) => {
          given.signal?.addEventListener('abort', () =>
            resolve({ id, status: 'stopped', stdout: '', stderr: '', seconds: 3, difference: null }),
          );
        });
      },
    });
    const { press, shows } = open(learn);
    await shows('const answer');
    await press(KEY.enter);
    await shows('running');
    hooks.onOutput?.('epoch 1\n', 'stdout');
    for (let step = 1; step <= 20; step++)
      hooks.onCurve?.({ type: 'curve-point', curve: 'tuned', step, steps: 40, loss: 4 / step });
    await shows('epoch 1');
    await shows('── tuned');
    await shows('loss over steps');
    await shows(/[\u2801-\u28ff]/u);
    await press(KEY.escape);
    await shows('✗ stopped (3.0 s)');
    expect(learn.recorded.filter(({ type }) => type === 'cell-ran')).toEqual([]);
  });

  it('is changed in place, run with the change, and brought back by r', async () => {
    const { press, shows, learn, frame } = open();
    await shows('const answer');
    await press('e');
    await shows('(editing)');
    await press('// mine', KEY.enter, SAVE);
    await shows('(changed by you)');
    await eventually(() => expect(learn.asked[0]?.drafts.sum).toMatch(/^\/\/ mine\nconst answer/));
    await shows('// mine');
    await press('r');
    await eventually(() => expect(frame()).not.toContain('// mine'));
    await press(KEY.enter);
    await eventually(() => expect(learn.asked[1]).toEqual({ id: 'sum', drafts: {} }));
  });

  it('keeps a change for the session, also after the lesson was left', async () => {
    const learn = fakeLearnPorts();
    const first = open(learn);
    await first.shows('const answer');
    await first.press('e');
    await first.shows('(editing)');
    await first.press('// kept', KEY.escape);
    await first.shows('(changed by you)');
    await first.press(KEY.escape);
    await first.shows('Fine-tune on a file');
    first.unmount();
    const again = open(learn);
    await again.shows('// kept');
  });

  it('takes what an editor of the learner saves', async () => {
    let save: (text: string) => void = () => {};
    const learn = fakeLearnPorts({
      watch: (_, tell) => {
        save = tell;
      },
    });
    const { press, shows } = open(learn);
    await shows('const answer');
    await press('E');
    await shows('/home/of/test/learn/workspace/01-small/sum.ts');
    save('console.log("from my editor");\n');
    await shows('from my editor');
    await shows('(changed by you)');
  });

  it('tells code that cannot be read without leaving the lesson', async () => {
    const learn = fakeLearnPorts({ runCell: () => Promise.reject(new Error('Unexpected "}" (sum.ts:2)')) });
    const { press, shows } = open(learn);
    await shows('const answer');
    await press(KEY.enter);
    await shows('the code cannot be read');
    await shows('Unexpected "}" (sum.ts:2)');
  });
});

describe('a question', () => {
  it('explains a wrong option, gives a hint, and is solved by the right one', async () => {
    const { press, shows, learn } = open();
    await shows('Which one learns?');
    await press(TAB);
    await shows(/❯ ○ Question/);
    await press(KEY.enter);
    await shows('❯   a) The tokenizer');
    await press('h');
    await shows('Hint: Numbers move.');
    await press(KEY.enter);
    await shows('Not this: It stays as it is.');
    await press(KEY.down);
    await shows('❯   b) The weights');
    await press(KEY.enter);
    await shows('Right.');
    expect(learn.recorded.filter(({ type }) => type === 'quiz-answered')).toMatchObject([
      { quiz: 'which', correct: false },
      { quiz: 'which', correct: true },
    ]);
  });

  const without = SOURCE.replace(/hints:\n {2}- \{en: Numbers move[^\n]*\n/, '');

  it('offers a hint only while it has one', async () => {
    const { press, shows, frame } = open(fakeLearnPorts({}, [smallLesson(without)]));
    await shows('Which one learns?');
    await press(TAB, KEY.enter);
    await shows('❯   a) The tokenizer');
    expect(frame()).not.toMatch(/\bh hint/);
    const other = open();
    await other.shows('Which one learns?');
    await other.press(TAB, KEY.enter);
    await other.shows(/\bh hint/);
    await other.press('h');
    await other.shows('Hint: Numbers move.');
    expect(other.frame()).not.toMatch(/\bh hint/);
  });

  it('is answered by the letter of an option, too', async () => {
    const { press, shows, learn } = open();
    await shows('Which one learns?');
    await press(TAB, KEY.enter);
    await shows('❯   a) The tokenizer');
    await press('a');
    await shows('Not this: It stays as it is.');
    await press('b');
    await shows('Right.');
    expect(learn.recorded.filter(({ type }) => type === 'quiz-answered')).toMatchObject([
      { quiz: 'which', correct: false },
      { quiz: 'which', correct: true },
    ]);
  });

  it('takes no letter while text is typed', async () => {
    const { press, shows, learn, frame } = open();
    await shows('Which one learns?');
    await press(TAB, TAB, KEY.enter);
    await shows('score it');
    await press('abc h');
    await shows('abc h');
    expect(frame()).not.toContain('Not this:');
    expect(learn.recorded.filter(({ type }) => type === 'quiz-answered')).toEqual([]);
  });
});

describe('what the learner writes', () => {
  it('scores an answer point by point with the sentence that said it', async () => {
    const { press, shows } = open();
    await shows('Which one learns?');
    await press(TAB, TAB);
    await shows('❯ ❯ In your own words');
    await press(KEY.enter);
    await shows('score it');
    await press('The base is frozen, and two small matrices learn.', SAVE);
    await shows(/score \d+\/100/);
    await shows('said: the base is frozen');
    await shows('"The base is frozen, and two small matrices learn."');
  });

  it('checks an exercise at its start and after every save', async () => {
    let save: (text: string) => void = () => {};
    const results: ExerciseResult[] = [
      {
        status: 'fail',
        score: 0,
        tests: [{ name: { en: 'doubles', hi: 'doguna' }, status: 'fail', message: 'got 0' }],
        error: null,
        printed: '',
      },
      {
        status: 'pass',
        score: 100,
        tests: [{ name: { en: 'doubles', hi: 'doguna' }, status: 'pass', message: '' }],
        error: null,
        printed: '',
      },
    ];
    const codes: string[] = [];
    const learn = fakeLearnPorts({
      watch: (_, tell) => {
        save = tell;
      },
      check: async (_, __, code) => {
        codes.push(code);
        return results[codes.length - 1] ?? results[1]!;
      },
    });
    const { press, shows } = open(learn);
    await shows('Which one learns?');
    await press(TAB, TAB, TAB);
    await shows('❯ ○ Exercise');
    await shows('Enter: begin; the file above is put into your workspace');
    await shows('export const double = 0;');
    await press(KEY.enter);
    await shows('got 0');
    save('export const double = (x: number) => 2 * x;');
    await shows('All tests pass.');
    expect(codes).toEqual(['export const double = 0;', 'export const double = (x: number) => 2 * x;']);
    expect(learn.recorded).toContainEqual(expect.objectContaining({ type: 'exercise-passed', exercise: 'double' }));
  });
});

describe('an exercise', () => {
  const failed = (message: string): ExerciseResult => ({
    status: 'fail',
    score: 0,
    tests: [{ name: { en: 'doubles', hi: 'doguna' }, status: 'fail', message: { en: message, hi: `hi ${message}` } }],
    error: null,
    printed: 'seen 3',
  });
  async function begin(learn = fakeLearnPorts({ check: async () => failed('yours gave 0') })) {
    const app = open(learn);
    await app.shows('Which one learns?');
    await app.press(TAB, TAB, TAB);
    await app.shows('❯ ○ Exercise');
    await app.press(KEY.enter);
    return app;
  }

  it('is edited in place and checked on save, with what it prints and the message in either language', async () => {
    const codes: string[] = [];
    const saved: string[] = [];
    const learn = fakeLearnPorts({
      check: async (_, __, code) => {
        codes.push(code);
        return failed('yours gave 0');
      },
      save: async (_, code) => void saved.push(code),
    });
    const { press, shows } = await begin(learn);
    await shows('yours gave 0');
    await shows('seen 3');
    await press('e');
    await shows('(editing)');
    await press('// mine', KEY.enter, SAVE);
    await eventually(() => expect(codes.at(-1)).toMatch(/^\/\/ mine\n/));
    expect(saved.at(-1)).toMatch(/^\/\/ mine\n/);
    await press('L');
    await shows('hi yours gave 0');
  });

  it('keeps what failed and the hints in sight while it is edited, also under a file of many lines', async () => {
    const learn = fakeLearnPorts({
      check: async () => failed('yours gave 0'),
      exercise: async () => ({
        path: '/learn/double.ts',
        code: Array.from({ length: 60 }, (_, at) => `const line${at} = ${at};`).join('\n'),
        setAside: null,
      }),
    });
    const { press, shows, frame } = await begin(learn);
    await shows('0/1 tests');
    await press('h');
    await shows('Hint: Twice is plus itself.');
    await press('e');
    await shows('(editing)');
    for (const text of ['const line0 = 0;', '✗ doubles', 'yours gave 0', 'Hint: Twice is plus itself.', '0/1 tests'])
      expect(frame()).toContain(text);
    await press(...Array.from({ length: 5 }, () => PAGE_DOWN));
    await shows('const line50 = 50;');
    expect(frame()).toContain('yours gave 0');
    await press('// mine', SAVE);
    await shows(/^(?!.*\(editing\))/s);
  });

  it('moves only the line that is typed to the left', async () => {
    const long = `const long = '${'abcdefghij'.repeat(15)}';`;
    const learn = fakeLearnPorts({
      check: async () => failed('yours gave 0'),
      exercise: async () => ({ path: '/learn/double.ts', code: `${long}\nconst short = 1;\n${long}`, setAside: null }),
    });
    const { press, shows, frame } = await begin(learn);
    await shows('yours gave 0');
    await press('e');
    await shows('(editing)');
    await press(END);
    await shows(/…[a-j]+'; *\n/);
    expect(frame()).toContain('const short = 1;');
    expect(frame()).toMatch(/const long = '[a-j]+…/);
    await press(KEY.down);
    await shows(/const long = '[a-j]+….*\n.*const short = 1;.*\n.*const long = '[a-j]+…/);
  });

  it('gives hints one by one, and its solution after two tries that differ from the stub', async () => {
    const { press, shows, frame } = await begin();
    await shows('until the solution may be seen: 2');
    await press('h');
    await shows('Hint: Twice is plus itself.');
    expect(frame()).not.toContain('Or times two.');
    await press('h');
    await shows('Hint: Or times two.');
    await press(KEY.enter);
    await shows('until the solution may be seen: 2');
    for (const [text, left] of [
      ['a', 'until the solution may be seen: 1'],
      ['b', 'v: one solution'],
    ] as const) {
      await press('e');
      await shows('(editing)');
      await press(text, SAVE);
      await shows(left);
    }
    await press('v');
    await shows('2 * x; // solved');
    await press('v');
    await eventually(() => expect(frame()).not.toContain('// solved'));
  });

  it('opens in an editor, and starts anew without losing what was written', async () => {
    const learn = fakeLearnPorts({
      check: async () => failed('yours gave 0'),
      exercise: async (_, __, anew) => ({
        path: '/learn/double.ts',
        code: 'stub',
        setAside: anew ? '/learn/double.before.ts' : null,
      }),
    });
    const { press, shows } = await begin(learn);
    await shows('yours gave 0');
    await press('E');
    await shows('opened in code');
    await press('r');
    await shows('/learn/double.before.ts');
  });

  it('stops a check that does not end', async () => {
    const learn = fakeLearnPorts({ check: () => new Promise(() => {}) });
    const { press, shows, frame } = await begin(learn);
    await shows('Esc stops it');
    await press(KEY.escape);
    await eventually(() => expect(frame()).not.toContain('checking'));
    await shows('❯ ○ Exercise');
  });
});
