import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import type { Dictionary } from '../../i18n/index.js';
import type { ProblemView } from '../../workflow/types.js';
import { useTheme } from '../theme/theme-context.js';

/** What happened, where, and one next step. */
export function ProblemBox({
  problem,
  words,
  lang,
}: {
  problem: ProblemView;
  words: Dictionary;
  lang: Lang;
}): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <Box flexDirection="column" borderStyle="round" borderColor={look.bad.color} paddingX={1} flexShrink={0}>
      <Text {...look.bad}>
        {symbol.error} {problem.message[lang]}
      </Text>
      {problem.where ? <Text {...look.muted}>{problem.where}</Text> : null}
      <Text>
        <Text bold>{words.next}: </Text>
        {problem.next[lang]}
      </Text>
    </Box>
  );
}
