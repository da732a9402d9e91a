/** From the "Why?" panel of each step to a lesson, and by one key back to exactly where one was; from a lesson to one's own file. */
import { describe, expect, it } from 'vitest';
import type { HomeFacts } from '../../src/workflow/home-facts.js';
import type { SavedWorkflow } from '../../src/workflow/saved-workflow.js';
import type { Step } from '../../src/workflow/types.js';
import { fakeLearnPorts, smallLesson } from './fake-learn-ports.js';
import { KEY, openApp } from './open-app.js';

const lesson = smallLesson();
const learn = fakeLearnPorts({ lesson: async () => ({ lesson, progress: null, next: null }) });
const RIGHT = '\u001b[C';
const CTRL_Y = '\u0019';

const open = () => openApp({ first: { name: 'tune' }, ports: { learn } });
type Opened = ReturnType<typeof open>;

/** The way to each step, and what is done there that must not be lost. */
const WAYS: Record<Exclude<Step, 'start'>, { go: (app: Opened) => Promise<void>; why: string }> = {
  prepare: {
    why: CTRL_Y,
    go: async ({ press, shows }) => {
      await shows('File: ');
      await press('my-rows.csv');
      await shows('File: my-rows.csv');
    },
  },
  validate: {
    why: 'w',
    go: async (app) => {
      await toCheck(app);
      await app.press(KEY.up);
      await app.shows(/❯.*nearly the same/);
    },
  },
  method: {
    why: 'w',
    go: async (app) => {
      await toCheck(app);
      await app.press(KEY.enter);
      await app.shows('1/2');
      await app.press(KEY.down, KEY.enter);
      await app.shows('2/2');
      await app.press(KEY.down);
      await app.shows(/❯.* standard/);
    },
  },
  hyperparameters: {
    why: 'w',
    go: async (app) => {
      await toSettings(app);
      await app.press(KEY.up, KEY.up, KEY.up);
      await app.shows(/❯.* LoRA dropout/);
    },
  },
  monitor: {
    why: 'w',
    go: async (app) => {
      app.driver().dispatch({ type: 'attach', jobId: '20261122-1530-ab12' });
      await app.shows('Accuracy rose');
    },
  },
  evaluate: {
    why: 'w',
    go: async (app) => {
      app.driver().dispatch({ type: 'attach', jobId: '20261122-1530-ab12' });
      await app.shows('Accuracy rose');
      await app.press(KEY.tab, 'f');
      await app.shows('got better');
    },
  },
  deploy: {
    why: 'w',
    go: async (app) => {
      app.driver().dispatch({ type: 'attach', jobId: '20261122-1530-ab12' });
      await app.shows('Accuracy rose');
      await app.press(KEY.enter);
      await app.shows('127.0.0.1');
      await app.press('s');
      await app.shows('From JavaScript');
    },
  },
};

async function toCheck({ press, shows }: Opened): Promise<void> {
  await shows('File: ');
  await press('x.csv', KEY.enter);
  await shows('Continue to the method');
}

async function toSettings(app: Opened): Promise<void> {
  await toCheck(app);
  await app.press(KEY.enter);
  await app.shows('1/2');
  await app.press(KEY.enter, KEY.enter);
  await app.shows(/❯ LoRA/);
  await app.press(KEY.enter);
  await app.shows('❯ Start training');
}

describe('from a step to the lesson and back', () => {
  it.each(Object.entries(WAYS))('%s', async (_, { go, why }) => {
    const app = open();
    await go(app);
    const before = app.frame();
    await app.press(why);
    await app.shows(/The lesson that goes deeper \(o\) → \d\d-[a-z-]+ → [a-z-]+/);
    await app.press('o');
    await app.shows('01. A small lesson');
    await app.press(KEY.escape);
    await app.shows(before.split('\n')[0] ?? '');
    await expect.poll(app.frame).toBe(before);
  });

  it('also where the workflow was opened from another lesson', async () => {
    const app = openApp({ first: { name: 'lesson', id: '01-small' }, ports: { learn } });
    await app.shows('01. A small lesson');
    await app.press('t');
    await toCheck(app);
    const before = app.frame();
    await app.press('w', RIGHT);
    await app.shows(/2\/3/);
    await app.press('o');
    await app.shows('01. A small lesson');
    await app.press(KEY.escape);
    await expect.poll(app.frame).toBe(before);
  });

  it('begins anew with a new workflow', async () => {
    const app = open();
    await app.shows('File: ');
    await app.press('my-rows.csv');
    await app.shows('my-rows.csv');
    await app.press(KEY.escape);
    await app.shows('Fine-tune on a file');
    await app.press(KEY.enter);
    await app.shows('File: ');
    expect(app.frame()).not.toContain('my-rows.csv');
  });
});

describe('from a lesson to one’s own file', () => {
  const facts = (saved: SavedWorkflow | null): HomeFacts => ({
    open: null,
    saved,
    jobs: 0,
    tuned: 0,
    lessons: true,
    reviews: 0,
    notices: [],
  });

  it('goes on with what was left there when the app was closed', async () => {
    const app = openApp({ first: { name: 'lesson', id: '01-small' }, ports: { learn } });
    const { choices } = app.driver().state;
    const saved: SavedWorkflow = { step: 'validate', jobId: null, choices: { ...choices, file: '/data/tickets.csv' } };
    app.unmount();
    const again = openApp({
      first: { name: 'lesson', id: '01-small' },
      ports: { learn, homeFacts: async () => facts(saved) },
    });
    await again.shows('01. A small lesson');
    await again.press('t');
    await again.shows('Continue to the method');
  });

  it('leads back to the workflow that is open, as it stands', async () => {
    const app = open();
    await toSettings(app);
    await app.press('w', 'o');
    await app.shows('01. A small lesson');
    await app.press('t');
    await app.shows('❯ Start training');
  });
});
