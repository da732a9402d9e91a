/** The CONTRACT's JSON objects, made from the program's own values in the language asked for. */
import type { Lang } from '../base/localized.js';
import type { CheckReport } from '../data/types.js';
import type { Evaluation } from '../evaluate/types.js';
import type { JobProgress } from '../jobs/status.js';
import type { Plan } from '../plan/types.js';

export function checkJson(report: CheckReport, lang: Lang): Record<string, unknown> {
  const { detection, findings, ...rest } = report;
  return {
    ...rest,
    reasons: detection.reasons.map((reason) => reason[lang]),
    findings: findings.map((finding) => ({ ...finding, message: finding.message[lang], remedy: finding.remedy[lang] })),
  };
}

/** Any value with every text of two languages (`{en, hi}`) as the one asked for. */
export function inLanguage(value: unknown, lang: Lang): unknown {
  if (Array.isArray(value)) return value.map((item) => inLanguage(item, lang));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 2 && 'en' in value && 'hi' in value) return lang === 'hi' ? value.hi : value.en;
  return Object.fromEntries(entries.map(([key, item]) => [key, inLanguage(item, lang)]));
}

/** A check's report that was kept in a job's folder, in the shape of `check --json`. */
export function keptCheckJson(report: unknown, lang: Lang): unknown {
  if (typeof report !== 'object' || report === null || !('detection' in report)) return report ?? null;
  const { detection, ...rest } = report;
  const reasons =
    typeof detection === 'object' && detection !== null && 'reasons' in detection ? detection.reasons : [];
  return inLanguage({ ...rest, reasons }, lang);
}

/** Why a job failed. */
export function jobErrorJson({ hi, ...error }: NonNullable<JobProgress['error']>, lang: Lang) {
  return lang === 'hi' && hi ? { ...error, ...hi } : error;
}

export function planJson(plan: Plan, lang: Lang): Record<string, unknown> {
  return {
    method: plan.method,
    reasons: plan.reasons.map((reason) => reason[lang]),
    alternatives: plan.alternatives.map((option) => ({ ...option, why: option.why[lang] })),
    hyperparameters: plan.hyperparameters,
    estimate: { ...plan.estimate, recommendations: plan.estimate.recommendations.map((advice) => advice[lang]) },
  };
}

export function evaluationJson(evaluation: Evaluation, lang: Lang): Record<string, unknown> {
  return { ...evaluation, reason: evaluation.reason[lang] };
}
