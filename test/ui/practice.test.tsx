/** The practice task in the app: started in a folder, checked at every save, hints that are paid for, and the certificate. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '../../src/base/error.js';
import { loadLesson } from '../../src/learn/lesson/load.js';
import { PRACTICE_PARTS } from '../../src/learn/progress/summary.js';
import { fakeLearnPorts } from './fake-learn-ports.js';
import { type FakePractice, failing, fakePracticePorts, passing } from './fake-practice-ports.js';
import { KEY, openApp } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

function world(practice: FakePractice = fakePracticePorts(true), lang: 'en' | 'hi' = 'en', ports = {}) {
  return { ...openApp({ first: { name: 'practice' }, lang, ports: { practice, ...ports } }), practice };
}

/** A busy machine may take its time. */
const until = (holds: () => void): Promise<void> => vi.waitFor(holds, { timeout: 8000 });

const allChecked = ({ did }: FakePractice): Promise<void> =>
  until(() => expect(did.filter((one) => one.startsWith('check'))).toHaveLength(PRACTICE_PARTS.length));

describe('the start', () => {
  it('says what it is, takes a folder, writes it, and shows what lies there', async () => {
    const { press, shows, practice } = world(fakePracticePorts());
    await shows('Sixty messy messages');
    await shows('Folder: /work/of/test/vishesh-practice');
    await press('-2', KEY.enter);
    await shows('Folder: /work/of/test/vishesh-practice-2');
    expect(practice.did[0]).toBe('start /work/of/test/vishesh-practice-2');
    await shows(/answers\.yaml +to be filled in/);
    await allChecked(practice);
  });

  it('keeps what was typed where the folder is in use, and says what to do', async () => {
    const start = async (): Promise<never> => {
      throw new Problem({
        code: 'folder-not-empty',
        message: { en: 'There is something in the way.', hi: 'Wahan kuch hai.' },
        where: '/work/of/test/vishesh-practice',
        next: { en: 'Name a new or empty folder.', hi: 'Naya folder do.' },
      });
    };
    const { press, shows } = world(fakePracticePorts(false, { start }));
    await shows('Sixty messy messages');
    await press(KEY.enter);
    await shows('There is something in the way.');
    await shows('Folder: /work/of/test/vishesh-practice');
    await press('x');
    await shows('The files in it are yours'.slice(4));
  });
});

describe('the parts', () => {
  it('are all checked when the task is opened: the one pointed at says what is missing', async () => {
    const practice = fakePracticePorts(true);
    practice.found.prepare = failing('prepare', 80);
    const { press, shows, frame } = world(practice);
    await allChecked(practice);
    await press(KEY.down);
    await shows(/❯ ● 1 {2}Prepare the data +80 points/);
    await shows('1/2 right');
    expect(frame()).toMatch(/✗ prepare is right\n +line 3 of prepare is still wrong/);
    expect(frame()).toContain('Do part 1.');
    await press(KEY.down);
    await shows('There is no file yet.');
    expect(frame()).toContain('Do part 2.');
    await shows('Score 16/100');
  });

  it('are checked again when a file is saved, only those that it touches', async () => {
    const { press, shows, practice } = world();
    await allChecked(practice);
    await press(KEY.down, KEY.down);
    await shows('There is no file yet.');
    practice.found.validate = passing('validate');
    const before = practice.did.length;
    await practice.save('validate');
    await shows('✓ validate is right');
    await shows(/❯ ✓ 2 .+ 100 points/);
    await shows('"Because."');
    expect(practice.did.slice(before)).toEqual(['check validate']);
  });

  it('are no longer watched once the screen is left', async () => {
    const { press, shows, practice } = world();
    await allChecked(practice);
    expect(practice.watched()?.aborted).toBe(false);
    await press(KEY.escape);
    await shows('Fine-tune on a file');
    expect(practice.watched()?.aborted).toBe(true);
  });

  it('say it where a check itself fails, and go on', async () => {
    const practice = fakePracticePorts(true, {
      check: async (_, part) => {
        if (part === 'choose') throw new Error('the disk is gone');
        return failing(part);
      },
    });
    const { press, shows } = world(practice);
    await shows('the disk is gone');
    await press(KEY.up, KEY.down);
    await shows('1/2 right');
  });
});

describe('a hint', () => {
  it('names its price and is taken only at the second press', async () => {
    const { press, shows, frame, practice } = world();
    await allChecked(practice);
    await press(KEY.down, 'h');
    await shows("The next hint costs 10 of this part's 100 points: h once more takes it.");
    await press(KEY.down);
    await until(() => expect(frame()).not.toContain('costs 10'));
    expect(frame()).toContain('❯ ○ 1');
    expect(practice.did).not.toContain('hint prepare');
    await press('h', 'h');
    await shows('Hint 1: Look at line 3.');
    await shows(/1 {2}Prepare the data .*\(1 hint\)/);
    await press('h', 'h');
    await shows('Hint 2: Line 3 has two labels.');
    expect(frame()).not.toContain('h hint');
  });

  it('is not offered for a part that has passed, nor asked for any longer once it passes', async () => {
    const practice = fakePracticePorts(true);
    practice.found.prepare = passing('prepare');
    const { press, shows, frame } = world(practice);
    await allChecked(practice);
    await shows('Score 20/100');
    await press(KEY.down);
    await shows(/❯ ✓ 1 .+ 100 points/);
    expect(frame()).not.toContain('h hint');
    await press('h', 'h', KEY.down);
    await shows('h hint');
    await press('h');
    await shows('costs 10 of this part');
    practice.found.validate = passing('validate');
    await practice.save('validate');
    await shows(/❯ ✓ 2 .+ 100 points/);
    await until(() => expect(frame()).not.toContain('costs 10 of this part'));
    await press('h');
    expect(practice.did.filter((one) => one.startsWith('hint'))).toEqual([]);
  });

  it('takes its points of the part, of which each counts a fifth', async () => {
    const practice = fakePracticePorts(true);
    practice.found.prepare = failing('prepare', 80);
    const { press, shows } = world(practice);
    await shows(/Score 16\/100 .+ each part counts a fifth/);
    await press(KEY.down, 'h', 'h');
    await shows(/1 {2}Prepare the data .*\(1 hint\) +70 points/);
    await shows('Score 14/100');
  });
});

describe('the last part', () => {
  it('leads to two real runs on the repaired file, and then knows the jobs', async () => {
    const practice = fakePracticePorts(true);
    practice.found.prepare = failing('prepare', 80);
    const file = '/work/of/test/vishesh-practice/repaired.csv';
    const jobs = ['lora', 'full'].map((method) => ({ method, jobId: `job-of-${method}` }));
    const comparisons = async () => [{ file, methods: jobs }] as never;
    const { press, shows, frame } = world(practice, 'en', { comparisons });
    await allChecked(practice);
    await press(KEY.down, KEY.down, KEY.down, KEY.down, KEY.down);
    await shows(/lora +job-of-lora/);
    expect(frame()).toMatch(/full +job-of-full/);
    await press('m');
    await shows('vishesh · Compare');
    await shows('repaired.csv');
    await press(KEY.escape);
    await shows('Score');
  });
});

describe('the report', () => {
  it('says that not all is passed, and where what is missing is written', async () => {
    const { press, shows, practice } = world();
    await allChecked(practice);
    await press('r');
    await shows('Name on the certificate');
    await press('Asha Rao', KEY.enter);
    await shows('/vishesh-practice/progress-report.md');
    expect(practice.did.at(-1)).toBe('report Asha Rao');
    await shows('Not all parts pass yet');
  });

  it('is a certificate with its picture once all parts pass', async () => {
    const practice = fakePracticePorts(true);
    for (const part of PRACTICE_PARTS) practice.found[part] = passing(part);
    const { press, shows } = world(practice);
    await shows('✓ Score 100/100');
    await shows('r writes the certificate');
    await press('r');
    await shows('as it shall stand there');
    await press(KEY.escape, 'r', 'Asha', KEY.enter);
    await shows('Your certificate: certificate.md, certificate.svg');
    await shows('/work/of/test/vishesh-practice/certificate.md');
  });
});

it('is reached from its lesson with one key, and leads back to it', async () => {
  const learn = fakeLearnPorts({}, [await loadLesson('15-mini-practice')]);
  const practice = fakePracticePorts(true);
  const { press, shows } = openApp({ first: { name: 'lesson', id: '15-mini-practice' }, ports: { practice, learn } });
  await shows('o Mini practice task');
  await press('o');
  await shows('Score 0/100');
  await press('l');
  await shows('o Mini practice task');
});

it('begins anew only when it is asked for twice', async () => {
  const practice = fakePracticePorts(true);
  practice.found.prepare = failing('prepare', 80);
  const { press, shows, frame } = world(practice);
  await shows('Score 16/100');
  await press('x');
  await shows('Begin anew? Your 16/100 is lost');
  await press(KEY.escape);
  await until(() => expect(frame()).not.toContain('Begin anew?'));
  expect(practice.did).not.toContain('reset');
  practice.found.prepare = failing('prepare', 0);
  await press('x', 'x');
  await shows('Score 0/100');
  expect(practice.did).toContain('reset');
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
    ['en', {}],
    ['hi', {}],
    ['hi', { NO_COLOR: '1' }],
  ] as const)('start, parts, questions and report are whole frames (%s, %o)', async (lang, colours) => {
    const practice = fakePracticePorts();
    practice.found.prepare = failing('prepare', 80);
    const environment = { TERM: 'xterm-256color', ...colours };
    const settings = 'NO_COLOR' in colours ? { ascii: true } : {};
    open = openScreen({ columns, rows, lang, environment, settings, first: { name: 'practice' }, ports: { practice } });
    const app = open;
    const at = async (text: RegExp): Promise<string> => {
      await app.shows(text);
      const lines = await app.lines();
      expectWholeFrame(lines);
      return lines.join('\n');
    };
    await at(/(❯|>) Folder: /);
    await app.press(KEY.enter);
    await at(/answers\.yaml/);
    await at(/Score 16\/100/);
    for (let part = 1; part <= PRACTICE_PARTS.length; part++) {
      await app.press(KEY.down);
      expect(await at(new RegExp(`(❯|>) . ${part} `))).toMatch(/1 .+80 points/);
    }
    await app.press('h');
    await at(/ 10 /);
    await app.press('h');
    await at(/Hint 1: L/);
    await app.press('x');
    await at(/(Begin anew\?|Naye sire se\?)/);
    await app.press(KEY.escape, 'r');
    await at(/(Name on the certificate|Certificate par naam): /);
    await app.press('Asha', KEY.enter);
    await at(/report\.md/);
    await app.press('?');
    await at(/begin anew|naye sire se/);
  });
});
