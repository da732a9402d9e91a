import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { debriefOf } from '../../../src/learn/debrief/choose.js';
import type { Learned } from '../../../src/learn/progress/record.js';
import { plainApp } from '../../../src/ui/plain/plain-app.js';
import { plainIo } from '../../../src/ui/plain/plain-io.js';
import type { Ports } from '../../../src/ui/ports.js';
import { createDriver, type EffectHandlers } from '../../../src/workflow/drive.js';
import type { HomeFacts } from '../../../src/workflow/home-facts.js';
import { facts } from '../../learn/debrief/reports.js';
import { instantEffects } from '../../workflow/worlds.js';
import { fakePorts } from '../open-app.js';

const fresh: HomeFacts = { open: null, saved: null, jobs: 1, tuned: 0, lessons: false, reviews: 0, notices: [] };

/** Answers every question from the list and gives all that was said. */
async function answer(
  answers: readonly string[],
  options: { lang?: 'en' | 'hi'; effects?: EffectHandlers; ports?: Partial<Ports> } = {},
): Promise<string> {
  const { lang = 'en', effects = instantEffects(), ports = {} } = options;
  const input = new PassThrough();
  const output = new PassThrough();
  let said = '';
  output.on('data', (data: Buffer) => {
    said += data.toString();
  });
  input.end(answers.map((line) => `${line}\n`).join(''));
  const io = plainIo(input, output);
  const home = async (): Promise<HomeFacts> => fresh;
  const newDriver = (choices = {}) => createDriver(effects, choices);
  const code = await plainApp({ io, lang, ports: fakePorts({ homeFacts: home, ...ports }), newDriver });
  expect(code).toBe(0);
  return said;
}

describe('the app in plain questions', () => {
  it('goes from a file to the address of the served model', async () => {
    const said = await answer(['1', '/data/tickets.csv', '', '1', '1', '', '', '', '']);
    expect(said).toContain('Step 2 of 8: Check');
    expect(said).toContain('warning: 2 rows are nearly the same. Keep one of them.');
    expect(said).toContain('Advice: LoRA');
    expect(said).toMatch(/1\. full fine-tuning: 5.0 GB memory, 6 min 40 s, \$0.01, fits\./);
    expect(said).toMatch(/Training, step 30\/90, loss 0.800/);
    expect(said).toContain('accuracy: base 0.300, tuned 0.930, 95% interval 0.880 to 0.980.');
    expect(said).toContain('Your model answers at http://127.0.0.1:8787/v1');
  });

  it('writes neither escape sequences nor pictures', async () => {
    const said = await answer(['1', '1', '', '1', '1', '', '', '', '']);
    expect(said).not.toMatch(new RegExp(`[${String.fromCharCode(27)}\\u2580-\\u259f\\u2800-\\u28ff]`));
  });

  it('takes a sample by its number, changes a setting, and says what was refused', async () => {
    const said = await answer(['1', '1', '', '', '', '', '1', '9', '4', '5', 'h']);
    expect(said).toMatch(/Learning rate: 9 is outside/);
    expect(said).toContain('How often the model sees every training row.');
  });

  it('goes back without losing an answer', async () => {
    const said = await answer(['1', '/data/tickets.csv', '', '', '', 'b', 'b', '', 'h']);
    expect(said).toContain('Enter for /data/tickets.csv.');
  });

  it('says a problem with its next step, and asks again', async () => {
    const effects = { ...instantEffects(), prepare: async () => Promise.reject(new Error('boom')) };
    const said = await answer(['1', 'x.csv', 'h'], { effects });
    expect(said).toContain('boom');
    expect(said).toContain('Next: ');
  });

  it('asks three questions about the run before it is deployed, and keeps the answers', async () => {
    const debrief = debriefOf(facts());
    const [first, ...others] = debrief.questions;
    const wrong = first!.options.findIndex(({ correct }) => !correct) + 1;
    const right = others.map(({ options }) => String(options.findIndex(({ correct }) => correct) + 1));
    const kept: Learned[] = [];
    const learn = {
      ...fakePorts({}).learn,
      debrief: async () => debrief,
      record: async (event: Learned) => void kept.push(event),
    };
    const steps = ['1', '/data/tickets.csv', '', '1', '1', '', ''];
    const said = await answer([...steps, 'a', String(wrong), ...right, '', ''], { ports: { learn } });
    expect(said).toContain(first!.options[wrong - 1]!.why.en);
    expect(said).toContain(`Not this. It is ${first!.options.findIndex(({ correct }) => correct) + 1}: `);
    expect(said).toContain(`vishesh learn ${first!.lesson.split('#')[0]}`);
    expect(said).toContain(`${others.length} of ${debrief.questions.length} right at the first answer`);
    expect(kept.map((event) => 'correct' in event && event.correct)).toEqual([false, ...others.map(() => true)]);
    expect(said).toContain('Your model answers at');
  });

  it('speaks Hinglish, and names the command of what has no questions', async () => {
    const said = await answer(['2', '5'], { lang: 'hi' });
    expect(said).toContain('Ab kya karein?');
    expect(said).toContain('Is mode mein yeh chalao: vishesh chat MODEL');
  });

  it('ends with its input', async () => {
    expect(await answer([])).toContain('What next?');
  });
});
