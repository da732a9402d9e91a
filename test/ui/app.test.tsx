import { describe, expect, it } from 'vitest';
import { makePlan } from '../../src/plan/make-plan.js';
import { fieldsOf } from '../../src/ui/screens/hyperparameters/reducer.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import type { Effect } from '../../src/workflow/machine.js';
import { machine, nano, world } from '../plan/worlds.js';
import { eventually } from '../support/eventually.js';
import { instantEffects, prepared, report } from '../workflow/worlds.js';
import { KEY, openApp } from './open-app.js';

const { enter: ENTER, escape: ESCAPE } = KEY;

const ADAPTER_SETTINGS = {
  rank: 8,
  alpha: 16,
  dropout: 0,
  rsLora: false,
  targetModules: ['q_proj' as const],
};

/** On step 1. */
const open = (effects?: EffectHandlers, lang: 'en' | 'hi' = 'en') =>
  openApp({ ...(effects ? { effects } : {}), lang, first: { name: 'tune' } });

describe('the app', () => {
  it('walks from a typed path to the served model by the keys it shows', async () => {
    const { press, shows, frame } = open();
    await shows('Which file');
    await press('/data/tickets.csv');
    await shows('/data/tickets.csv');
    await press(ENTER);
    await shows('classification');
    expect(frame()).toContain('nearly the same');
    await press('t');
    await shows(/\[refund\]/);
    await press('t');
    await shows('❯ Continue to the method');
    await press(ENTER);
    await shows('How much may it cost');
    await press(ENTER);
    await shows('computing power');
    await press(ENTER);
    await shows('Advice: LoRA');
    expect(frame()).toMatch(/full +❯ LoRA +partial/);
    await press(ENTER);
    await shows('Start training');
    await press(ENTER);
    await shows('Accuracy rose');
    await press(ENTER);
    await shows('http://127.0.0.1:8787/v1');
  });

  it('picks a sample with the arrows and Enter', async () => {
    const { press, shows, driver } = open();
    await shows('support-tickets');
    await press('\u001b[B');
    await shows('❯ support-tickets');
    await press(ENTER);
    await shows('classification');
    expect(driver().state.choices.file).toBe('/samples/support-tickets.csv');
  });

  it('goes on from an adapter, whose method and rank are then not asked for', async () => {
    const adapter = { path: '/models/earlier', sha256: 'ef', settings: ADAPTER_SETTINGS };
    const effects: EffectHandlers = {
      ...instantEffects(),
      prepare: async () => ({ type: 'prepared', prepared: prepared({ adapter }) }),
    };
    const { press, shows, driver, frame } = open(effects);
    await press(...Array<string>(2).fill(KEY.down));
    await shows('❯ Base model');
    await press(ENTER);
    await shows('Which model shall learn?');
    await press(...Array<string>(2).fill(KEY.down));
    await shows('❯ Go on from an adapter:');
    await press("'/models/earlier'");
    await shows("'/models/earlier'");
    await press(ENTER);
    await shows(/Base model .* \+ earlier/);
    expect(driver().state.choices.adapter).toBe('/models/earlier');
    driver().dispatch({ type: 'choose-file', file: 'x.csv' });
    await driver().until((state) => state.prepared !== null);
    driver().dispatch({ type: 'accept-data' });
    await driver().until((state) => state.planned !== null && state.busy === null);
    await shows('How much may it cost');
    await press(ENTER);
    await shows('2/2');
    await press(ENTER);
    await shows('Advice: LoRA');
    expect(frame()).not.toContain('other method');
    await press(ENTER);
    await shows('❯ Start training');
    expect(frame()).toContain('LoRA dropout');
    expect(frame()).not.toContain('LoRA rank');
  });

  it('switches the language at once', async () => {
    const { press, shows } = open();
    await press('x.csv');
    await shows('x.csv');
    await press(ENTER);
    await shows('nearly the same');
    await press('L');
    await shows('lagbhag ek jaisi');
  });

  it('refuses a setting out of range and says why', async () => {
    const { press, shows, driver } = open();
    await press('x.csv');
    await shows('x.csv');
    await press(ENTER);
    await driver().until((state) => state.step === 'validate');
    driver().dispatch({ type: 'accept-data' });
    await driver().until((state) => state.planned !== null);
    driver().dispatch({ type: 'accept-method' });
    await shows('Start training');
    for (let i = 0; i < 30; i++) await press('\u001b[A');
    await shows('❯ Learning rate');
    await press(ENTER);
    await shows('leave as it was');
    await press('9');
    await shows(/❯ Learning rate +9/);
    await press(ENTER);
    await shows(/outside/);
    await press(ESCAPE);
    await shows('❯ Learning rate');
    expect(driver().state.choices.hyperparameters).toEqual({});
  });

  it('shows how far the model lets a setting go, and keeps the value when it is pushed further', async () => {
    const effects: EffectHandlers = {
      ...instantEffects(),
      plan: async ({ choices }) => {
        const plan = makePlan(world({ model: nano, edits: choices.hyperparameters }));
        return { type: 'planned', planned: { hardware: machine(), plan, choices } };
      },
    };
    const { press, shows, driver } = open(effects);
    driver().dispatch({ type: 'choose-file', file: 'x.csv' });
    await driver().until((state) => state.prepared !== null && state.busy === null);
    driver().dispatch({ type: 'accept-data' });
    await driver().until((state) => state.planned !== null && state.busy === null);
    driver().dispatch({ type: 'accept-method' });
    await shows('❯ Start training');
    const fields = fieldsOf('full');
    await press(...fields.slice(fields.findIndex(({ key }) => key === 'maxLength')).map(() => KEY.up));
    await shows(/❯ Maximum length +512 +\(8 – 512\)/);
    // One step further is none; a number that is typed is refused with the reason.
    await press('\u001b[C');
    expect(driver().state).toMatchObject({ busy: null, problem: null, choices: { hyperparameters: {} } });
    await press(ENTER, '600', ENTER);
    await shows('600 is outside 8 to 512');
    expect(driver().state.choices.hyperparameters).toEqual({});
    await press(KEY.escape);
    await shows(/❯ Maximum length +512/);
    await press(ENTER, '256', ENTER);
    await shows(/❯ Maximum length +256/);
    expect(driver().state).toMatchObject({ problem: null, choices: { hyperparameters: { maxLength: 256 } } });
  });

  it('shows a problem with its next step and stays open', async () => {
    const effects = { ...instantEffects(), prepare: async () => Promise.reject(new Error('boom')) };
    const { press, shows } = open(effects);
    await press('x.csv');
    await shows('x.csv');
    await press(ENTER);
    await shows('boom');
    await shows('Next:');
  });

  it('offers a longer maximum length where rows would be cut, and checks again with it', async () => {
    const seen: Effect[] = [];
    const cut = { code: 'answer-cut-off', severity: 'error', rows: [7], count: 1 } as const;
    const text = { en: 'Row 7 would lose its answer.', hi: 'Row 7 ka jawab kat jayega.' };
    const invalid = report({ isValid: false, findings: [{ ...cut, rows: [7], message: text, remedy: text }] });
    const effects = {
      ...instantEffects(),
      prepare: async (effect: Extract<Effect, { type: 'prepare' }>) => {
        seen.push(effect);
        return { type: 'prepared', prepared: seen.length === 1 ? prepared({ report: invalid }) : prepared() } as const;
      },
    };
    const { press, shows } = open(effects);
    await press('x.csv');
    await shows('x.csv');
    await press(ENTER);
    await shows('m maximum length 1024');
    await press('m');
    await shows('nearly the same');
    expect(seen[1]).toMatchObject({ choices: { hyperparameters: { maxLength: 1024 } } });
  });

  it('offers to change each of its own settings but the folder, which is chosen outside', async () => {
    const { press, shows, frame } = openApp({ first: { name: 'settings' } });
    await shows('Enter change');
    await press('?');
    await shows('Enter, Space, →');
    await press(ESCAPE, 'jjjjj');
    await shows('❯ Home folder');
    expect(frame()).not.toContain('Enter change');
  });

  it('quits with 130 on Ctrl+C anywhere', async () => {
    const { press, quit, shows } = open();
    await shows('Which file');
    await press('\u0003');
    await eventually(() => expect(quit).toHaveBeenCalledWith(130));
  });
});
