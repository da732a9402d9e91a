/** What the file is taken for, and why, in four lines. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { PreparedData } from '../../../workflow/types.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

const NAME_WIDTH = 9;

export function Summary({ words, lang, prepared }: ScreenProps & { prepared: PreparedData }): ReactNode {
  const { look } = useTheme();
  const { report, split, task } = prepared;
  const { validate } = words;
  const columns = Object.entries(report.columns).map(([ours, theirs]) =>
    ours === theirs ? ours : `${ours} = ${theirs}`,
  );
  const { train, validation, test } = split;
  const lines = [
    [
      validate.task,
      `${task}  (${report.format}, ${report.rows} ${validate.rows}, ${report.usable} ${validate.usable})`,
    ],
    [validate.columns, columns.join(', ')],
    [
      validate.split,
      `${train.length} ${validate.train}, ${validation.length} ${validate.validation}, ${test.length} ${validate.test}`,
    ],
    [validate.why, report.detection.reasons.map((reason) => reason[lang]).join(' ')],
  ] as const;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map(([name, text]) => (
        <Text key={name} wrap="truncate-end">
          <Text {...look.muted}>{name.padEnd(NAME_WIDTH)}</Text>
          {text}
        </Text>
      ))}
    </Box>
  );
}
