import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Task } from '../../src/data/types.js';
import { compareMethods } from '../../src/index.js';
import { buildRunner } from '../support/runner-build.js';
import { tinyModelFolder } from '../support/tiny-model-folder.js';

// Two trainings one after another.
vi.setConfig({ testTimeout: 240_000 });

let home = '';
beforeEach(async () => {
  await buildRunner();
  home = await mkdtemp(join(tmpdir(), 'vishesh-library-'));
});
afterEach(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));

const data = Array.from({ length: 40 }, (_, i) => ({
  text: `the rain number ${i} is ${i * 37} late`,
  label: i % 2 ? 'east' : 'north',
}));

describe('compareMethods', () => {
  it('compares rows in memory, tells of its progress, and keeps the result in the home', async () => {
    const baseModel = await tinyModelFolder(join(home, 'base'));
    const running = new Set<string>();
    const comparison = await compareMethods({
      data,
      methods: ['lora', 'pft'],
      baseModel,
      epochs: 1,
      home,
      onProgress: ({ methods }) => {
        for (const { method, status } of methods) if (status === 'running') running.add(method);
      },
    });
    expect(comparison.methods.map(({ method, status }) => [method, status])).toEqual([
      ['lora', 'succeeded'],
      ['partial', 'succeeded'],
    ]);
    expect([...running]).toEqual(['lora', 'partial']);
    const kept = await readFile(join(home, 'comparisons', comparison.comparisonId, 'comparison.json'), 'utf8');
    expect(JSON.parse(kept)).toMatchObject({ status: 'complete', advice: comparison.advice });
  });

  it('rejects bad names, no rows, and rows that cannot be trained, before anything runs', async () => {
    await expect(compareMethods({ data, methods: ['lora', 'lora'], home })).rejects.toMatchObject({
      code: 'duplicate-method',
    });
    const taskType = 'bogus' as Task;
    await expect(compareMethods({ data, taskType, home })).rejects.toMatchObject({ code: 'unknown-task' });
    await expect(compareMethods({ data: [], home })).rejects.toMatchObject({ code: 'no-data' });
    const baseModel = await tinyModelFolder(join(home, 'base'));
    const half = data.map((row, i) => (i % 2 ? row : { ...row, text: '' }));
    await expect(compareMethods({ data: half, baseModel, home })).rejects.toMatchObject({ code: 'invalid-data' });
  });
});
