/** The idea behind what is on the screen, with the person's own numbers, and the lesson that goes deeper. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../base/wrap-words.js';
import { useStudio } from '../studio.js';
import { useTheme } from '../theme/theme-context.js';
import { explain, turnedTopic, type WhyTopic } from '../why/topics.js';

export function WhyPanel({ topic, columns, rows }: { topic: WhyTopic; columns: number; rows: number }): ReactNode {
  const { words, lang, driver, scroll, turn } = useStudio();
  const { look, symbol } = useTheme();
  const here = turnedTopic(topic, driver.state, turn);
  const { title, text, lesson } = explain(here.topic, driver.state);
  const width = Math.min(columns, 84);
  const lines = text[lang].split('\n').flatMap((part) => [...wrapWords(part, width), '']);
  const room = rows - 4;
  const first = Math.max(0, Math.min(scroll, lines.length - room));
  return (
    <>
      <Text bold {...look.accent}>
        {`${words.why.title}: ${title[lang]}`}
        <Text {...look.muted}>{here.of > 1 ? `  ${here.at + 1}/${here.of}` : ''}</Text>
      </Text>
      <Box flexDirection="column" marginTop={1} flexGrow={1} flexBasis={0} overflowY="hidden">
        <Text>{lines.slice(first, first + room).join('\n')}</Text>
      </Box>
      {lesson === null ? null : (
        <Text {...look.muted}>{`${words.why.lesson} (o) ${symbol.to} ${lesson.replace('#', ` ${symbol.to} `)}`}</Text>
      )}
    </>
  );
}
