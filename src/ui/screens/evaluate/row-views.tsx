/** The held-out rows: a list to move in, and the row pointed at in full. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { formatNumber } from '../../../i18n/units.js';
import type { RowPair } from '../../../workflow/job-rows.js';
import { cut, fitted } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import { changeOf } from './rows.js';
import type { ResultsProps } from './view.js';

type Props = ResultsProps & { pairs: readonly RowPair[] };

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const MARKS = { better: 'done', worse: 'error', same: 'dot' } as const;
const TOKENS = { better: 'good', worse: 'bad', same: 'muted' } as const;
const DETAIL_ROWS = 5;

/** The stretch of a list that holds `at`. */
const windowAt = (at: number, count: number, room: number): number =>
  Math.max(0, Math.min(at - Math.floor(room / 2), count - room));

export function RowBrowser(props: Props): ReactNode {
  const { look } = useTheme();
  const { view, words, pairs } = props;
  const title = `${words.evaluate.showing}: ${words.evaluate.filters[view.filter]} (${pairs.length})`;
  return (
    <>
      <Text {...look.muted}>{title}</Text>
      {pairs.length === 0 ? <Text>{words.evaluate.noRows}</Text> : <List {...props} line={changeLine} />}
    </>
  );
}

export function WorstRows(props: Props): ReactNode {
  const { look } = useTheme();
  const { words, pairs } = props;
  return (
    <>
      <Text {...look.muted} wrap="truncate-end">
        {words.evaluate.byLoss}
      </Text>
      {pairs.length === 0 ? <Text>{words.evaluate.noRows}</Text> : <List {...props} line={lossLine} />}
    </>
  );
}

type LineOf = (row: RowPair, words: Props['words']) => string;

const changeLine: LineOf = ({ row }, words) => `${words.evaluate.row} ${row}`.padEnd(11);
const lossLine: LineOf = (row, words) =>
  `${changeLine(row, words)}${formatNumber(row.tunedLoss).padStart(7)} (${words.evaluate.base} ${formatNumber(row.baseLoss)})`.padEnd(
    32,
  );

function List({ view, words, pairs, rows, columns, line }: Props & { line: LineOf }): ReactNode {
  const { look, symbol } = useTheme();
  const at = Math.min(view.at, pairs.length - 1);
  const room = Math.max(2, rows - 2 - DETAIL_ROWS);
  const first = windowAt(at, pairs.length, room);
  const chosen = pairs[at];
  return (
    <>
      {pairs.slice(first, first + room).map((pair, i) => {
        const change = changeOf(pair);
        const here = first + i === at;
        return (
          <Text key={pair.row} wrap="truncate-end" {...(here ? look.accent : {})}>
            {`${here ? symbol.pointer : ' '} `}
            <Text {...look[TOKENS[change]]}>{symbol[MARKS[change]]}</Text>
            {` ${line(pair, words)} ${oneLine(pair.prompt)}`}
          </Text>
        );
      })}
      {chosen ? <Detail row={chosen} words={words} columns={columns} /> : null}
    </>
  );
}

function Detail({ row, words, columns }: { row: RowPair; words: Props['words']; columns: number }): ReactNode {
  const { look, symbol } = useTheme();
  const answers = [
    [words.evaluate.expected, row.expected, {}],
    [words.evaluate.base, row.base, look.base],
    [words.evaluate.tuned, row.tuned, look.tuned],
  ] as const;
  const name = Math.max(...answers.map(([title]) => title.length)) + 2;
  return (
    <Box flexDirection="column" marginTop={1} flexShrink={0}>
      <Text bold wrap="truncate-end">
        {cut(oneLine(row.prompt), columns, symbol.more)}
      </Text>
      {answers.map(([title, text, tint]) => (
        <Text key={title} {...tint} wrap="truncate-end">
          {`  ${fitted(title, name)}${cut(oneLine(text) || symbol.range, columns - name - 3, symbol.more)}`}
        </Text>
      ))}
    </Box>
  );
}
