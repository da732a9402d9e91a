/** What the run will take; while a setting is typed, what it would take instead. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import { wrapWords } from '../../base/wrap-words.js';
import type { Dictionary } from '../../i18n/index.js';
import { formatBytes, formatCount, formatSeconds, formatUsd } from '../../i18n/units.js';
import type { Plan } from '../../plan/types.js';
import { widthOf } from '../text-width.js';
import { useTheme } from '../theme/theme-context.js';

export interface EstimateBoxProps {
  plan: Plan;
  /** The plan without what is being typed. */
  before: Plan | null;
  words: Dictionary;
  lang: Lang;
  columns: number;
}

/** Time, size and price. */
const FACT_ROWS = 3;
/** Before the advice: the sign of a warning and its gap. */
const SIGN = 2;

export const estimateRows = (plan: Plan, lang: Lang, columns: number): number =>
  FACT_ROWS + adviceLines(plan, lang, columns).length;

const adviceLines = ({ estimate }: Plan, lang: Lang, columns: number): string[] =>
  estimate.recommendations.slice(0, 1).flatMap((advice) => wrapWords(advice[lang], columns - SIGN));

export function EstimateBox({ plan, before, words, lang, columns }: EstimateBoxProps): ReactNode {
  const { look, symbol } = useTheme();
  const { estimate } = plan;
  const { settings } = words;
  const hosted = Object.entries(estimate.costUsd).flatMap(([name, cost]) =>
    name === 'local' ? [] : [`${name} ${formatUsd(cost)}`],
  );
  const local = `${settings.local} ${formatUsd(estimate.costUsd.local ?? 0)} ${symbol.dot} ${settings.hosted}: `;
  const was = before ? `${formatSeconds(before.estimate.seconds)}, ${formatBytes(before.estimate.memoryBytes)}` : null;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text bold wrap="truncate-end">
        {`${settings.estimate}: `}
        <Text {...(was ? look.accent : {})}>
          {`${formatSeconds(estimate.seconds)}, ${formatBytes(estimate.memoryBytes)} ${words.method.memory} `}
        </Text>
        <Text {...look.muted}>
          {was ? `(${settings.was} ${was})` : `(${estimate.measured ? settings.measured : settings.calculated})`}
        </Text>
      </Text>
      <Text wrap="truncate-end">
        {[
          `${estimate.steps} ${settings.steps}`,
          `${formatCount(estimate.trainTokens)} ${settings.tokens}`,
          `${formatCount(estimate.trainableParameters)} ${settings.of} ${formatCount(estimate.totalParameters)} ${words.method.trainable}`,
        ].join(` ${symbol.dot} `)}
      </Text>
      <Text {...look.muted} wrap="truncate-end">
        {local + listed(hosted, columns - widthOf(local), symbol.more)}
      </Text>
      {adviceLines(plan, lang, columns).map((line, i) => (
        <Text key={line} {...look.warn} wrap="truncate-end">
          {`${i === 0 ? symbol.warning : ' '} ${line}`}
        </Text>
      ))}
    </Box>
  );
}

/** As many as fit whole; `more` at the end says that there are others. */
function listed(items: readonly string[], width: number, more: string): string {
  const some = (count: number): string =>
    [...items.slice(0, count), ...(count < items.length ? [more] : [])].join(', ');
  let count = items.length;
  while (count > 0 && widthOf(some(count)) > width) count--;
  return some(count);
}
