/** The validation losses of all methods over the same steps, in one drawing. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { chart } from '../../../base/chart.js';
import type { ComparedMethod } from '../../../workflow/compare/schema.js';
import { Drawn } from '../../components/drawn.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { drawsLetters, lineStyle } from './line-style.js';

export interface LossChartProps {
  methods: readonly ComparedMethod[];
  columns: number;
  /** With the title. */
  rows: number;
  log: boolean;
}

export function LossChart({ methods, columns, rows, log }: LossChartProps): ReactNode {
  const { words } = useStudio();
  const theme = useTheme();
  const { look } = theme;
  const drawn = methods.filter(({ validationLosses }) => validationLosses.length > 0);
  if (drawn.length === 0) return <Text {...look.muted}>{words.compare.noLosses}</Text>;
  const series = drawn.map(({ method, validationLosses }) => {
    const { mark, paint } = lineStyle(method, theme);
    return { points: validationLosses, ansi: 36, mark, paint };
  });
  const letters = drawsLetters(theme);
  const lines = chart(series, {
    width: columns,
    height: rows - 1,
    log,
    braille: !letters,
    colored: look.train.color !== undefined,
  });
  return (
    <Box marginTop={1} flexDirection="column" flexShrink={0}>
      <Text wrap="truncate-end">
        <Text {...look.muted}>{`${words.compare.validation}${log ? ' (log)' : ''}: `}</Text>
        {drawn.map(({ method }) => {
          const style = lineStyle(method, theme);
          return (
            <Text key={method} {...style.look}>
              {`${style.mark.repeat(2)} ${words.method.short[method]}  `}
            </Text>
          );
        })}
      </Text>
      <Drawn lines={lines} />
    </Box>
  );
}
