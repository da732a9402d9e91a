/** What the file is taken for, and why, in a few lines. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import type { PreparedData } from '../../../workflow/types.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

const NAME_WIDTH = 9;

/** The reasons in full where there is room for them and for the findings. */
const whyRows = (rows: number): number => (rows >= 24 ? 4 : rows >= 16 ? 2 : 1);

/** Text of the reasons, line by line. */
function whyLines({ prepared, lang, rows, columns }: SummaryProps): string[] {
  const all = wrapWords(
    prepared.report.detection.reasons.map((reason) => reason[lang]).join(' '),
    columns - NAME_WIDTH,
  );
  const most = whyRows(rows);
  return all.length > most ? [...all.slice(0, most - 1), all.slice(most - 1).join(' ')] : all;
}

type SummaryProps = ScreenProps & { prepared: PreparedData };

export const summaryRows = (props: SummaryProps): number => 3 + whyLines(props).length;

export function Summary(props: SummaryProps): ReactNode {
  const { words, prepared } = props;
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
    ...whyLines(props).map((line, i) => [i === 0 ? validate.why : '', line] as const),
  ] as const;
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map(([name, text]) => (
        <Text key={`${name} ${text}`} wrap="truncate-end">
          <Text {...look.muted}>{name.padEnd(NAME_WIDTH)}</Text>
          {text}
        </Text>
      ))}
    </Box>
  );
}
