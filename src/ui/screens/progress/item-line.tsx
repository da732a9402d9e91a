/** One line of the progress that can be opened. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import { useStudio } from '../../studio.js';
import { cut, fitted, padded } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import { fullCells } from './bars.js';
import type { Item } from './items.js';
import { NAME } from './summary-part.js';

/** Columns of the bar, and of the numbers after it. */
const bar = (columns: number): number => Math.max(8, Math.min(30, Math.floor((columns - 34) / 2)));
const COUNT = 9;

export function ItemLine({ item, here, columns }: { item: Item; here: boolean; columns: number }): ReactNode {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const pointer = <Text {...look.accent}>{`${here ? symbol.pointer : ' '} `}</Text>;
  const style = here ? { ...look.accent, bold: true } : {};
  switch (item.kind) {
    case 'next':
      return (
        <Text wrap="truncate-end">
          {pointer}
          <Text bold {...look.accent}>
            {padded(words.progress.next, NAME - 2)}
          </Text>
          <Text {...style}>{item.text}</Text>
        </Text>
      );
    case 'weak':
      return (
        <Text wrap="truncate-end">
          {pointer}
          <Text bold {...look.warn}>
            {padded(words.progress.weakest, NAME - 2)}
          </Text>
          <Text {...style}>{item.topic}</Text>
          <Text {...look.bad}>{`  ${Math.round(100 * item.share)}%`}</Text>
          <Text {...look.muted}>{item.lesson?.includes('#') ? `  ${symbol.to} ${item.lesson.split('#')[1]}` : ''}</Text>
        </Text>
      );
    case 'lesson': {
      const width = bar(columns);
      const full = fullCells(item.done, item.of, width);
      const name = columns - width - COUNT - 4;
      const count = `${item.done}/${item.of}`.padStart(COUNT - 3);
      return (
        <Text wrap="truncate-end">
          {pointer}
          <Text {...style}>{fitted(cut(item.title, name - 1, symbol.more), name)}</Text>
          <Text {...look.good}>{symbol.bar.repeat(full)}</Text>
          <Text {...look.muted}>{symbol.track.repeat(width - full)}</Text>
          <Text {...look.muted}>{count}</Text>
          <Text {...look.good}>{item.finished ? ` ${symbol.done}` : ''}</Text>
        </Text>
      );
    }
  }
}
