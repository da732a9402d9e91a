/** The idea behind what is on the screen, with the person's own numbers, and the lesson that goes deeper. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Lang } from '../../base/localized.js';
import { wrapWords } from '../../base/wrap-words.js';
import { beyondText, type Scrolled } from '../scrolled.js';
import { useStudio } from '../studio.js';
import { useTheme } from '../theme/theme-context.js';
import type { Explanation } from '../why/explanation.js';

/** Rows of the panel that are not lines of its text. */
export const WHY_FRAME_ROWS = 3;
const WIDEST = 84;

export const whyLines = ({ text }: Explanation, lang: Lang, columns: number): string[] =>
  text[lang].split('\n').flatMap((part, i) => [...(i > 0 ? [''] : []), ...wrapWords(part, Math.min(columns, WIDEST))]);

export interface WhyProps {
  explanation: Explanation;
  lines: Scrolled<string>;
  /** Which of how many topics this is. */
  at: number;
  of: number;
}

export function WhyPanel({ explanation: { title, lesson }, lines, at, of }: WhyProps): ReactNode {
  const { words, lang } = useStudio();
  const { look, symbol } = useTheme();
  const beyond = beyondText(lines, words);
  return (
    <>
      <Text bold {...look.accent}>
        {`${words.why.title}: ${title[lang]}`}
        <Text {...look.muted}>{of > 1 ? `  ${at + 1}/${of}` : ''}</Text>
      </Text>
      <Box flexDirection="column" marginTop={1} flexGrow={1} flexBasis={0} overflowY="hidden">
        <Text>{lines.shown.join('\n')}</Text>
      </Box>
      {beyond === '' ? null : <Text {...look.muted}>{beyond}</Text>}
      {lesson === null ? null : (
        <Text {...look.muted}>{`${words.why.lesson} (o) ${symbol.to} ${lesson.replace('#', ` ${symbol.to} `)}`}</Text>
      )}
    </>
  );
}
