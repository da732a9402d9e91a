/** The model card: what a person must know who finds the folder. Pure. */
import type { Metrics, Score } from '../evaluate/types.js';
import type { JobReport } from './report.js';

/** Markdown with the front matter that model hubs read. `library`: what opens the files beside it; by default what the job's own folder needs. */
export function modelCard(
  report: JobReport,
  base: { nameOrPath: string; fingerprint: string },
  library: string | null = report.method === 'lora' ? 'peft' : null,
): string {
  const { hyperparameters: h, data, training } = report;
  const settings: [string, string][] = [
    ['Method', report.method],
    ['Learning rate', `${h.learningRate} (${h.schedule}, warm-up ${h.warmupRatio})`],
    ['Batch', `${h.batchSize} x ${h.gradientAccumulation}`],
    ['Epochs', `${training?.epochs.toFixed(2) ?? h.epochs} (${training?.steps ?? '?'} steps)`],
    ['Maximum length', `${h.maxLength} tokens`],
    ['Seed', String(h.seed)],
  ];
  if (h.lora !== null)
    settings.push(['LoRA', `rank ${h.lora.rank}, alpha ${h.lora.alpha}, on ${h.lora.targetModules.join(', ')}`]);
  if (h.partial !== null) settings.push(['Trained blocks', `the last ${h.partial.lastBlocks} and the final norm`]);
  const { adapter } = report;
  return [
    '---',
    `base_model: ${base.nameOrPath}`,
    ...(library === null ? [] : [`library_name: ${library}`]),
    '---',
    '',
    `# ${report.modelId}`,
    '',
    `Tuned from ${base.nameOrPath} for ${report.task} on ${data.train} examples of a private file.`,
    `Base weights: SHA-256 ${base.fingerprint}.`,
    ...(adapter ? [`Training went on from a LoRA adapter, SHA-256 ${adapter.sha256}.`] : []),
    '',
    '## Training',
    '',
    ...table(['Setting', 'Value'], settings),
    '',
    ...(report.evaluation === null ? [] : evaluationSection(report, report.evaluation)),
    '## Limits',
    '',
    `Measured on ${data.test} held-out rows of the same file. Other inputs may give other results; look at its answers before you rely on them.`,
    '',
  ].join('\n');
}

function evaluationSection(report: JobReport, evaluation: NonNullable<JobReport['evaluation']>): string[] {
  const { base, tuned, retention, reason } = evaluation;
  const scores = (metrics: Metrics): Map<string, Score> =>
    new Map(Object.entries(metrics).flatMap(([name, value]) => ('value' in value ? [[name, value] as const] : [])));
  const before = scores(base);
  const show = (score: Score | undefined): string =>
    score === undefined ? '' : `${score.value.toFixed(3)} (${score.low.toFixed(3)} to ${score.high.toFixed(3)})`;
  const rows = [...scores(tuned)].map(([name, score]): [string, string, string] => [
    name,
    show(before.get(name)),
    show(score),
  ]);
  return [
    `## Evaluation on ${report.data.test} held-out rows`,
    '',
    ...table(['Metric (95% interval)', 'Base', 'Tuned'], rows),
    '',
    `Loss on general text: base ${retention.baseLoss.toFixed(3)}, tuned ${retention.tunedLoss.toFixed(3)}.`,
    '',
    `Verdict: ${evaluation.verdict}. ${reason.en}`,
    '',
  ];
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
