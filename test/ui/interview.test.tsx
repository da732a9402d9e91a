/** The interview room in the app: practice with a clock and hints, a score explained, a mock interview. */
import { afterEach, describe, expect, it } from 'vitest';
import { loadQuestions, questionOf } from '../../src/learn/interview/load.js';
import { GRADES } from '../../src/learn/reviews/grades.js';
import { INTERVIEW_START, type InterviewAction, reduceInterview } from '../../src/ui/screens/interview/reducer.js';
import { softWrapped, typedLines } from '../../src/ui/screens/interview/typed-lines.js';
import { eventually } from '../support/eventually.js';
import { fakeInterviewPorts } from './fake-interview-ports.js';
import { fakeLearnPorts } from './fake-learn-ports.js';
import { KEY, openApp } from './open-app.js';
import { expectWholeFrame, type OpenScreen, openScreen } from './open-screen.js';

const questions = await loadQuestions();
const qlora = questionOf(questions, 'qlora');
const CTRL_S = '\u0013';
const CTRL_T = '\u0014';
const standing = { due: ['qlora'], scores: new Map([['qlora', 55]]) };
const DENSE = 'The base is quantised to 4 bits. The adapter trains in 16 bit precision. So it needs less memory.';

function openRoom(lang: 'en' | 'hi' = 'en') {
  const interview = fakeInterviewPorts(questions, standing);
  return { ...openApp({ first: { name: 'interview' }, lang, ports: { interview } }), did: interview.did };
}

describe('practice', () => {
  it('begins with what is due, and hides the model answer until there is an attempt', async () => {
    const { press, shows, frame, did } = openRoom();
    await shows('1 to repeat today');
    await shows('❯ ● What is QLoRA');
    await press(KEY.enter);
    await shows(/0:\d\d of 2:00/);
    await press(CTRL_S);
    await shows('Write an answer first');
    expect(frame()).not.toContain('A model answer');
    expect(did).toEqual([]);
    await press(CTRL_T);
    await shows(`Hint 1: ${qlora.hints[0]!.en}`);
    expect(frame()).not.toContain('Hint 2');
    await press(DENSE, CTRL_S);
    await shows(/\d+ \/ 100/);
    expect(frame()).toContain('not a human');
    expect(frame()).toContain('"The base is quantised to 4 bits."');
    await eventually(() => expect(did).toHaveLength(1));
  });

  it('names what is missing, shows the model answer further down, and lets the learner decide', async () => {
    const { press, shows, did } = openRoom();
    await shows('❯ ● What is QLoRA');
    await press(KEY.enter);
    await shows('of 2:00');
    await press(DENSE, CTRL_S);
    await shows('The score suggests');
    await press(' ');
    await shows('missing:');
    await press(' ', ' ');
    await shows('A model answer');
    await press('2');
    await eventually(() => expect(did.at(-1)).toBe('qlora hard'));
    await press(KEY.enter);
    await shows('of 2:00');
    expect(did).toHaveLength(2);
  });

  it('keeps what was written when the question is left', async () => {
    const { press, shows } = openRoom();
    await shows('❯ ● What is QLoRA');
    await press(KEY.enter);
    await shows('of 2:00');
    await press('half an answer', KEY.escape, KEY.escape);
    await shows('to repeat today');
    await press(KEY.enter);
    await shows('half an answer');
  });

  it('keeps what was written, and records no score twice, over a look into a lesson', async () => {
    const { press, shows, did } = openRoom();
    await shows('❯ ● What is QLoRA');
    await press(KEY.enter);
    await shows('of 2:00');
    await press('half an answer', KEY.escape, 'w');
    await shows('o open the lesson');
    await press('o');
    await shows('vishesh · Learn');
    await press(KEY.escape);
    await shows('half an answer');
    await press(KEY.enter, CTRL_S);
    await shows('The score suggests');
    await eventually(() => expect(did).toHaveLength(1));
    await press('w');
    await shows('o open the lesson');
    await press('o');
    await shows('vishesh · Learn');
    await press(KEY.escape);
    await shows('The score suggests');
    expect(did).toHaveLength(1);
  });
});

describe('a mock interview', () => {
  it('asks five without hints or scores, and ends in a report', async () => {
    const { press, shows, frame, did } = openRoom();
    await shows('to repeat today');
    await press('m');
    await shows('Question 1/5');
    expect(frame()).toContain('no hints in a mock interview');
    await press(CTRL_T);
    expect(frame()).not.toContain('Hint 1');
    await press(DENSE, CTRL_S);
    await shows('Question 2/5');
    expect(frame()).not.toContain('/ 100');
    await press(KEY.escape, KEY.escape);
    await shows('goes on 1/5');
    await press('m');
    await shows('Question 2/5');
    await press(KEY.enter);
    for (const number of [3, 4, 5]) {
      await press(CTRL_S);
      await shows(`Question ${number}/5`);
    }
    await press(CTRL_S);
    await shows('The mock interview is over');
    await shows('/home/of/test/learn/interviews/2026-11-23.md');
    await eventually(() => expect(did).toEqual(['mock 5']));
    await press(KEY.escape);
    await shows('to repeat today');
  });
});

it('keeps a paused mock interview and half an answer while the app runs, over leaving the room', async () => {
  const interview = fakeInterviewPorts(questions, standing);
  const shelved = fakeLearnPorts();
  const learn = fakeLearnPorts({ shelf: async () => ({ ...(await shelved.shelf()), rooms: ['interview'] }) });
  const { press, shows } = openApp({ first: { name: 'learn' }, ports: { interview, learn } });
  const enter = async (): Promise<void> => {
    await shows('Interview room');
    await press(KEY.down);
    await shows(/❯ . +Interview room/);
    await press(KEY.enter);
    await shows('to repeat today');
  };
  await enter();
  await press(KEY.enter);
  await shows('of 2:00');
  await press('half an answer', KEY.escape, KEY.escape);
  await shows('to repeat today');
  await press('m');
  await shows('Question 1/5');
  await press(DENSE, CTRL_S);
  await shows('Question 2/5');
  await press('a beginning', KEY.escape, KEY.escape);
  await shows('goes on 1/5');
  await press(KEY.escape);
  await enter();
  await shows('goes on 1/5');
  await press('m');
  await shows('Question 2/5');
  await shows('a beginning');
  await press(KEY.escape);
  await shows('goes on 1/5');
  await press(KEY.enter);
  await shows('half an answer');
  await eventually(() => expect(interview.did).toEqual([]));
});

it('forgets a mock interview that is over', async () => {
  const interview = fakeInterviewPorts(questions, standing);
  const { press, shows, frame } = openApp({ first: { name: 'interview' }, ports: { interview } });
  await shows('to repeat today');
  await press('m');
  await shows('Question 1/5');
  await press(KEY.escape, KEY.escape);
  await shows('goes on 0/5');
  await press('m');
  for (const number of [1, 2, 3, 4, 5]) {
    await shows(`Question ${number}/5`);
    await press(CTRL_S);
  }
  await shows('The mock interview is over');
  await press(KEY.escape);
  await shows('to repeat today');
  expect(frame()).not.toContain('goes on');
});

describe('what is written', () => {
  it('is broken between words, and the cursor can stand on every character', () => {
    const text = 'LoRA freezes the base and trains two small matrices';
    expect(softWrapped(text, 20).join('')).toBe(text);
    for (const part of softWrapped(text, 20)) expect(part.length).toBeLessThan(20);
    for (let column = 0; column <= text.length; column++) {
      const { lines, at } = typedLines({ lines: [text], row: 0, column }, 20);
      const cursor = lines[at]!.spans.find(({ tone }) => tone === 'cursor');
      expect(cursor?.text).toBe(text[column] ?? ' ');
    }
  });
});

describe('the reducer', () => {
  const run = (...actions: InterviewAction[]) => actions.reduce(reduceInterview, INTERVIEW_START);
  const found: InterviewAction = { type: 'found', room: { questions, standing, seed: 1 } };
  const typed = (text: string): InterviewAction => ({ type: 'press', press: { name: 'text', text } });

  it('never takes a grade before a score', () => {
    for (const grade of GRADES)
      expect(run(found, { type: 'ask', question: qlora }, { type: 'grade', grade }).sitting?.grade).toBeNull();
  });

  it('counts no more hints than there are, and none in a mock interview', () => {
    const hints = Array.from({ length: 9 }, (): InterviewAction => ({ type: 'hint' }));
    expect(run(found, { type: 'ask', question: qlora }, ...hints).sitting?.hints).toBe(qlora.hints.length);
    expect(run(found, { type: 'mock' }, ...hints).sitting?.hints).toBe(0);
  });

  it('answers again with the text at hand, and without the old score', () => {
    const again = run(
      found,
      { type: 'ask', question: qlora },
      typed(DENSE),
      { type: 'submit', seconds: 3 },
      { type: 'again' },
    );
    expect(again.sitting).toMatchObject({ score: null, writing: true, draft: { lines: [DENSE] } });
  });
});

describe.each([
  [60, 20],
  [80, 24],
  [120, 40],
  [200, 60],
] as const)('at %d columns and %d rows', (columns, rows) => {
  let open: OpenScreen | null = null;
  afterEach(() => open?.close());

  it('says how many questions have no room', async () => {
    const interview = fakeInterviewPorts(questions, standing);
    open = openScreen({ columns, rows, first: { name: 'interview' }, ports: { interview } });
    await open.shows('❯ ● What is QLoRA');
    const shown = (await open.lines()).filter((line) => /^ (❯| ) [●○✓i·] /.test(line)).length;
    const hidden = questions.length + 1 - shown;
    if (hidden > 0) await open.shows(`+${hidden} more below`);
    await open.press(...Array<string>(questions.length).fill(KEY.down));
    if (hidden > 0) await open.shows(`+${hidden} more above`);
    expectWholeFrame(await open.lines());
  });

  it.each(['en', 'hi'] as const)('list, answer, score and report are whole frames (%s)', async (lang) => {
    const interview = fakeInterviewPorts(questions, standing);
    open = openScreen({ columns, rows, lang, first: { name: 'interview' }, ports: { interview } });
    const app = open;
    const at = async (text: RegExp): Promise<void> => {
      await app.shows(text);
      expectWholeFrame(await app.lines());
    };
    await at(/QLoRA/);
    await app.press(KEY.enter);
    await at(/0:\d\d (of 2:00|\/ 2:00)/);
    await app.press(CTRL_T);
    await at(/Hint 1/);
    await app.press(DENSE.repeat(6), CTRL_S);
    await at(/\d+ \/ 100/);
    await app.press('3', KEY.escape);
    await at(/(to repeat today|aaj dohrane hain)/);
    await app.press('m');
    await at(/1\/5/);
    for (let answer = 0; answer < 5; answer++) await app.press(CTRL_S);
    await at(/(is over|khatam)/);
  });
});
