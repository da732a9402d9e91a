import { describe, expect, it } from 'vitest';
import type { JobReport } from '../../src/jobs/report.js';
import { reportHtml } from '../../src/jobs/report-html.js';
import { evaluation, plan } from '../workflow/worlds.js';

const report: JobReport = {
  jobId: '20261122-1530-ab12',
  status: 'succeeded',
  base: 'smollm2-135m-instruct',
  task: 'classification',
  method: 'lora',
  modelId: 'tickets',
  data: { train: 240, validation: 30, test: 30 },
  hyperparameters: plan().hyperparameters,
  training: null,
  evaluation: {
    ...evaluation(),
    samples: [{ row: 4, prompt: '<script>alert(1)</script>', expected: 'a & b', base: 'x', tuned: 'y' }],
  },
};

describe('the HTML report', () => {
  it('escapes what stands in the user’s rows', async () => {
    const page = await reportHtml(report, { train: [], validation: [] });
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('a &amp; b');
    expect(page).not.toContain('<script>');
  });

  it('draws both losses on one step axis and leaves out what is not finite', async () => {
    const train = [
      { step: 1, value: 4 },
      { step: 2, value: Number.NaN },
      { step: 100, value: 1 },
    ];
    const page = await reportHtml(report, { train, validation: [{ step: 50, value: 2 }] });
    expect(page).toContain('points="8.0,0.0 800.0,165.0"');
    expect(page).toContain('points="400.0,110.0"');
  });

  it('shows base beside tuned with the interval', async () => {
    const page = await reportHtml(report, { train: [], validation: [] });
    expect(page).toContain(
      '<td>accuracy</td><td class="n">0.300</td><td class="n">0.930</td><td class="n">0.880 – 0.980</td>',
    );
    expect(page).toContain('No losses were recorded');
  });
});
