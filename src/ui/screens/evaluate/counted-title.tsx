/** The title of a list, and how many of its entries are out of sight: the title is cut before that is. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { BeyondProps } from '../../components/beyond.js';
import { beyondText } from '../../scrolled.js';
import { cut, widthOf } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';

export function CountedTitle({
  text,
  part,
  words,
  columns,
}: BeyondProps & { text: string; columns: number }): ReactNode {
  const { look, symbol } = useTheme();
  const beyond = beyondText(part, words);
  const mark = beyond === '' ? '' : `  (${beyond})`;
  return (
    <Text {...look.muted} wrap="truncate-end">
      {`${cut(text, columns - widthOf(mark), symbol.more)}${mark}`}
    </Text>
  );
}
