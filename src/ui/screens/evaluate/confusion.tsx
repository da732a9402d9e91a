/** How often each expected label was answered with each label; it scrolls where there are many. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import { fitted, widthOf } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ResultsProps } from './view.js';

const NAME = 16;
const NARROW = 6;
const WIDE = 12;

export function Confusion(props: ResultsProps): ReactNode {
  const { look, symbol } = useTheme();
  const { evaluation, view, words, columns, rows } = props;
  const matrix = evaluation[view.model].confusion;
  if (!matrix) return <Text>{words.evaluate.noConfusion}</Text>;
  const { labels, counts } = matrix;
  const width = Math.min(WIDE, Math.max(NARROW, Math.max(...labels.map(widthOf)) + 1));
  const [down, across] = [Math.max(1, rows - 3), Math.max(1, Math.floor((columns - NAME) / width))];
  const first = {
    row: Math.min(view.corner.row, Math.max(0, labels.length - down)),
    column: Math.min(view.corner.column, Math.max(0, labels.length - across)),
  };
  const names = `${symbol.down} ${words.evaluate.expected}  ${symbol.to} ${words.evaluate.answered}`;
  const hidden = labels.length > down || labels.length > across ? `  (${words.evaluate.hidden})` : '';
  const beside = widthOf(`${words.evaluate.of} ${words.evaluate[view.model]}  ${names}${hidden}`) <= columns;
  const columnsShown = labels.slice(first.column, first.column + across);
  return (
    <>
      <Text wrap="truncate-end">
        <Text {...look.muted}>{`${words.evaluate.of} `}</Text>
        <Text bold {...look[view.model]}>
          {words.evaluate[view.model]}
        </Text>
        <Text {...look.muted}>{`  ${names}${beside ? hidden : ''}`}</Text>
      </Text>
      {beside ? null : (
        <Text {...look.muted} wrap="truncate-end">
          {hidden}
        </Text>
      )}
      <Text {...look.muted} wrap="truncate-end">
        {' '.repeat(NAME) + columnsShown.map((label) => fitted(label, width - 1, symbol.more).padStart(width)).join('')}
      </Text>
      {labels.slice(first.row, first.row + down).map((label, i) => (
        <Text key={label} wrap="truncate-end">
          {`${fitted(label, NAME - 1, symbol.more)} `}
          {columnsShown.map((other, j) => {
            const count = counts[first.row + i]?.[first.column + j] ?? 0;
            return <Cell key={other} count={count} right={first.row + i === first.column + j} width={width} />;
          })}
        </Text>
      ))}
    </>
  );
}

/** Right ones, mistakes, and nothing: told apart by weight and sign, too. */
function Cell({ count, right, width }: { count: number; right: boolean; width: number }): ReactNode {
  const { look, symbol } = useTheme();
  if (count === 0) return <Text {...look.muted}>{symbol.dot.padStart(width)}</Text>;
  const text = right ? `${symbol.done}${count}` : String(count);
  return (
    <Text bold {...(right ? look.good : look.bad)}>
      {text.padStart(width)}
    </Text>
  );
}
