import { describe, expect, it } from 'vitest';
import { type RunRequest, stepsWith } from '../../src/api/run-steps.js';
import { Problem } from '../../src/base/error.js';
import type { EffectHandlers } from '../../src/workflow/drive.js';
import type { WorkflowEvent } from '../../src/workflow/machine.js';

const request: RunRequest = {
  file: 'data.jsonl',
  home: '/nowhere',
  budget: 'low',
  compute: 'limited',
  edits: { epochs: 2 },
  deploy: true,
};

/** Effects that note their names and report what the machine needs to go on. */
function world(change: Partial<{ isValid: boolean; status: string; fail: string }> = {}) {
  const { isValid = true, status = 'succeeded', fail } = change;
  const done: string[] = [];
  const finding = {
    severity: 'error',
    rows: [7],
    message: { en: 'Row 7 is empty.', hi: 'Row 7 khali hai.' },
    remedy: { en: 'Fill it.', hi: 'Bharo.' },
  };
  const effect = (name: string, event: object) => async () => {
    done.push(name);
    if (name === fail) throw new Problem({ code: 'disk-full', message: 'The disk is full.', next: 'Free some space.' });
    return event as WorkflowEvent;
  };
  const handlers = {
    prepare: effect('prepare', {
      type: 'prepared',
      prepared: { report: { isValid, findings: isValid ? [] : [finding] } },
    }),
    plan: effect('plan', { type: 'planned', planned: { plan: {} } }),
    measure: effect('measure', { type: 'planned', planned: { plan: { measured: true } } }),
    start: effect('start', { type: 'started', jobId: 'job-1' }),
    follow: async (_effect: unknown, report: (event: WorkflowEvent) => void) => {
      done.push('follow');
      report({ type: 'progressed', progress: { jobId: 'job-1', status } } as unknown as WorkflowEvent);
      return { type: 'ended', outcome: { status, training: null, evaluation: null } } as unknown as WorkflowEvent;
    },
    deploy: effect('deploy', { type: 'deployed', deployed: { modelId: 'm' } }),
  } as unknown as EffectHandlers;
  return { done, run: stepsWith(async () => handlers) };
}

describe('running all steps', () => {
  it('prepares, plans, measures, trains, follows and deploys, in this order', async () => {
    const { done, run } = world();
    const outcome = await run(request);
    expect(done).toEqual(['prepare', 'plan', 'measure', 'start', 'follow', 'deploy']);
    expect(outcome).toMatchObject({
      planned: { plan: { measured: true } },
      progress: { jobId: 'job-1' },
      deployed: { modelId: 'm' },
    });
  });

  it('does not deploy when not asked to, nor a job that failed', async () => {
    const quiet = world();
    await quiet.run({ ...request, deploy: false });
    expect(quiet.done).not.toContain('deploy');
    const failed = world({ status: 'failed' });
    expect((await failed.run(request)).outcome?.status).toBe('failed');
    expect(failed.done).not.toContain('deploy');
  });

  it('stops at data with errors, and names file and row', async () => {
    const { done, run } = world({ isValid: false });
    await expect(run(request)).rejects.toMatchObject({
      code: 'invalid-data',
      message: 'Row 7 is empty.',
      where: 'data.jsonl:7',
      next: { en: 'Fill it.' },
    });
    expect(done).toEqual(['prepare']);
  });

  it('rejects with the problem of the step that failed', async () => {
    const { done, run } = world({ fail: 'start' });
    await expect(run(request)).rejects.toMatchObject({ code: 'disk-full', message: 'The disk is full.' });
    expect(done.at(-1)).toBe('start');
  });

  it('deploys a job that was trained before without training it again', async () => {
    const { done, run } = world();
    expect((await run({ ...request, jobId: 'job-1' })).deployed?.modelId).toBe('m');
    expect(done).toEqual(['follow', 'deploy']);
  });

  it('tells each change of step', async () => {
    const steps = new Set<string>();
    await world().run({ ...request, onChange: ({ step }) => steps.add(step) });
    expect([...steps]).toEqual(['prepare', 'validate', 'method', 'start', 'monitor', 'evaluate', 'deploy']);
  });
});
