/** The held-out rows: a list to move in, and the row pointed at in as many rows as are free. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { formatNumber } from '../../../i18n/units.js';
import type { RowPair } from '../../../workflow/job-rows.js';
import { useTheme } from '../../theme/theme-context.js';
import { clippedRow } from './row-texts.js';
import { changeOf } from './rows.js';
import type { ResultsProps } from './view.js';

type Props = ResultsProps & { pairs: readonly RowPair[] };

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const MARKS = { better: 'done', worse: 'error', same: 'dot' } as const;
const TOKENS = { better: 'good', worse: 'bad', same: 'muted' } as const;
/** Prompt, expected, base, tuned. */
const LEAST_DETAIL = 4;

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
  // Without the title above, and the free row between the list and the row pointed at: half of it for each.
  const free = rows - 2;
  const room = Math.min(pairs.length, Math.max(2, Math.min(Math.ceil(free / 2), free - LEAST_DETAIL)));
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
      {chosen ? <Detail row={chosen} words={words} columns={columns} rows={free - room} /> : null}
    </>
  );
}

function Detail({
  row,
  words,
  columns,
  rows,
}: Pick<Props, 'words' | 'columns' | 'rows'> & { row: RowPair }): ReactNode {
  const { look, symbol } = useTheme();
  const tints = { title: {}, prompt: { bold: true }, expected: {}, base: look.base, tuned: look.tuned };
  return (
    <Box flexDirection="column" marginTop={1} flexShrink={0}>
      {clippedRow(row, words.evaluate, { columns, rows, symbol }).map(({ text, of }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
        <Text key={i} {...tints[of]} wrap="truncate-end">
          {text}
        </Text>
      ))}
    </Box>
  );
}
