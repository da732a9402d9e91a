/** The real runner in a real child process, on the tiny model. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '../../src/jobs/event-log.js';
import { jobPaths, readProgress } from '../../src/jobs/folder.js';
import { readReport } from '../../src/jobs/report.js';
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
    expect(await readFile(paths.card, 'utf8')).toContain('# tiny-tuned');
  });
});
