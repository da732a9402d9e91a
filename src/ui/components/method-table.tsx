/** The three methods side by side on the user's data, the chosen one marked. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import type { Dictionary } from '../../i18n/index.js';
import { formatBytes, formatSeconds, formatUsd } from '../../i18n/units.js';
import { METHODS, type Method, type Plan } from '../../plan/types.js';
import { useTheme } from '../theme/theme-context.js';

export interface MethodTableProps {
  plan: Plan;
  words: Dictionary;
  lang: Lang;
  columns: number;
}

interface Line {
  method: Method;
  memoryBytes: number;
  seconds: number;
  costUsd: number;
  fits: boolean;
}

export function MethodTable({ plan, words, lang, columns }: MethodTableProps): ReactNode {
  const { look, symbol } = useTheme();
  const cells = (name: string, memory: string, time: string, cost: string): string =>
    `${name.padEnd(24)}${memory.padStart(8)}${time.padStart(13)}${cost.padStart(11)}`;
  return (
    <>
      <Text {...look.muted}>
        {`  ${cells(words.method.alternatives, words.method.memory, words.method.time, words.method.cost)}`}
      </Text>
      {linesOf(plan).map((line) => {
        const chosen = line.method === plan.method;
        const numbers = [formatBytes(line.memoryBytes), formatSeconds(line.seconds), formatUsd(line.costUsd)] as const;
        const verdict = line.fits
          ? `${symbol.done} ${chosen ? words.method.isChosen : words.method.fits}`
          : `${symbol.error} ${words.method.tooBig}`;
        return (
          <Text
            key={line.method}
            wrap="truncate-end"
            bold={chosen}
            {...(chosen ? look.accent : line.fits ? {} : look.bad)}
          >
            {`${chosen ? symbol.pointer : ' '} ${cells(words.method.names[line.method], ...numbers)}  ${verdict}`}
          </Text>
        );
      })}
      {columns >= 100
        ? plan.alternatives.map((option) => (
            <Text key={option.method} {...look.muted} wrap="wrap">
              {`  ${words.method.short[option.method]}: ${option.why[lang]}`}
            </Text>
          ))
        : null}
    </>
  );
}

/** Always in the same order, so that a row does not jump when it is chosen. */
function linesOf(plan: Plan): Line[] {
  return METHODS.flatMap((method): Line[] => {
    if (method === plan.method) {
      const { memoryBytes, seconds, costUsd } = plan.estimate;
      return [{ method, memoryBytes, seconds, costUsd: costUsd.local ?? 0, fits: true }];
    }
    const other = plan.alternatives.find((option) => option.method === method);
    return other ? [other] : [];
  });
}
