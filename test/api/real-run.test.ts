import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FineTuningWorkflow } from '../../src/api/workflow.js';
import { tinyModelFolder } from '../support/tiny-model-folder.js';

let home = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'vishesh-library-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

it('runs the notes’ own usage example with enough rows, for real', async () => {
  const text = await readFile('datasets/js-snippets.jsonl', 'utf8');
  const rows = text.trim().split('\n').slice(0, 20);
  const data = rows.map((line): { input: string; output: string } => JSON.parse(line));
  const baseModel = await tinyModelFolder(join(home, 'base'));
  const workflow = new FineTuningWorkflow();
  const results = await workflow.executeWorkflow({
    data,
    taskType: 'code',
    budget: 'low',
    compute: 'limited',
    baseModel,
    home,
    maxLength: 256,
    epochs: 1,
    deploy: false,
  });
  expect(Object.keys(results)).toEqual([
    'dataPrep',
    'validation',
    'method',
    'hyperparameters',
    'training',
    'evaluation',
    'deployment',
  ]);
  expect(results.dataPrep).toHaveLength(20);
  expect(results.validation).toMatchObject({ isValid: true, stats: { totalExamples: 20 } });
  expect(results.method.method).toBe('lora');
  expect(results.training).toMatchObject({ status: 'succeeded', steps: 4 });
  expect(results.evaluation.base.loss.value).toBeGreaterThan(1);
  expect(workflow.steps).toHaveLength(8);
});
