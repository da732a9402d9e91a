import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import type { Dictionary } from '../../i18n/index.js';
import type { ProblemView } from '../../workflow/types.js';
import type { Size } from '../layout.js';
import { sharedRows } from '../shared-rows.js';
import { useTheme } from '../theme/theme-context.js';
import { clippedText, wrappedText } from '../wrapped-text.js';

export interface ProblemBoxProps {
  problem: ProblemView;
  words: Dictionary;
  lang: Lang;
  /** The body's columns, and the rows that the box may take; without it, all that it needs. */
  within?: Size;
}

/** What happened, where, and one next step. */
export function ProblemBox({ problem, words, lang, within }: ProblemBoxProps): ReactNode {
  const { look, symbol } = useTheme();
  const [what = '', next = '', where] = fittedTexts(
    textsOf({ problem, words, lang }, symbol.error),
    symbol.more,
    within,
  );
  const label = `${words.next}: `;
  return (
    <Box flexDirection="column" borderStyle="round" borderColor={look.bad.color} paddingX={1} flexShrink={0}>
      <Text {...look.bad}>{what}</Text>
      {where === undefined ? null : <Text {...look.muted}>{where}</Text>}
      <Text>
        <Text bold>{next.slice(0, label.length)}</Text>
        {next.slice(label.length)}
      </Text>
    </Box>
  );
}

const BORDERS = 2;
/** Borders, and a free column beside each. */
const SIDES = 4;

/** The rows that the whole box takes in a body of so many columns; none without a problem. */
export function problemRows(
  problem: ProblemView | null,
  { words, lang, columns }: Pick<ProblemBoxProps, 'words' | 'lang'> & Pick<Size, 'columns'>,
): number {
  if (problem === null) return 0;
  const texts = textsOf({ problem, words, lang }, '!');
  return texts.reduce((rows, text) => rows + wrappedText(text, columns - SIDES).length, BORDERS);
}

/** What happened, the next step, and the place if one is known. */
function textsOf({ problem, words, lang }: ProblemBoxProps, mark: string): string[] {
  const { message, next, where } = problem;
  return [`${mark} ${message[lang]}`, `${words.next}: ${next[lang]}`, ...(where ? [where] : [])];
}

function fittedTexts(texts: readonly string[], more: string, within: Size | undefined): readonly string[] {
  if (within === undefined) return texts;
  const width = within.columns - SIDES;
  const heights = sharedRows(
    texts.map((text) => wrappedText(text, width).length),
    within.rows - BORDERS,
  );
  return texts.map((text, i) => clippedText(text, width, heights[i] ?? 1, more).join('\n'));
}
