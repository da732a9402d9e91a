import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunOutcome, RunRequest } from '../../src/api/run-steps.js';
import type { WorkflowConfig } from '../../src/api/types.js';
import { FineTuningWorkflow } from '../../src/api/workflow.js';
import type { Task } from '../../src/data/types.js';
import { makePlan } from '../../src/plan/make-plan.js';
import { world } from '../plan/worlds.js';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-api-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const data = Array.from({ length: 12 }, (_, i) => ({ input: `Create form ${i}`, output: `function form${i}() {}` }));
const score = (value: number) => ({ value, low: value, high: value });

/** The end of a run that went well, as the driver would leave it. */
function succeeded(request: RunRequest): RunOutcome {
  const plan = makePlan({ ...world({ budget: request.budget, compute: request.compute }), edits: request.edits });
  const example = (line: number) => ({ line, input: `in ${line}`, output: `out ${line}` });
  const report = {
    isValid: true,
    findings: [],
    stats: { totalExamples: 3, avgPromptLength: 20, avgCompletionLength: 6, uniquePrompts: 3 },
  };
  const metrics = {
    loss: score(1),
    perplexity: score(Math.E),
    accuracy: score(0.9),
    precision: score(0.8),
    recall: score(0.7),
    f1: score(0.75),
  };
  return {
    prepared: { report, task: 'code', split: { train: [example(1), example(3)], validation: [example(2)], test: [] } },
    planned: { plan },
    progress: { jobId: 'job-1', status: 'succeeded', error: null },
    outcome: {
      status: 'succeeded',
      training: { steps: 12, seconds: 34, firstLoss: 3, lastLoss: 1 },
      evaluation: {
        base: metrics,
        tuned: metrics,
        retention: { baseLoss: 3, tunedLoss: 3.1 },
        verdict: 'ship',
        reason: { en: 'x', hi: 'y' },
      },
    },
    deployed: request.deploy ? { modelId: 'm', endpoint: 'http://127.0.0.1:1', status: 'serving', path: '/m' } : null,
  } as unknown as RunOutcome;
}

function recorded(outcome: (request: RunRequest) => RunOutcome = succeeded) {
  const requests: RunRequest[] = [];
  const run = async (request: RunRequest): Promise<RunOutcome> => {
    requests.push(request);
    return outcome(request);
  };
  return { requests, workflow: new FineTuningWorkflow({ run }) };
}

describe('FineTuningWorkflow.executeWorkflow', () => {
  it('returns the seven results of the notes', async () => {
    const { workflow } = recorded();
    const results = await workflow.executeWorkflow({ data, taskType: 'code', budget: 'low', compute: 'limited', home });
    expect(Object.keys(results)).toEqual([
      'dataPrep',
      'validation',
      'method',
      'hyperparameters',
      'training',
      'evaluation',
      'deployment',
    ]);
    expect(results.dataPrep).toEqual(
      [1, 2, 3].map((n) => ({ prompt: `Write code for: in ${n}\n\nCode:`, completion: ` out ${n}` })),
    );
    expect(results.validation).toMatchObject({ isValid: true, issues: [], stats: { totalExamples: 3 } });
    expect(results.method).toMatchObject({ method: 'lora', rank: 8, alpha: 16 });
    expect(results.method.reasons.length).toBeGreaterThan(0);
    expect(results.hyperparameters).toMatchObject({ batchSize: 8, maxLength: 512 });
    expect(results.training).toMatchObject({ jobId: 'job-1', status: 'succeeded', steps: 12 });
    expect(results.evaluation).toMatchObject({
      accuracy: 0.9,
      loss: 1,
      metrics: { precision: 0.8, recall: 0.7, f1: 0.75 },
    });
    expect(results.deployment).toEqual({ modelId: 'm', endpoint: 'http://127.0.0.1:1', status: 'serving', path: '/m' });
  });

  it('keeps the eight names of the steps', async () => {
    const { workflow } = recorded();
    expect(workflow.steps).toEqual([]);
    await workflow.executeWorkflow({ data, home });
    expect(workflow.steps).toHaveLength(8);
    expect(workflow.steps[0]).toBe('1. Prepare training data');
    expect(workflow.steps[7]).toBe('8. Deploy fine-tuned model');
  });

  it('hands the task type, the answers and only the settings that were given to the run', async () => {
    const { workflow, requests } = recorded();
    await workflow.executeWorkflow({
      data,
      taskType: 'code',
      budget: 'low',
      epochs: 2,
      method: 'pft',
      baseModel: 'b',
      seed: 7,
      home,
    });
    expect(requests[0]).toMatchObject({
      task: 'code',
      budget: 'low',
      compute: 'standard',
      method: 'partial',
      base: 'b',
      seed: 7,
      deploy: true,
    });
    expect(requests[0]?.edits).toEqual({ epochs: 2 });
  });

  it('writes rows in memory to a file named after their content', async () => {
    const { workflow, requests } = recorded();
    await workflow.executeWorkflow({ data, home });
    await workflow.executeWorkflow({ data: [...data], home });
    const [first, second] = requests;
    expect(first?.file).toBe(second?.file);
    const lines = (await readFile(first?.file ?? '', 'utf8')).trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(data);
    await workflow.executeWorkflow({ file: '/some/file.csv', home });
    expect(requests[2]?.file).toBe('/some/file.csv');
  });

  it('does not deploy when told so', async () => {
    const { workflow } = recorded();
    expect((await workflow.executeWorkflow({ data, home, deploy: false })).deployment).toBeNull();
  });

  it('rejects when the job failed, with its reason and its id', async () => {
    const failedRun = (request: RunRequest): RunOutcome =>
      ({
        ...succeeded(request),
        progress: {
          jobId: 'job-9',
          status: 'failed',
          error: { code: 'x', message: 'loss is NaN', where: null, next: 'halve the rate' },
        },
        outcome: { status: 'failed', training: null, evaluation: null },
      }) as unknown as RunOutcome;
    const attempt = recorded(failedRun).workflow.executeWorkflow({ data, home });
    await expect(attempt).rejects.toMatchObject({
      code: 'job-failed',
      message: 'The job did not succeed (failed). loss is NaN',
      where: 'job-9',
      next: 'halve the rate',
    });
  });

  it('refuses no data', async () => {
    const attempt = recorded().workflow.executeWorkflow({ data: [], home });
    await expect(attempt).rejects.toMatchObject({ code: 'no-data', message: 'There are no rows to train on.' });
  });

  it('runs nothing for a task that does not exist', async () => {
    const { workflow, requests } = recorded();
    const config = { data, taskType: 'bogus' as Task, home };
    await expect(workflow.executeWorkflow(config)).rejects.toMatchObject({ code: 'unknown-task' });
    await expect(workflow.startTraining(config)).rejects.toMatchObject({ code: 'unknown-task' });
    expect(requests).toEqual([]);
  });

  it('trains once for one config, however its steps are called', async () => {
    const { workflow, requests } = recorded();
    const config: WorkflowConfig = { data, home };
    expect((await workflow.startTraining(config)).jobId).toBe('job-1');
    expect((await workflow.evaluateModel(config)).verdict).toBe('ship');
    expect(requests).toHaveLength(1);
    expect((await workflow.deployModel(config))?.modelId).toBe('m');
    expect(requests.map(({ deploy, jobId }) => ({ deploy, jobId }))).toEqual([
      { deploy: false, jobId: undefined },
      { deploy: true, jobId: 'job-1' },
    ]);
  });

  it('may be tried again after a failure', async () => {
    let calls = 0;
    const { workflow } = recorded((request) => {
      calls += 1;
      if (calls === 1) throw new Error('disk full');
      return succeeded(request);
    });
    const config = { data, home };
    await expect(workflow.startTraining(config)).rejects.toThrow('disk full');
    expect((await workflow.startTraining(config)).jobId).toBe('job-1');
  });
});

describe('the steps of FineTuningWorkflow by themselves', () => {
  const { workflow } = recorded();

  it('prepare by the task type, and validate what was prepared', () => {
    const prepared = workflow.prepareData(data, 'code');
    expect(prepared[0]?.prompt).toBe('Write code for: Create form 0\n\nCode:');
    expect(workflow.validateData(prepared).isValid).toBe(true);
  });

  it.each([
    [{ budget: 'low' }, 'lora'],
    [{ compute: 'limited' }, 'lora'],
    [{ budget: 'medium', compute: 'standard' }, 'full'],
    [{}, 'full'],
    [{ budget: 'low', method: 'full' }, 'full'],
  ] as const)('choose for %o: %s', (config, method) => {
    expect(workflow.chooseMethod(config).method).toBe(method);
  });

  it('configure: the notes’ numbers for full, ten times the rate for LoRA, what is given as it is, 0 included', () => {
    expect(workflow.configureHyperparameters({})).toEqual({
      learningRate: 1e-5,
      batchSize: 8,
      epochs: 3,
      maxLength: 512,
    });
    expect(workflow.configureHyperparameters({ budget: 'low' }).learningRate).toBeCloseTo(1e-4, 12);
    expect(workflow.configureHyperparameters({ learningRate: 0, epochs: 1 })).toMatchObject({
      learningRate: 0,
      epochs: 1,
    });
  });
});
