import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autosave } from '../../src/workflow/autosave.js';
import { createDriver, DEFAULT_CHOICES } from '../../src/workflow/drive.js';
import { initialState } from '../../src/workflow/machine.js';
import { planRun } from '../../src/workflow/make-plan.js';
import { readRecentFiles } from '../../src/workflow/recent-files.js';
import { readWorkflow, savedOf, writeWorkflow } from '../../src/workflow/saved-workflow.js';
import { nano } from '../plan/worlds.js';
import { instantEffects, prepared, progress } from './worlds.js';

const NOW = new Date('2026-11-23T10:00:00Z');
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-saved-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const choices = {
  ...DEFAULT_CHOICES,
  file: '/data/tickets.csv',
  hyperparameters: { epochs: 5, lora: { rank: 4 } },
  columns: { prompt: 'q' },
};

describe('the unfinished workflow', () => {
  it('comes back as it was written', async () => {
    const saved = { step: 'hyperparameters', jobId: null, choices } as const;
    await writeWorkflow(home, saved, NOW);
    expect(await readWorkflow(home)).toEqual({ saved, notice: null });
  });

  it('does not bring back a setting that was refused', async () => {
    const data = prepared({ base: { ...prepared().base, size: nano } });
    const driver = createDriver({
      ...instantEffects(),
      prepare: async () => ({ type: 'prepared', prepared: data }),
      plan: async (effect) => ({ type: 'planned', planned: await planRun(effect.choices, effect.prepared, home) }),
    });
    const saving = autosave(driver, home, () => NOW);
    driver.dispatch({ type: 'choose-file', file: '/data/tickets.csv' });
    await driver.until((state) => state.prepared !== null && state.busy === null);
    driver.dispatch({ type: 'accept-data' });
    for (const hyperparameters of [{ epochs: 2 }, { maxLength: 544 }]) {
      driver.dispatch({ type: 'edit', hyperparameters });
      await driver.until((state) => state.busy === null);
    }
    expect(driver.state).toMatchObject({ problem: { code: 'bad-hyperparameters' } });
    expect(driver.state.planned?.plan.hyperparameters).toMatchObject({ epochs: 2, maxLength: 512 });
    await saving.settled();
    expect((await readWorkflow(home)).saved?.choices.hyperparameters).toEqual({ epochs: 2 });
  });

  it('is none where there is no file', async () => {
    expect(await readWorkflow(home)).toEqual({ saved: null, notice: null });
  });

  it('is put aside with a notice when it is damaged, and not read twice', async () => {
    await writeFile(join(home, 'workflow.json'), '{"version": 1, "step": "nowhere"}');
    const first = await readWorkflow(home);
    expect(first.saved).toBeNull();
    expect(first.notice?.en).toContain('workflow.json.bad');
    expect(existsSync(join(home, 'workflow.json.bad'))).toBe(true);
    expect(await readWorkflow(home)).toEqual({ saved: null, notice: null });
  });

  it('is neither used nor touched when it comes from a newer version', async () => {
    const newer = '{"version": 2, "steps": 9}';
    await writeFile(join(home, 'workflow.json'), newer);
    expect((await readWorkflow(home)).notice?.en).toContain('newer');
    await writeWorkflow(home, { step: 'prepare', jobId: null, choices }, NOW);
    await writeWorkflow(home, null, NOW);
    expect(await readFile(join(home, 'workflow.json'), 'utf8')).toBe(newer);
  });

  it('ends with the deployment, with a cancelled job, and does not begin before a file', () => {
    const state = initialState(choices);
    expect(savedOf(initialState(DEFAULT_CHOICES))).toBeNull();
    expect(savedOf(state)).toMatchObject({ step: 'prepare' });
    const deployed = {
      modelId: 'm',
      base: 'b',
      path: '/p',
      endpoint: null,
      status: 'registered',
      curl: '',
      snippet: '',
    } as const;
    expect(savedOf({ ...state, step: 'deploy', deployed })).toBeNull();
    const outcome = { status: 'cancelled', training: null, evaluation: null } as const;
    expect(savedOf({ ...state, step: 'monitor', jobId: 'j', outcome })).toBeNull();
    expect(savedOf({ ...state, step: 'monitor', jobId: 'j', progress: progress() })).toMatchObject({ jobId: 'j' });
  });

  it('is saved as it changes, and the file is remembered among the recent ones', async () => {
    const file = join(home, 'tickets.csv');
    await writeFile(file, 'text,category\n');
    const effects = instantEffects();
    const driver = createDriver({
      ...effects,
      prepare: async (effect, tell, signal) => {
        const event = await effects.prepare(effect, tell, signal);
        if (event?.type !== 'prepared') return event;
        return { ...event, prepared: { ...event.prepared, source: { ...event.prepared.source, file } } };
      },
    });
    const saving = autosave(driver, home, () => NOW);
    driver.dispatch({ type: 'choose-file', file });
    await driver.until((state) => state.step === 'validate');
    driver.dispatch({ type: 'accept-data' });
    await driver.until((state) => state.planned !== null);
    await saving.settled();
    expect((await readWorkflow(home)).saved).toMatchObject({ step: 'method', choices: { file } });
    expect(await readRecentFiles(home)).toEqual([file]);
  });
});
