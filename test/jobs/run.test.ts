/** The real runner in a real child process, on the tiny model. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSafetensors } from '../../src/engine/formats/safetensors.js';
import { readEvents } from '../../src/jobs/event-log.js';
import { jobPaths, readProgress } from '../../src/jobs/folder.js';
import { readReport } from '../../src/jobs/report.js';
import { readRowResults } from '../../src/jobs/row-results.js';
import { startJob } from '../../src/jobs/start.js';
import { buildRunner } from '../support/runner-build.js';
import { type TinyHome, tinyHome, tinySpec, tinySplit } from '../support/tiny-job.js';
import { untilEnded } from '../support/until-ended.js';

let home: TinyHome;
beforeAll(async () => {
  await buildRunner();
  home = await tinyHome();
});
afterAll(() => home.remove());

describe('a job', () => {
  it('trains in a child process from its rows to a saved adapter and a report', async () => {
    const split = tinySplit();
    const spec = tinySpec(home, split);
    await startJob(spec, split, home.home);
    const status = await untilEnded(home.home, spec.jobId);
    const paths = jobPaths(home.home, spec.jobId);
    const { events, faults } = await readEvents(paths.folder);
    expect(await readFile(paths.log, 'utf8')).toBe('');
    expect(events.at(-1)).toMatchObject({ type: 'succeeded' });
    expect(status).toBe('succeeded');
    expect(faults).toEqual([]);
    expect(events.filter((e) => e.type === 'step')).toHaveLength(12);
    const progress = await readProgress(home.home, spec.jobId);
    expect(progress).toMatchObject({ status: 'succeeded', step: 12, steps: 12, etaSeconds: null });
    const report = await readReport(home.home, spec.jobId);
    expect(report?.training?.lastLoss).toBeLessThan(report?.training?.firstLoss ?? 0);
    const config = JSON.parse(await readFile(`${paths.model}/adapter_config.json`, 'utf8'));
    expect(config).toMatchObject({ peft_type: 'LORA', r: 4, target_modules: ['down_proj', 'q_proj', 'v_proj'] });
    const rows = await readRowResults(home.home, spec.jobId);
    expect(rows?.tuned.map(({ line, expected }) => [line, expected])).toEqual(
      split.test.map(({ line, output }) => [line, output]),
    );
    expect(await readFile(paths.card, 'utf8')).toContain('# tiny-tuned');
  });

  it('of the partial method saves the trained blocks and the final norm, and no checkpoint stays', async () => {
    const split = tinySplit();
    const spec = tinySpec(home, split, { method: 'partial' });
    spec.hyperparameters = { ...spec.hyperparameters, lora: null, partial: { lastBlocks: 1 } };
    await startJob(spec, split, home.home);
    expect(await untilEnded(home.home, spec.jobId)).toBe('succeeded');
    const { model, checkpoints } = jobPaths(home.home, spec.jobId);
    const file = await openSafetensors(join(model, 'changed_weights.safetensors'));
    const names = [...file.tensors.keys()];
    await file.close();
    expect(names).toContain('model.norm.weight');
    expect(names.every((name) => name === 'model.norm.weight' || name.startsWith('model.layers.1.'))).toBe(true);
    expect(existsSync(checkpoints)).toBe(false);
  });
});
