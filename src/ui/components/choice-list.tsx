/** A few answers to choose from by the arrow keys. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import { color, symbol } from '../theme.js';

export function ChoiceList({ labels, at }: { labels: readonly string[]; at: number }): ReactNode {
  return (
    <>
      {labels.map((label, i) => (
        <Text key={label} color={i === at ? color.accent : undefined} wrap="truncate-end">
          {`${i === at ? symbol.pointer : ' '} ${label}`}
        </Text>
      ))}
    </>
  );
}
