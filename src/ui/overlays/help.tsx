/** Every key of the screen below, from the table that dispatches them. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { keyName } from '../hints.js';
import type { KeyBinding } from '../keys.js';
import { beyondText, type Scrolled } from '../scrolled.js';
import { useStudio } from '../studio.js';
import { useTheme } from '../theme/theme-context.js';

export interface HelpLine {
  keys: string;
  label: string;
}

/** Rows of the panel that are not lines of its text. */
export const HELP_FRAME_ROWS = 2;
const WIDTH = 22;

/** The screen's own keys, an empty line, and those that work everywhere. */
export const helpLines = (own: readonly KeyBinding[], common: readonly KeyBinding[]): (HelpLine | null)[] => [
  ...linesOf(own),
  null,
  ...linesOf(common),
];

export function HelpPanel({ lines }: { lines: Scrolled<HelpLine | null> }): ReactNode {
  const { words } = useStudio();
  const { look } = useTheme();
  const beyond = beyondText(lines, words);
  return (
    <>
      <Text bold>{words.help.title}</Text>
      <Box flexDirection="column" marginTop={1} flexGrow={1} flexBasis={0} overflowY="hidden">
        {lines.shown.map((line, at) => (
          <Text key={line?.label ?? `gap ${at}`} wrap="truncate-end">
            <Text {...look.accent}>{`  ${(line?.keys ?? '').padEnd(WIDTH)}`}</Text>
            {line?.label ?? ''}
          </Text>
        ))}
      </Box>
      {beyond === '' ? null : <Text {...look.muted}>{beyond}</Text>}
    </>
  );
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
