/** Every key of the screen below, from the table that dispatches them. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { keyName } from '../hints.js';
import type { KeyBinding } from '../keys.js';
import { useStudio } from '../studio.js';
import { useTheme } from '../theme/theme-context.js';

export interface HelpProps {
  own: readonly KeyBinding[];
  common: readonly KeyBinding[];
  rows: number;
}

export function HelpPanel({ own, common, rows }: HelpProps): ReactNode {
  const { words, scroll } = useStudio();
  const { look } = useTheme();
  const lines = [...linesOf(own), null, ...linesOf(common)];
  const room = rows - 2;
  const first = Math.max(0, Math.min(scroll, lines.length - room));
  const left = lines.length - first - room;
  return (
    <>
      <Text bold>{words.help.title}</Text>
      <Box flexDirection="column" marginTop={1} flexGrow={1} flexBasis={0} overflowY="hidden">
        {lines.slice(first, first + room).map((line, at) => (
          <Text key={line?.label ?? `gap ${at}`} wrap="truncate-end">
            <Text {...look.accent}>{`  ${(line?.keys ?? '').padEnd(WIDTH)}`}</Text>
            {line?.label ?? ''}
          </Text>
        ))}
      </Box>
      {left > 0 ? <Text {...look.muted}>{`+${left} ${words.settings.below}`}</Text> : null}
    </>
  );
}

const WIDTH = 22;

interface HelpLine {
  keys: string;
  label: string;
}

function linesOf(table: readonly KeyBinding[]): HelpLine[] {
  return table.flatMap(({ key, also = [], label }) =>
    label === null ? [] : [{ keys: [key, ...also].map(named(key)).join(', '), label }],
  );
}

/** The binding of ↑ stands for both arrows, and its k for j, too. */
const named =
  (key: string) =>
  (one: string): string =>
    key === 'up' && one === 'k' ? 'k j' : keyName(one);
