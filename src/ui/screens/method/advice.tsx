/** The methods side by side, and why the chosen one was advised: as much of it as has room, the rest by scrolling. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import type { PlannedRun } from '../../../workflow/types.js';
import { Beyond } from '../../components/beyond.js';
import { MethodTable } from '../../components/method-table.js';
import { type Scrolled, scrolled } from '../../scrolled.js';
import type { Symbols } from '../../theme/symbols.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

interface AdviceLine {
  text: string;
  /** Of a method not chosen. */
  other: boolean;
}

/** Of the body: the machine, the table and its free rows, the title. */
const ABOVE = 10;
const PROBLEM = 5;

type Facts = Pick<ScreenProps, 'words' | 'lang' | 'columns' | 'rows' | 'state'>;

/** The reasons of the chosen method and a sentence on each of the others, from line `from` on. */
export function advicePart({ plan }: PlannedRun, facts: Facts, symbol: Symbols, from: number): Scrolled<AdviceLine> {
  const { words, lang, columns, rows, state } = facts;
  const reasons = plan.reasons.flatMap((reason) =>
    wrapWords(reason[lang], columns - 2).map((line, i) => `${i === 0 ? symbol.dot : ' '} ${line}`),
  );
  const others = plan.alternatives.flatMap(({ method, why }) =>
    wrapWords(`${words.method.short[method]}: ${why[lang]}`, columns),
  );
  const lines = [...reasons.map((text) => ({ text, other: false })), ...others.map((text) => ({ text, other: true }))];
  return scrolled(lines, Math.max(2, rows - ABOVE - (state.problem ? PROBLEM : 0)), from);
}

export function Advice(props: ScreenProps & { planned: PlannedRun; part: Scrolled<AdviceLine> }): ReactNode {
  const { state, words, planned, part, columns } = props;
  const { look } = useTheme();
  const title = state.choices.method === null ? words.method.advice : words.method.chosen;
  return (
    <Box flexDirection="column" flexGrow={1} flexBasis={0} overflowY="hidden">
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <MethodTable planned={planned} words={words} columns={columns} />
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold {...look.accent}>{`${title}: ${words.method.names[planned.plan.method]}`}</Text>
        {part.shown.map(({ text, other }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
          <Text key={i} wrap="truncate-end" {...(other ? look.muted : {})}>
            {text}
          </Text>
        ))}
        <Beyond part={part} words={words} />
      </Box>
    </Box>
  );
}
