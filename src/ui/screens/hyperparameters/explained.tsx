/** What the setting pointed at does, or why what was typed is refused. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Localized } from '../../../base/localized.js';
import { wrapWords } from '../../../base/wrap-words.js';
import type { Field } from '../../../plan/hyperparameter-fields.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

type ExplainedProps = ScreenProps & { field: Field | undefined; fault: Localized | null };

export function Explained({ field, fault, words, lang, columns, rows }: ExplainedProps): ReactNode {
  const { look, symbol } = useTheme();
  const lines = wrapWords(fault?.[lang] ?? field?.why[lang] ?? words.settings.good, columns);
  const kept = lines.length > rows ? [...lines.slice(0, rows - 1), `${lines[rows - 1]} ${symbol.more}`] : lines;
  return (
    <Box marginTop={1} height={rows} flexShrink={0} overflowY="hidden">
      <Text {...(fault ? look.bad : look.muted)} wrap="truncate-end">
        {kept.join('\n')}
      </Text>
    </Box>
  );
}
