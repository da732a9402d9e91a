/** The first rows of a data file, as many columns and rows as fit. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Dictionary } from '../../i18n/index.js';
import type { Preview } from '../../workflow/preview-file.js';
import type { Found } from '../hooks/use-preview.js';
import { fitted } from '../text-width.js';
import { useTheme } from '../theme/theme-context.js';

export interface PreviewTableProps {
  found: Found;
  words: Dictionary;
  columns: number;
  rows: number;
}

export function PreviewTable({ found, words, columns, rows }: PreviewTableProps): ReactNode {
  const { look } = useTheme();
  const { preview } = found;
  if (rows < 2) return null;
  // A path that is still being typed is no fault.
  if (preview === null) return null;
  const widths = columnWidths(preview, columns - 2);
  const line = (cells: readonly string[]): string =>
    `  ${widths.map((width, i) => fitted(cells[i] ?? '', width)).join('  ')}`;
  return (
    <Box flexDirection="column" flexShrink={0} marginTop={1}>
      <Text wrap="truncate-end">
        <Text bold>{`  ${words.prepare.firstRows}`}</Text>
        <Text {...look.muted}>{`  ${preview.format}, ${preview.task}`}</Text>
      </Text>
      <Text {...look.accent} wrap="truncate-end">
        {line(preview.columns)}
      </Text>
      <Text {...look.muted} wrap="truncate-end">
        {preview.rows
          .slice(0, Math.max(0, rows - 2))
          .map(line)
          .join('\n')}
      </Text>
    </Box>
  );
}

/** Short columns get what they need, the others share the rest alike. */
export function columnWidths({ columns, rows }: Preview, room: number): number[] {
  const wanted = columns.map((name, i) => Math.max(name.length, ...rows.map((cells) => (cells[i] ?? '').length)));
  let left = room - 2 * Math.max(0, columns.length - 1);
  const widths = columns.map(() => 0);
  const byNeed = wanted.map((width, i) => ({ width, i })).sort((a, b) => a.width - b.width);
  byNeed.forEach(({ width, i }, done) => {
    const share = Math.floor(left / (byNeed.length - done));
    widths[i] = Math.max(1, Math.min(width, share));
    left -= widths[i] ?? 0;
  });
  return widths;
}
