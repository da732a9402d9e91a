import { Text } from 'ink';
import type { ReactNode } from 'react';
import { useTheme } from '../theme/theme-context.js';

/** What is being done now, in words; it moves only when the work reports something. */
export function Busy({ what, note }: { what: string; note: string | null }): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <Text wrap="truncate-end">
      <Text {...look.accent}>{symbol.now} </Text>
      {what}
      {note ? <Text {...look.muted}> {note}</Text> : null}
    </Text>
  );
}
