/** Most checks look at one record at a time; this turns such a rule into a check. */
import type { Localized, Text } from '../../../base/localized.js';
import type { Check, CheckContext, CheckItem, Severity } from '../../types.js';
import { Affected } from './affected.js';

export interface RowRule {
  code: string;
  severity: Severity;
  /** A piece of the record that shows the fault (may be empty), or undefined when the record is fine. */
  find(item: CheckItem, context: CheckContext): Text | undefined;
  /** The records that count for `total`; all of them when absent. */
  counts?(item: CheckItem): boolean;
  /** `total`: records seen that count, whether faulty or not. */
  message(seen: Affected, total: number, context: CheckContext): Localized;
  remedy: Localized;
}

/** A check that reports at most one finding, with every record for which `find` returned evidence. */
export function rowCheck(rule: RowRule): Check {
  return {
    codes: [rule.code],
    start(context) {
      const seen = new Affected();
      let total = 0;
      return {
        add(item) {
          if (rule.counts?.(item) ?? true) total += 1;
          const evidence = rule.find(item, context);
          if (evidence !== undefined) seen.add(item.line, evidence);
        },
        finish() {
          if (seen.count === 0) return [];
          return [
            {
              code: rule.code,
              severity: rule.severity,
              message: rule.message(seen, total, context),
              remedy: rule.remedy,
              rows: seen.rows,
              count: seen.count,
            },
          ];
        },
      };
    },
  };
}

/** One check out of several single rules that belong together. */
export function joinChecks(...checks: Check[]): Check {
  return {
    codes: checks.flatMap((check) => check.codes),
    start(context) {
      const runs = checks.map((check) => check.start(context));
      return {
        add(item) {
          for (const run of runs) run.add(item);
        },
        finish: () => runs.flatMap((run) => run.finish()),
      };
    },
  };
}
