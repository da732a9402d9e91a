import { describe, expect, it } from 'vitest';
import { editsWithAdapter } from '../../src/plan/adapter-settings.js';
import type { Method } from '../../src/plan/types.js';
import type { HyperparameterEdits } from '../../src/plan/validate-hyperparameters.js';
import { problemOf } from '../support/problem-of.js';

const ADAPTER = { rank: 4, alpha: 8, dropout: 0.05, targetModules: ['q_proj', 'v_proj'], rsLora: true };
const withAdapter = (edits: HyperparameterEdits, method: Method | null = null): HyperparameterEdits =>
  editsWithAdapter(edits, method, ADAPTER, '/adapters/mine');

describe('the settings of a run that goes on from an adapter', () => {
  it('are those of the adapter; what belongs to training alone stays free', () => {
    expect(withAdapter({ epochs: 2 })).toEqual({ epochs: 2, lora: ADAPTER });
    expect(withAdapter({ lora: { dropout: 0 } }, 'lora')).toEqual({ lora: { ...ADAPTER, dropout: 0 } });
  });

  it('may be said again when they are the same, modules in any order', () => {
    const same = { rank: 4, alpha: 8, targetModules: ['v_proj', 'q_proj'], rsLora: true };
    expect(withAdapter({ lora: same }).lora).toEqual(ADAPTER);
  });

  it.each([
    ['--rank 8', '4', { rank: 8 }],
    ['--alpha 16', '8', { alpha: 16 }],
    ['--target-modules q_proj', 'q_proj,v_proj', { targetModules: ['q_proj'] }],
    ['--rs-lora false', 'true', { rsLora: false }],
  ])('refuse %s', async (asked, found, lora) => {
    const problem = await problemOf(() => withAdapter({ lora }));
    expect(problem).toMatchObject({ code: 'adapter-settings', where: '/adapters/mine' });
    expect(problem.message).toContain(`${asked} does not fit the adapter, which has ${found}`);
  });

  it.each(['full', 'partial'] as const)('refuse the method %s', async (method) => {
    const problem = await problemOf(() => withAdapter({}, method));
    expect(problem.code).toBe('adapter-needs-lora');
    expect(problem.toJSON('en').next).toContain('--method');
  });
});
