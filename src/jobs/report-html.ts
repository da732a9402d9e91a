/** The report as one HTML page that needs nothing else: figures, base against tuned, and the losses as a drawing. Pure. */
import { html, raw } from 'hono/html';
import type { Metrics } from '../evaluate/types.js';
import type { JobReport } from './report.js';
import type { JobProgress } from './status.js';

type Points = JobProgress['trainLosses'];

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .9rem .2rem 0;text-align:left;border-bottom:1px solid #ddd;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}svg{width:100%;height:auto}.train{stroke:#0a7ea4}.validation{stroke:#b7791f}`;

/** A whole page; every text of the user is escaped. */
export async function reportHtml(report: JobReport, losses: { train: Points; validation: Points }): Promise<string> {
  const { training, evaluation, data } = report;
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${report.modelId}</title><style>${raw(STYLE)}</style></head><body>
<h1>${report.modelId}</h1>
<p>${report.base}, ${report.method}, ${report.task}: ${data.train} rows to train, ${data.validation} to validate, ${data.test} held out. Job ${report.jobId}.</p>
${evaluation ? html`<p><strong>${evaluation.verdict}</strong>: ${evaluation.reason.en}</p>` : ''}
<h2>Losses</h2>
${raw(drawing(losses))}
<p>Training <svg style="width:2rem" viewBox="0 0 20 4"><line class="train" x1="0" y1="2" x2="20" y2="2" stroke-width="2"/></svg>
validation <svg style="width:2rem" viewBox="0 0 20 4"><line class="validation" x1="0" y1="2" x2="20" y2="2" stroke-width="2"/></svg></p>
${training ? html`<p>${training.steps} steps, ${Math.round(training.seconds)} s, ${Math.round(training.tokensPerSecond)} tokens/s, peak memory ${(training.peakRssBytes / 1e9).toFixed(1)} GB, ${training.trainableParameters} of ${training.totalParameters} parameters trained.</p>` : ''}
${
  evaluation
    ? html`<h2>Base against tuned</h2><table><tr><th>metric</th><th>base</th><th>tuned</th><th>95% interval</th></tr>${metricRows(evaluation.base, evaluation.tuned)}</table>
<p>Loss on general text: ${evaluation.retention.baseLoss.toFixed(3)} before, ${evaluation.retention.tunedLoss.toFixed(3)} after.</p>
<h2>Answers</h2><table><tr><th>line</th><th>prompt</th><th>expected</th><th>base</th><th>tuned</th></tr>${evaluation.samples.map((one) => html`<tr><td>${one.row}</td><td>${one.prompt}</td><td>${one.expected}</td><td>${one.base}</td><td>${one.tuned}</td></tr>`)}</table>`
    : ''
}
</body></html>
`;
  return String(await page);
}

function metricRows(base: Metrics, tuned: Metrics): unknown[] {
  const after = new Map(Object.entries(tuned));
  return Object.entries(base).flatMap(([name, before]) => {
    const now = after.get(name);
    if (!now || !('value' in now) || !('value' in before)) return [];
    return [
      html`<tr><td>${name}</td><td class="n">${before.value.toFixed(3)}</td><td class="n">${now.value.toFixed(3)}</td><td class="n">${now.low.toFixed(3)} – ${now.high.toFixed(3)}</td></tr>`,
    ];
  });
}

const WIDTH = 800;
const HEIGHT = 220;

/** Both losses on one step axis and one loss axis that begins at 0. Numbers only, so nothing needs escaping. */
function drawing({ train, validation }: { train: Points; validation: Points }): string {
  const all = [...train, ...validation].filter((point) => Number.isFinite(point.value));
  if (all.length === 0) return '<p>No losses were recorded.</p>';
  const high = all.reduce((most, point) => Math.max(most, point.value), 0) || 1;
  const last = all.reduce((most, point) => Math.max(most, point.step), 1);
  const line = (points: Points, name: string): string => {
    const places = points
      .filter((point) => Number.isFinite(point.value))
      .map(
        (point) => `${((point.step / last) * WIDTH).toFixed(1)},${(HEIGHT - (point.value / high) * HEIGHT).toFixed(1)}`,
      );
    return `<polyline class="${name}" fill="none" stroke-width="2" points="${places.join(' ')}"/>`;
  };
  return `<svg viewBox="0 -10 ${WIDTH} ${HEIGHT + 20}" role="img" aria-label="losses by step, highest ${high.toFixed(2)}, ${last} steps">${line(train, 'train')}${line(validation, 'validation')}</svg>`;
}
