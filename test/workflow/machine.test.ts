import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/base/error.js';
import { createDriver, DEFAULT_CHOICES, problemView } from '../../src/workflow/drive.js';
import {
  advance,
  type Effect,
  initialState,
  type WorkflowEvent,
  type WorkflowState,
} from '../../src/workflow/machine.js';
import { instantEffects, planned, prepared, progress, report } from './worlds.js';

const from = (events: WorkflowEvent[], state: WorkflowState = initialState(DEFAULT_CHOICES)): WorkflowState =>
  events.reduce((now, event) => advance(now, event).state, state);

const checked: WorkflowEvent[] = [
  { type: 'choose-file', file: '/data/tickets.csv' },
  { type: 'prepared', prepared: prepared() },
];
const ready: WorkflowEvent[] = [...checked, { type: 'accept-data' }, { type: 'planned', planned: planned() }];

describe('the workflow machine', () => {
  it('asks for the file to be prepared and then shows what was found', () => {
    const first = advance(initialState(DEFAULT_CHOICES), { type: 'choose-file', file: 'a.csv' });
    expect(first.effects).toMatchObject([{ type: 'prepare', choices: { file: 'a.csv' } }]);
    expect(from(checked)).toMatchObject({ step: 'validate', busy: null });
  });

  it('refuses to go on from data with errors', () => {
    const bad = prepared({ report: report({ isValid: false }) });
    const state = from([
      { type: 'choose-file', file: 'a.csv' },
      { type: 'prepared', prepared: bad },
    ]);
    expect(advance(state, { type: 'accept-data' })).toEqual({ state, effects: [] });
    expect(advance({ ...state, planned: planned() }, { type: 'start' }).effects).toEqual([]);
  });

  it('forgets corrections of one file when another is chosen, unless told to keep them', () => {
    const corrected = from([...checked, { type: 'correct', task: 'qa' }]);
    expect(corrected.choices.task).toBe('qa');
    expect(from([{ type: 'choose-file', file: 'b.csv' }], corrected).choices.task).toBeNull();
    expect(from([{ type: 'choose-file', file: 'b.csv', keepCorrections: true }], corrected).choices.task).toBe('qa');
  });

  it('has nothing of the file before when another cannot be read, so that nobody trains on the wrong one', () => {
    const failed = from([
      ...checked,
      { type: 'back' },
      { type: 'choose-file', file: 'b.csv' },
      { type: 'correct', columns: { prompt: 'nothing' } },
      { type: 'failed', effect: 'prepare', problem: problemView(new Error('There is no such column.')) },
    ]);
    expect(failed).toMatchObject({ step: 'prepare', prepared: null, choices: { file: 'b.csv' } });
    expect(advance(failed, { type: 'accept-data' }).effects).toEqual([]);
  });

  it('goes on from an adapter with what it is, and forgets it for another base', () => {
    const edited = from([{ type: 'edit', hyperparameters: { epochs: 2, lora: { rank: 4 } } }]);
    const asked = advance(edited, { type: 'choose-adapter', adapter: '/models/earlier' });
    expect(asked.effects).toEqual([]);
    expect(asked.state.choices).toMatchObject({ adapter: '/models/earlier', method: null });
    expect(asked.state.choices.hyperparameters).toEqual({ epochs: 2, lora: undefined });
    expect(advance(asked.state, { type: 'choose-file', file: 'a.csv' }).effects).toMatchObject([
      { type: 'prepare', choices: { adapter: '/models/earlier' } },
    ]);
    expect(advance(asked.state, { type: 'choose-base', base: 'other' }).state.choices.adapter).toBeNull();
  });

  it('checks again with a longer maximum length, and keeps the other edits', () => {
    const edited = from([...ready, { type: 'edit', hyperparameters: { epochs: 2 } }]);
    expect(advance(edited, { type: 'correct', maxLength: 1024 }).effects).toMatchObject([
      { type: 'prepare', choices: { hyperparameters: { epochs: 2, maxLength: 1024 } } },
    ]);
  });

  it('plans again after every answer and merges edits', () => {
    const state = from([...ready, { type: 'edit', hyperparameters: { epochs: 2, lora: { rank: 4 } } }]);
    const next = advance(state, { type: 'edit', hyperparameters: { lora: { alpha: 32 } } });
    expect(next.effects).toMatchObject([
      { type: 'plan', choices: { hyperparameters: { epochs: 2, lora: { rank: 4, alpha: 32 } } } },
    ]);
  });

  it('goes back one step without losing an answer', () => {
    const state = from([
      ...ready,
      { type: 'answer', budget: 'high', compute: 'ample' },
      { type: 'planned', planned: planned() },
      { type: 'accept-method' },
    ]);
    expect(state.step).toBe('hyperparameters');
    const back = from([{ type: 'back' }, { type: 'back' }, { type: 'back' }], state);
    expect(back).toMatchObject({
      step: 'prepare',
      choices: { budget: 'high', compute: 'ample', file: '/data/tickets.csv' },
    });
  });

  it('keeps a failure where it happened, and tries again from there', () => {
    const problem = { code: 'x', message: { en: 'a', hi: 'a' }, where: null, next: { en: 'b', hi: 'b' } };
    const failed = from([...ready, { type: 'failed', effect: 'plan', problem }]);
    expect(failed).toMatchObject({ step: 'method', problem: { code: 'x' }, busy: null });
    expect(advance(failed, { type: 'retry' }).effects).toMatchObject([{ type: 'plan' }]);
  });

  it('keeps a refused setting out of what was chosen, whatever was planned before', () => {
    const problem = {
      code: 'bad-hyperparameters',
      message: { en: 'a', hi: 'a' },
      where: null,
      next: { en: 'b', hi: 'b' },
    };
    const refusal = { type: 'failed', effect: 'plan', problem } as const;
    const edit = (maxLength: number) => ({ type: 'edit', hyperparameters: { maxLength } }) as const;
    const first = from([...ready, { type: 'edit', hyperparameters: { epochs: 2 } }]);
    const good = from([{ type: 'planned', planned: { ...planned(), choices: first.choices } }], first);
    const refused = from([edit(600), refusal], good);
    expect(refused).toMatchObject({ problem: { code: 'bad-hyperparameters' }, planned: good.planned });
    expect(refused.choices).toEqual(good.choices);
    // What is typed next is planned without it, and the error is gone.
    const next = advance(refused, edit(256));
    expect(next.effects).toMatchObject([{ type: 'plan', choices: { hyperparameters: { epochs: 2, maxLength: 256 } } }]);
    expect(next.state.problem).toBeNull();
    const other = from([edit(600), refusal, { type: 'choose-file', file: 'b.csv' }], good);
    expect(other.choices.hyperparameters).toEqual({ epochs: 2 });
  });

  it('makes the first plan without the settings that it was refused with, at Enter or on another try', () => {
    const problem = {
      code: 'bad-hyperparameters',
      message: { en: 'a', hi: 'a' },
      where: null,
      next: { en: 'b', hi: 'b' },
    };
    const choices = { ...DEFAULT_CHOICES, file: '/data/tickets.csv', hyperparameters: { maxLength: 600 } };
    for (const step of ['method', 'hyperparameters'] as const) {
      const refused = from([
        { type: 'resume', step, jobId: null, choices },
        { type: 'prepared', prepared: prepared() },
        { type: 'failed', effect: 'plan', problem },
      ]);
      expect(refused).toMatchObject({ step, problem, planned: null, choices: { hyperparameters: {} } });
      const again = advance(refused, { type: step === 'method' ? 'accept-method' : 'retry' });
      expect(again.effects).toMatchObject([{ type: 'plan', choices: { file: choices.file, hyperparameters: {} } }]);
      // Nothing to accept while it is made.
      expect(advance(again.state, { type: 'accept-method' })).toEqual({ state: again.state, effects: [] });
    }
  });

  it('keeps the settings when something else than a plan fails', () => {
    const problem = { code: 'x', message: { en: 'a', hi: 'a' }, where: null, next: { en: 'b', hi: 'b' } };
    const edited = from([...checked, { type: 'edit', hyperparameters: { epochs: 2 } }]);
    const failed = from([{ type: 'ask-repairs' }, { type: 'failed', effect: 'propose-repairs', problem }], edited);
    expect(failed.choices.hyperparameters).toEqual({ epochs: 2 });
  });

  it('follows a job again after it was resumed or cancelled, not before', () => {
    const paused = from(
      [
        { type: 'progressed', progress: progress({ status: 'paused' }) },
        { type: 'ended', outcome: { status: 'paused', training: null, evaluation: null } },
      ],
      from([...ready, { type: 'attach', jobId: 'j' }]),
    );
    for (const action of ['resume', 'cancel'] as const) {
      const asked = advance(paused, { type: 'control', action });
      expect(asked.effects.map((effect) => effect.type)).toEqual(['control']);
      expect(advance(asked.state, { type: 'controlled' }).effects).toMatchObject([
        { type: 'follow', jobId: paused.progress?.jobId },
      ]);
    }
  });

  it('deploys only what was trained to the end', () => {
    const cancelled = from([
      ...ready,
      { type: 'attach', jobId: 'j' },
      { type: 'ended', outcome: { status: 'cancelled', training: null, evaluation: null } },
    ]);
    expect(advance(cancelled, { type: 'accept-evaluation' }).effects).toEqual([]);
  });
});

describe('the driver', () => {
  it('walks all eight steps', async () => {
    const seen: Effect[] = [];
    const driver = createDriver(instantEffects(seen));
    driver.dispatch({ type: 'choose-file', file: '/data/tickets.csv' });
    await driver.until((state) => state.step === 'validate' && state.busy === null);
    driver.dispatch({ type: 'accept-data' });
    await driver.until((state) => state.planned !== null && state.busy === null);
    driver.dispatch({ type: 'accept-method' });
    driver.dispatch({ type: 'start' });
    await driver.until((state) => state.step === 'evaluate');
    driver.dispatch({ type: 'accept-evaluation' });
    const done = await driver.until((state) => state.deployed !== null);
    expect(done).toMatchObject({ step: 'deploy', deployed: { modelId: 'tickets' }, problem: null });
    expect(seen.map((effect) => effect.type)).toEqual(['prepare', 'plan', 'start', 'follow', 'deploy']);
  });

  it('turns a thrown problem into a value with its next step', async () => {
    const effects = {
      ...instantEffects(),
      prepare: async () => {
        throw new Problem({
          code: 'missing-file',
          message: 'There is no such file.',
          where: 'a.csv',
          next: 'Check the path.',
        });
      },
    };
    const driver = createDriver(effects);
    driver.dispatch({ type: 'choose-file', file: 'a.csv' });
    const state = await driver.until((now) => now.problem !== null);
    expect(state.problem).toMatchObject({ code: 'missing-file', where: 'a.csv', next: { en: 'Check the path.' } });
    expect(state.busy).toBeNull();
  });

  it('drops the late result of an effect that was asked for again', async () => {
    const answers: (() => void)[] = [];
    let asked = 0;
    const effects = {
      ...instantEffects(),
      plan: () => {
        const value = planned();
        value.plan.estimate.seconds = ++asked;
        return new Promise<WorkflowEvent>((resolve) =>
          answers.push(() => resolve({ type: 'planned', planned: value })),
        );
      },
    };
    const driver = createDriver(effects);
    driver.dispatch({ type: 'choose-file', file: '/data/tickets.csv' });
    await driver.until((state) => state.step === 'validate');
    driver.dispatch({ type: 'accept-data' });
    driver.dispatch({ type: 'answer', budget: 'high', compute: 'ample' });
    answers[1]?.();
    await driver.until((state) => state.planned !== null);
    answers[0]?.();
    await Promise.resolve();
    expect(driver.state.planned?.plan.estimate.seconds).toBe(2);
  });
});

describe('coming back', () => {
  const choices = { ...DEFAULT_CHOICES, file: '/data/tickets.csv', hyperparameters: { epochs: 5 } };

  it('reads the file again and goes on to the settings with every answer kept', () => {
    const resumed = advance(initialState(DEFAULT_CHOICES), {
      type: 'resume',
      step: 'hyperparameters',
      jobId: null,
      choices,
    });
    expect(resumed.effects).toMatchObject([{ type: 'prepare', choices }]);
    const read = advance(resumed.state, { type: 'prepared', prepared: prepared() });
    expect(read.effects).toMatchObject([{ type: 'plan', choices }]);
    expect(read.state).toMatchObject({ step: 'hyperparameters', answered: true, resumeTo: null });
  });

  it('asks the questions again only on their own step', () => {
    const state = from([
      { type: 'resume', step: 'method', jobId: null, choices },
      { type: 'prepared', prepared: prepared() },
    ]);
    expect(state).toMatchObject({ step: 'method', answered: false });
  });

  it('stays on the check when the file has errors now', () => {
    const bad = prepared({ report: report({ isValid: false }) });
    const state = from([
      { type: 'resume', step: 'hyperparameters', jobId: null, choices },
      { type: 'prepared', prepared: bad },
    ]);
    expect(state).toMatchObject({ step: 'validate', busy: null, resumeTo: null });
  });

  it('follows the job again, and deploys where it was being deployed', () => {
    const resumed = advance(initialState(DEFAULT_CHOICES), { type: 'resume', step: 'deploy', jobId: 'j', choices });
    expect(resumed.effects).toEqual([{ type: 'follow', jobId: 'j' }]);
    const seen = advance(resumed.state, {
      type: 'progressed',
      progress: progress({ jobId: 'j', status: 'succeeded' }),
    });
    const outcome = { status: 'succeeded', training: null, evaluation: null } as const;
    expect(advance(seen.state, { type: 'ended', outcome }).effects).toMatchObject([{ type: 'deploy', jobId: 'j' }]);
  });

  it('opens step 1 with the file it had, and reads nothing', () => {
    const resumed = advance(initialState(DEFAULT_CHOICES), { type: 'resume', step: 'prepare', jobId: null, choices });
    expect(resumed).toMatchObject({ state: { step: 'prepare', choices }, effects: [] });
  });
});
