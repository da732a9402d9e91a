/** The learning rate over the steps of the run, as the trainer will compute it. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { chart } from '../../base/chart.js';
import type { Dictionary } from '../../i18n/index.js';
import type { Plan } from '../../plan/types.js';
import { scheduleCurve } from '../../workflow/schedule-curve.js';
import { useTheme } from '../theme/theme-context.js';

export interface ScheduleChartProps {
  plan: Plan;
  words: Dictionary;
  columns: number;
  rows: number;
}

export function ScheduleChart({ plan, words, columns, rows }: ScheduleChartProps): ReactNode {
  const { look, ascii, paint } = useTheme();
  const { hyperparameters, estimate } = plan;
  const width = Math.min(columns, 70);
  const points = scheduleCurve(hyperparameters, estimate.steps, width * 2);
  const lines = chart([{ points, ansi: 36, mark: '*' }], { width, height: rows - 1, braille: !ascii, colored: false });
  const axis = lines.length - 1;
  return (
    <Box flexDirection="column" flexShrink={0} marginBottom={1}>
      <Text {...look.muted} wrap="truncate-end">{`${words.settings.rateOver} (${words.settings.steps})`}</Text>
      <Text>{lines.map((line, i) => (i === axis ? line : paint('train', line))).join('\n')}</Text>
    </Box>
  );
}
