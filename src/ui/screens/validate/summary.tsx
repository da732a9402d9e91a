/** What the file is taken for, and why, in a few lines. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import type { PreparedData } from '../../../workflow/types.js';
import { wholeListRows } from '../../components/finding-list.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

const NAME_WIDTH = 9;

/** Task, columns, split. */
const OTHER_LINES = 3;
/** Between the summary and the list, and after it. */
const FREE_ROWS = 2;

/** For the reasons there is what the findings leave free, and a little in any case; all of them stand in the "Why?" panel, too. */
function whyRows({ prepared, words, lang, rows, columns }: SummaryProps): number {
  const list = wholeListRows({ findings: prepared.report.findings, columns, words, lang });
  const least = rows >= 24 ? 4 : rows >= 16 ? 2 : 1;
  return Math.max(least, rows - OTHER_LINES - FREE_ROWS - list);
}

/** Text of the reasons, line by line. */
function whyLines(props: SummaryProps): string[] {
  const { prepared, lang, columns } = props;
  const all = wrapWords(
    prepared.report.detection.reasons.map((reason) => reason[lang]).join(' '),
    columns - NAME_WIDTH,
  );
  const most = whyRows(props);
  return all.length > most ? [...all.slice(0, most - 1), all.slice(most - 1).join(' ')] : all;
}

type SummaryProps = ScreenProps & { prepared: PreparedData };

export const summaryRows = (props: SummaryProps): number => OTHER_LINES + whyLines(props).length;

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
