/** The held-out rows: a list to move in, and the row pointed at in as many rows as are free. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { formatNumber } from '../../../i18n/units.js';
import type { RowPair } from '../../../workflow/job-rows.js';
import type { Scrolled } from '../../scrolled.js';
import { useTheme } from '../../theme/theme-context.js';
import { within } from '../../within.js';
import { CountedTitle } from './counted-title.js';
import { clippedRow } from './row-texts.js';
import { changeOf } from './rows.js';
import type { ResultsProps } from './view.js';

type Props = ResultsProps & { pairs: readonly RowPair[] };

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const MARKS = { better: 'done', worse: 'error', same: 'dot' } as const;
const TOKENS = { better: 'good', worse: 'bad', same: 'muted' } as const;
/** Prompt, expected, base, tuned. */
const LEAST_DETAIL = 4;

/** The stretch of the list that holds the row pointed at: half of the free rows at most, the others are that row's own. */
function listPart({ view, pairs, rows }: Props): Scrolled<RowPair> & { at: number; free: number } {
  const count = pairs.length;
  const at = Math.min(view.at, count - 1);
  // Without the title above, and the free row between the list and the row pointed at.
  const free = rows - 2;
  const room = Math.min(count, Math.max(2, Math.min(Math.ceil(free / 2), free - LEAST_DETAIL)));
  const last = count - room;
  const above = within(at - Math.floor(room / 2), last);
  return { shown: pairs.slice(above, above + room), above, below: last - above, last, at, free: free - room };
}

export function RowBrowser(props: Props): ReactNode {
  const { view, words, pairs } = props;
  const title = `${words.evaluate.showing}: ${words.evaluate.filters[view.filter]} (${pairs.length})`;
  return <TitledList {...props} title={title} line={changeLine} />;
}

export function WorstRows(props: Props): ReactNode {
  return <TitledList {...props} title={props.words.evaluate.byLoss} line={lossLine} />;
}

type LineOf = (row: RowPair, words: Props['words']) => string;

const changeLine: LineOf = ({ row }, words) => `${words.evaluate.row} ${row}`.padEnd(11);
const lossLine: LineOf = (row, words) =>
  `${changeLine(row, words)}${formatNumber(row.tunedLoss).padStart(7)} (${words.evaluate.base} ${formatNumber(row.baseLoss)})`.padEnd(
    32,
  );

function TitledList(props: Props & { title: string; line: LineOf }): ReactNode {
  const { look, symbol } = useTheme();
  const { title, line, words, columns, pairs } = props;
  const part = listPart(props);
  const chosen = pairs[part.at];
  return (
    <>
      <CountedTitle text={title} part={part} words={words} columns={columns} />
      {chosen ? null : <Text>{words.evaluate.noRows}</Text>}
      {part.shown.map((pair) => {
        const change = changeOf(pair);
        const here = pair === chosen;
        return (
          <Text key={pair.row} wrap="truncate-end" {...(here ? look.accent : {})}>
            {`${here ? symbol.pointer : ' '} `}
            <Text {...look[TOKENS[change]]}>{symbol[MARKS[change]]}</Text>
            {` ${line(pair, words)} ${oneLine(pair.prompt)}`}
          </Text>
        );
      })}
      {chosen ? <Detail row={chosen} words={words} columns={columns} rows={part.free} /> : null}
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
