/** The list of lessons, the search, and the ways to it. */
import { afterEach, describe, expect, it } from 'vitest';
import { NO_PROGRESS } from '../../src/learn/progress/schema.js';
import { summarise } from '../../src/learn/progress/summary.js';
import { learnStart, reduceLearn, windowStart } from '../../src/ui/screens/learn/reducer.js';
import { fakeLearnPorts, SOURCE, smallLesson } from './fake-learn-ports.js';
import { KEY, openApp } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

let app: OpenScreen | null = null;
afterEach(() => app?.close());

const second = smallLesson(SOURCE.replace('01-small', '02-next').replaceAll('A small lesson', 'The next lesson'));
const lessons = [smallLesson(), second];

function world() {
  const progress = {
    ...NO_PROGRESS,
    lessons: { '01-small': { sections: ['idea', 'try'], cells: [], quizzes: {}, exercises: [], doneAt: '2026-11-22' } },
    days: ['2026-11-22', '2026-11-23'],
  };
  return fakeLearnPorts(
    {
      shelf: async () => ({
        lessons,
        progress,
        summary: summarise(progress, lessons, 0, '2026-11-23'),
        due: 0,
        rooms: ['labs'],
        today: '2026-11-23',
        notice: null,
      }),
    },
    lessons,
  );
}

describe('the list of lessons', () => {
  it('shows what is done, what is next and what each is for, and opens one', async () => {
    const { press, shows, frame } = openApp({ first: { name: 'learn' }, ports: { learn: world() } });
    await shows('❯ ○ 02  The next lesson');
    expect(frame()).toMatch(/✓ 01 {2}A small lesson +5 min/);
    expect(frame()).toContain('1/2 lessons done · 2 days in a row');
    expect(frame()).toContain('Next: 02 The next lesson');
    expect(frame()).toContain('Afterwards you can: Run a cell.');
    expect(frame()).toContain('Sabotage labs');
    await press(KEY.up);
    await shows('❯ ✓ 01');
    await shows('sections read: 2/2');
    await press(KEY.enter);
    await shows('First look at the loss');
    await press(KEY.escape);
    await shows('❯ ✓ 01');
  });

  it('is found again as it was left: at the room that was opened, at the place that was searched for', async () => {
    const { press, shows } = openApp({ first: { name: 'learn' }, ports: { learn: world() } });
    await shows('❯ ○ 02');
    await press(KEY.down, KEY.down);
    await shows(/❯ .*Sabotage labs/);
    await press('p');
    await shows('Progress');
    await press(KEY.escape);
    await shows(/❯ .*Sabotage labs/);
    await press('/');
    await shows('Search in all lessons');
    await press('tokenizer');
    await shows('2 places');
    await press(KEY.down, KEY.enter);
    await shows('section 2/2');
    await press(KEY.escape);
    await shows('❯ 02 Try it  The next lesson');
  });

  it.each(['en', 'hi'] as const)('says how many entries have no room (%s)', async (lang) => {
    const many = Array.from({ length: 18 }, (_, i) => ({
      ...smallLesson(),
      id: `${String(i + 1).padStart(2, '0')}-x`,
    }));
    app = openScreen({
      columns: 80,
      rows: 24,
      lang,
      first: { name: 'learn' },
      ports: { learn: fakeLearnPorts({}, many) },
    });
    await app.shows(/❯ . 01/);
    const [above, below] = lang === 'en' ? ['more above', 'more below'] : ['aur upar', 'aur neeche'];
    const shown = async () => (await app!.lines()).filter((line) => /^ (❯| ) . \d\d /.test(line)).length;
    const all = await shown();
    await app.shows(`+${18 - all} ${below}`);
    await app.press(...Array<string>(8).fill(KEY.down));
    await app.shows(new RegExp(`\\+\\d+ ${above}, \\+\\d+ ${below}`));
    expectWholeFrame(await app.lines());
    await app.press(...Array<string>(10).fill(KEY.down));
    await app.shows(/❯ . 18/);
    await app.shows(`+${18 - all} ${above}`);
  });

  it('searches all lessons and opens the section that says it', async () => {
    const { press, shows } = openApp({ first: { name: 'learn' }, ports: { learn: world() } });
    await shows('lessons done');
    await press('/');
    await shows('Search in all lessons');
    await press('tokenizer');
    await shows('2 places');
    await press(KEY.down);
    await shows('❯ 02 Try it  The next lesson');
    await press(KEY.enter);
    await shows('02-next');
    await shows('section 2/2');
    await press('/');
    await shows('Search in all lessons');
    await press('zebra');
    await shows('No lesson says that');
    await press(KEY.escape);
    await shows('lessons done');
  });

  it('speaks Hinglish', async () => {
    const { shows } = openApp({ first: { name: 'learn' }, lang: 'hi', ports: { learn: world() } });
    await shows('lessons poore');
    await shows('Iske baad tum: Ek cell chalaoge.');
  });
});

describe('ways to the lessons', () => {
  it('stands on the first screen with what is to be repeated today', async () => {
    const homeFacts = async () => ({
      open: null,
      saved: null,
      jobs: 1,
      tuned: 0,
      lessons: true,
      reviews: 3,
      notices: [],
    });
    const { press, shows } = openApp({ ports: { homeFacts } });
    await shows('3 interview reviews due');
    await press(KEY.down, KEY.down);
    await shows('❯ Learn');
    await press(KEY.enter);
    await shows('01  A small lesson');
  });

  it('lead from a Why panel and back again', async () => {
    const learn = fakeLearnPorts({ lesson: async () => ({ lesson: lessons[0]!, progress: null, next: null }) });
    const { press, shows } = openApp({ first: { name: 'compare' }, ports: { learn } });
    await shows('On which file');
    await press('\u0019');
    await shows('The lesson that goes deeper');
    await press('o');
    await shows('01. A small lesson');
    await press(KEY.escape);
    await shows('On which file');
  });

  it('lead from a Why panel, which offers to turn only where there is another topic', async () => {
    const { press, shows, frame } = openApp({ first: { name: 'settings' } });
    await shows('❯ Language');
    await press('w');
    await shows('Why: ');
    expect(frame()).not.toContain('other numbers');
    const steps = openApp({ first: { name: 'tune' } });
    await steps.shows('Which file');
    await steps.press('x.csv', KEY.enter);
    await steps.shows('Continue to the method');
    await steps.press('w');
    await steps.shows('other numbers');
  });

  it('lead from a lesson to one\u2019s own file and back again', async () => {
    const { press, shows } = openApp({ first: { name: 'lesson', id: '01-small' } });
    await shows('01. A small lesson');
    await press('t');
    await shows('Which file');
    await press(KEY.escape);
    await shows('01. A small lesson');
  });
});

describe('the state of the list', () => {
  it('moves within what there is, in the list and in the search', () => {
    const at = (state = learnStart(false), by = 5) => reduceLearn(state, { type: 'move', by, count: 3 });
    expect(at().at).toBe(2);
    expect(at(learnStart(true)).search?.at).toBe(2);
    expect(reduceLearn(at(learnStart(true)), { type: 'type', text: 'x' }).search).toEqual({ text: 'x', at: 0 });
    expect(at(learnStart(false), -5).at).toBe(0);
  });

  it('keeps what is pointed at in the window', () => {
    for (const at of [0, 3, 9, 14]) {
      const first = windowStart(at, 15, 6);
      expect(first).toBeLessThanOrEqual(at);
      expect(first + 6).toBeGreaterThan(at);
    }
    expect(windowStart(2, 3, 6)).toBe(0);
  });
});
