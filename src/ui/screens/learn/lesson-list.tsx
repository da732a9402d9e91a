/** Progress in two lines, the lessons with their marks, and what the one pointed at is for. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { Beyond } from '../../components/beyond.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import type { Shelf } from '../../learn-ports.js';
import { scrolled } from '../../scrolled.js';
import { useStudio } from '../../studio.js';
import { cut, padded } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import { aboutLines, lessonRow, summaryLines } from './list-lines.js';
import { windowStart } from './reducer.js';

const GOAL_ROWS = 4;

export function LessonList({ shelf, at }: { shelf: Shelf; at: number }): ReactNode {
  const { words, lang } = useStudio();
  const { look, symbol } = useTheme();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const way = { words, lang, columns, dot: symbol.dot };
  const { lessons, rooms, notice } = shelf;
  const summary = summaryLines(shelf, way);
  const items = [
    ...lessons.map((lesson) => lessonRow(lesson, shelf, way)),
    ...rooms.map((room) => ({
      mark: 'info' as const,
      name: words.learn.rooms[room],
      end: '',
      key: room as string,
    })),
  ];
  const room = Math.max(3, rows - summary.length - 2 - GOAL_ROWS - (notice === null ? 0 : 2));
  const part = scrolled(items, room, windowStart(at, items.length, room - 1));
  const width = columns - 6;
  return (
    <>
      {notice === null ? null : <Text {...look.warn}>{`${symbol.warning} ${notice[lang]}`}</Text>}
      <Text {...look.muted}>{summary.join('\n')}</Text>
      <Box flexDirection="column" marginTop={1} flexShrink={0}>
        {items.length === 0 ? <Text>{words.learn.none}</Text> : null}
        {part.shown.map(({ key, mark, name, end }, index) => {
          const here = part.above + index === at;
          return (
            <Text key={key} wrap="truncate-end" {...(here ? look.accent : {})}>
              {`${here ? symbol.pointer : ' '} `}
              <Text {...(mark === 'done' ? look.good : look.muted)}>{`${symbol[mark]} `}</Text>
              {padded(cut(name, width - end.length - 2, symbol.more), width - end.length)}
              <Text {...look.muted}>{end}</Text>
            </Text>
          );
        })}
        <Beyond part={part} words={words} />
      </Box>
      <Box flexDirection="column" marginTop={1} flexShrink={0}>
        <Text {...look.muted}>{aboutLines(shelf, at, way).slice(0, GOAL_ROWS).join('\n')}</Text>
      </Box>
    </>
  );
}
