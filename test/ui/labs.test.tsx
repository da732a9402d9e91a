/** The sabotage labs in the app: a sick run seen live, its fault named, its settings repaired, and the healed run beside it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Lang } from '../../src/base/localized.js';
import { loadLabs } from '../../src/learn/labs/load.js';
import { beginLab } from '../../src/learn/labs/session.js';
import { loadLesson } from '../../src/learn/lesson/load.js';
import { type FakeLabs, fakeLabPorts, REPORT } from './fake-lab-ports.js';
import { fakeLearnPorts } from './fake-learn-ports.js';
import { KEY, openApp } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

const labs = await loadLabs();
const [lab] = labs;
const lesson = await loadLesson('13-common-mistakes');
/** With the seed of the fake ports. */
const { diagnoses, repairs } = beginLab(lab!, 1);
const HEALED = { ...REPORT, lastLoss: 0.5, peakLoss: 8, heldLoss: 0.6, accuracy: 0.63 };
const LOSSES = [5.9, 9, 14.6, 6, 2.5];
const TAB = '\t';

/** A busy machine may take its time. */
const until = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 8000 });

type Press = (...keys: string[]) => Promise<void>;

async function choose(press: Press, list: readonly { correct: boolean }[], correct: boolean): Promise<void> {
  for (let at = 0; at < list.findIndex((choice) => choice.correct === correct); at++) await press(KEY.down);
  await press(KEY.enter);
}

function world(lang: Lang = 'en', standing = {}) {
  const ports = { labs: fakeLabPorts(labs, standing), learn: fakeLearnPorts({}, [lesson]) };
  return { ...openApp({ first: { name: 'labs' }, lang, ports }), ...ports };
}

const started = (ports: FakeLabs, count: number): Promise<void> => until(() => expect(ports.runs).toHaveLength(count));

describe('the list', () => {
  it('shows what was named and healed, points at the first that is not, and never tells a fault', async () => {
    const standing = { 'lab-1': { named: true, healed: true }, 'lab-2': { named: true, healed: false } };
    const { shows, frame } = world('en', standing);
    await shows('1/7 healed');
    expect(frame()).toMatch(/✓ 1 {2}The run that broke at once +healed/);
    expect(frame()).toMatch(/❯ ● 2 {2}The model that does not stop talking +fault named/);
    expect(frame()).toMatch(/○ 3 .+not tried yet/);
    for (const { diagnoses: all } of labs) for (const { text } of all) expect(frame()).not.toContain(text.en);
  });
});

describe('a lab', () => {
  it('is watched, named, repaired, healed and compared; what was learned is kept', async () => {
    const { press, shows, frame, labs: ports, learn } = world();
    await shows('❯ ○ 1');
    await press(KEY.enter);
    await shows('Start it and watch');
    expect(frame()).toMatch(/learningRate +0\.3/);
    expect(frame()).not.toContain(lab!.diagnoses[0]!.text.en);
    await press(KEY.enter);
    await shows('the model is opened');
    await started(ports, 1);
    ports.runs[0]!.steps(...LOSSES);
    await shows('step 5/30  loss 2.50');
    expect(frame()).toMatch(/^ +15\.\d/m);
    ports.runs[0]!.end(REPORT);
    await shows('What is the fault?');
    await press(TAB);
    await shows(/accuracy on new rows +17%/);

    await choose(press, diagnoses, false);
    const wrong = diagnoses.findIndex(({ correct }) => !correct);
    await shows(diagnoses[wrong]!.why!.en.split(' ').slice(0, 4).join(' '));
    expect(learn.recorded).toEqual([]);
    for (let at = 0; at < 5; at++) await press(KEY.up);
    await choose(press, diagnoses, true);
    await shows(`✓ Right: ${lab!.diagnoses[0]!.text.en}`);
    await until(() => expect(learn.recorded).toEqual([{ type: 'lab-named', lab: 'lab-1' }]));

    // The settings change as a repair is pointed at, and for good when it is the right one.
    for (const [at, { text }] of repairs.entries()) {
      if (at > 0) await press(KEY.down);
      const [name = '', after = ''] = text.en.split(/: (?:.+ -> )?/);
      if (/^\d/.test(after)) await shows(new RegExp(`❯ ${name} +[\\d.]+ → ${after}`));
    }
    for (const _ of repairs) await press(KEY.up);
    await choose(press, repairs, true);
    await shows('The same run once more');
    expect(frame()).toMatch(/❯ learningRate +0\.3 → 0\.003/);
    await press(KEY.enter);
    await started(ports, 2);
    expect(ports.runs[1]).toMatchObject({ health: 'healed', lab: { id: 'lab-1' } });
    ports.runs[1]!.steps(5.9, 3, 1);
    await shows('The healed run');
    ports.runs[1]!.end(HEALED);
    await shows('Healed. Wrong choices on the way: 1');
    expect(frame()).toMatch(/── sick {2}── healed/);
    await until(() => expect(learn.recorded.at(-1)).toEqual({ type: 'lab-healed', lab: 'lab-1' }));
    await press(TAB, TAB, TAB);
    await shows(lab!.explanation.en.slice(0, 40));
    await press(KEY.enter);
    await shows('lab-2: The model that does not stop');
    await press(KEY.escape);
    await shows('1/7 healed');
  });

  it('tells what a careful eye sees only when it is asked', async () => {
    const { press, shows, frame, labs: ports } = world();
    await shows('❯ ○ 1');
    await press(KEY.enter, KEY.enter);
    await started(ports, 1);
    ports.runs[0]!.end(REPORT);
    await shows('What is the fault?');
    expect(frame()).not.toContain(lab!.see[0]!.en.slice(0, 30));
    await press('h');
    await shows(lab!.see[0]!.en.slice(0, 30));
  });

  it('stops its run with a key, and makes it again', async () => {
    const { press, shows, labs: ports } = world();
    await shows('❯ ○ 1');
    await press(KEY.enter, KEY.enter);
    await started(ports, 1);
    ports.runs[0]!.steps(5);
    await shows('step 1/30');
    await press('s');
    await shows('Stopped. Enter starts the run again');
    expect(ports.runs[0]!.hooks.signal?.aborted).toBe(true);
    await press(KEY.enter);
    await started(ports, 2);
    await shows('The sick run');
  });

  it('says why a run gave no report, and what to do', async () => {
    const { press, shows, frame, labs: ports } = world();
    await shows('❯ ○ 1');
    await press(KEY.enter, KEY.enter);
    await started(ports, 1);
    ports.runs[0]!.fail(new Error('Error: out of memory'));
    await shows('out of memory');
    expect(frame()).toContain('start it again');
  });

  it('ends its run with the app, and with the screen; the question is there when it is come back to', async () => {
    const { press, shows, unmount, labs: ports } = world();
    await shows('❯ ○ 1');
    await press(KEY.enter, KEY.enter);
    await started(ports, 1);
    ports.runs[0]!.end(REPORT);
    await shows('What is the fault?');
    // Into the lesson by the "Why?" panel, and back.
    await press('w', 'o');
    await shows('Learn 13-common-mistakes');
    await press(KEY.escape);
    await shows('What is the fault?');
    await press(KEY.escape);
    await shows('goes on where you left it');
    await press(KEY.down, KEY.enter, KEY.enter);
    await started(ports, 2);
    unmount();
    expect(ports.runs[1]!.hooks.signal?.aborted).toBe(true);
  });

  it('draws a loss that is no number as a gap, and says so where there is nothing else', async () => {
    const { press, shows, labs: ports } = world();
    await shows('❯ ○ 1');
    await press(KEY.enter, KEY.enter);
    await started(ports, 1);
    ports.runs[0]!.steps(null, null);
    await shows('there is nothing to draw');
    await shows('loss NaN');
  });
});

it('lesson 13 leads into the labs with one key', async () => {
  const ports = { labs: fakeLabPorts(labs), learn: fakeLearnPorts({}, [lesson]) };
  const { press, shows } = openApp({ first: { name: 'lesson', id: '13-common-mistakes' }, ports });
  await shows('o Sabotage labs');
  await press('o');
  await shows('0/7 healed');
  await press(KEY.escape);
  await shows('o Sabotage labs');
});

describe.each([
  [60, 20],
  [80, 24],
  [120, 40],
  [200, 60],
] as const)('at %d columns and %d rows', (columns, rows) => {
  let open: OpenScreen | null = null;
  afterEach(() => open?.close());

  it.each([
    ['en', { TERM: 'xterm-256color' }],
    ['hi', { TERM: 'xterm-256color' }],
    ['hi', { TERM: 'xterm-256color', NO_COLOR: '1', LANG: 'C', LC_ALL: 'C' }],
  ] as const)('every step is a whole frame, and what is asked is in sight (%s, %o)', async (lang, environment) => {
    const ports = fakeLabPorts(labs);
    const settings = 'NO_COLOR' in environment ? { ascii: true } : {};
    open = openScreen({ columns, rows, lang, environment, settings, first: { name: 'labs' }, ports: { labs: ports } });
    const app = open;
    const at = async (text: RegExp): Promise<string> => {
      await app.shows(text);
      const lines = await app.lines();
      expectWholeFrame(lines);
      return lines.join('\n');
    };
    await at(/0\/7/);
    await app.press(KEY.enter);
    await at(/0\.3/);
    await app.press(KEY.enter);
    await started(ports, 1);
    ports.runs[0]!.steps(...LOSSES);
    await at(/step 5\/30/);
    ports.runs[0]!.end(REPORT);
    const question = await at(/What is the fault|Gadbad kya hai/);
    for (const { text } of diagnoses) expect(question).toContain(text[lang]);
    await choose(app.press, diagnoses, false);
    const told = await at(/^ (✗|x) [a-e]\) /m);
    expect(told).toMatch(/^ +1 +30\b/m);
    await app.press(TAB);
    for (let up = 0; up < 5; up++) await app.press(KEY.up);
    await choose(app.press, diagnoses, true);
    const repair = await at(/Which change heals it|Kaun sa badlav/);
    for (const { text } of repairs) expect(repair).toContain(text[lang].slice(0, 20));
    expect(repair).toMatch(/(❯|>) (learningRate|epochs|rank|rows) /);
    await choose(app.press, repairs, true);
    await at(/The same run once more|Wahi run, wahi seed/);
    await app.press(KEY.enter);
    await started(ports, 2);
    ports.runs[1]!.steps(5.9, 3, 1);
    ports.runs[1]!.end(HEALED);
    await at(/Healed\.|Theek ho gayi\./);
    for (let more = 0; more < 5; more++) {
      await app.press(TAB);
      expectWholeFrame(await app.lines());
    }
    await app.press('?');
    await at(/once more|ek baar aur/);
  });
});
