/** The CONTRACT's JSON objects, made from the program's own values in the language asked for. */
import type { Lang } from '../base/localized.js';
import type { CheckReport } from '../data/types.js';
import type { Evaluation } from '../evaluate/types.js';
import type { Plan } from '../plan/types.js';

export function checkJson(report: CheckReport, lang: Lang): Record<string, unknown> {
  const { detection, findings, ...rest } = report;
  return {
    ...rest,
    reasons: detection.reasons.map((reason) => reason[lang]),
    findings: findings.map((finding) => ({ ...finding, message: finding.message[lang], remedy: finding.remedy[lang] })),
  };
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
