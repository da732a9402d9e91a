/** The method under way: its stage, its steps, its loss. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { formatNumber, formatSeconds } from '../../../i18n/units.js';
import type { Comparison } from '../../../workflow/compare/schema.js';
import type { JobProgress } from '../../../workflow/types.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';

export interface NowRunningProps {
  comparison: Comparison;
  progress: JobProgress | null;
  columns: number;
}

/** Always four rows high, so that nothing below it jumps between two methods. */
export function NowRunning({ comparison, progress, columns }: NowRunningProps): ReactNode {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const at = comparison.methods.findIndex(({ jobId }) => jobId !== null && jobId === progress?.jobId);
  const now = comparison.methods[at];
  const live = progress !== null && now !== undefined ? progress : null;
  const training = live?.stage === 'train';
  const [done, total] = training ? [live.step, live.steps] : [live?.stageDone ?? 0, live?.stageTotal ?? 0];
  const facts = [
    `${training ? `${words.monitor.step} ` : ''}${done}/${total || '–'}`,
    ...(live?.loss == null ? [] : [`${words.monitor.loss} ${formatNumber(live.loss)}`]),
    ...(live?.etaSeconds == null ? [] : [`${formatSeconds(live.etaSeconds)} ${words.monitor.left}`]),
  ];
  const what = live ? (words.monitor.stages[live.stage] ?? live.stage) : words.monitor.starting;
  return (
    <Box marginTop={1} flexDirection="column" flexShrink={0} height={3}>
      <Text wrap="truncate-end">
        <Text bold>{now ? `${at + 1}/${comparison.methods.length} ${words.method.names[now.method]}` : ''}</Text>
        {`  ${symbol.dot} ${what}`}
        {live ? <Text {...look.muted}>{`  ${symbol.dot} ${live.jobId}`}</Text> : null}
      </Text>
      <Text wrap="truncate-end">
        <ProgressBar share={total > 0 ? done / total : 0} width={Math.max(10, Math.min(40, columns - 46))} />
        {`  ${facts.join(`  ${symbol.dot} `)}`}
      </Text>
      <Text {...look.muted} wrap="truncate-end">
        {words.compare.goesOn}
      </Text>
    </Box>
  );
}
