/** What the run will take; while a setting is typed, what it would take instead. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import type { Dictionary } from '../../i18n/index.js';
import { formatBytes, formatCount, formatSeconds, formatUsd } from '../../i18n/units.js';
import type { Plan } from '../../plan/types.js';
import { useTheme } from '../theme/theme-context.js';

export interface EstimateBoxProps {
  plan: Plan;
  /** The plan without what is being typed. */
  before: Plan | null;
  words: Dictionary;
  lang: Lang;
}

export function EstimateBox({ plan, before, words, lang }: EstimateBoxProps): ReactNode {
  const { look, symbol } = useTheme();
  const { estimate } = plan;
  const { settings } = words;
  const hosted = Object.entries(estimate.costUsd).filter(([name]) => name !== 'local');
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
        {`${settings.local} ${formatUsd(estimate.costUsd.local ?? 0)} ${symbol.dot} ${settings.hosted}: ${hosted.map(([name, cost]) => `${name} ${formatUsd(cost)}`).join(', ')}`}
      </Text>
      {estimate.recommendations.slice(0, 1).map((advice) => (
        <Text key={advice.en} {...look.warn} wrap="truncate-end">{`${symbol.warning} ${advice[lang]}`}</Text>
      ))}
    </Box>
  );
}
