/** The data of a comparison, read and checked as a run's is. Touches the world. */
import { Problem } from '../../base/error.js';
import { nextStep } from '../../data/next-step.js';
import { DEFAULT_CHOICES } from '../drive.js';
import type { EnsureOptions } from '../ensure-base.js';
import { prepareData } from '../prepare-data.js';
import type { PreparedData } from '../types.js';
import type { CompareChoices } from './types.js';

/** Throws `Problem` when the file or the model cannot be read; faults of single rows are findings. */
export function prepareComparison(choices: CompareChoices, options: EnsureOptions): Promise<PreparedData> {
  const { file, base, task, columns, seed, hyperparameters } = choices;
  return prepareData({ ...DEFAULT_CHOICES, file, base, task, columns, seed, hyperparameters }, options);
}

/** What callers without a place for findings say of data that cannot be trained on. */
export function unfitData({ report, source }: PreparedData): Problem {
  const errors = report.findings.filter((finding) => finding.severity === 'error');
  const said = (lang: 'en' | 'hi'): string => errors.map((finding) => finding.message[lang]).join(' ');
  const line = errors[0]?.rows[0];
  return new Problem({
    code: 'invalid-data',
    message: { en: said('en'), hi: said('hi') },
    where: line === undefined ? source.file : `${source.file}:${line}`,
    next: nextStep(report, source.file),
    exitCode: 1,
  });
}
