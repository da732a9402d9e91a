import { Text } from 'ink';
import type { ReactNode } from 'react';
import { color, symbol } from '../theme.js';

/** What is being done now, in words; it moves only when the work reports something. */
export function Busy({ what, note }: { what: string; note: string | null }): ReactNode {
  return (
    <Text wrap="truncate-end">
      <Text color={color.accent}>{symbol.now} </Text>
      {what}
      {note ? <Text dimColor> {note}</Text> : null}
    </Text>
  );
}
