/** Words to look for, and where the lessons say them. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { say } from '../../../base/localized.js';
import type { SearchHit } from '../../../learn/lesson/search.js';
import { TextField } from '../../components/text-field.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { windowStart } from './reducer.js';

export interface SearchPartProps {
  text: string;
  at: number;
  hits: readonly SearchHit[];
  type: (text: string) => void;
  open: () => void;
}

export function SearchPart({ text, at, hits, type, open }: SearchPartProps): ReactNode {
  const { words, lang } = useStudio();
  const { look, symbol } = useTheme();
  const { rows } = bodySize(useTerminalSize(), 'plain');
  // Two lines a hit.
  const room = Math.max(1, Math.floor((rows - 3) / 2));
  const first = windowStart(at, hits.length, room);
  const count = text.trim() === '' ? '' : hits.length === 0 ? words.learn.noHits : `${hits.length} ${words.learn.hits}`;
  return (
    <>
      <Box flexShrink={0}>
        <Box flexShrink={0}>
          <Text {...look.accent}>{`${words.learn.searchIn}: `}</Text>
        </Box>
        <TextField value={text} focused placeholder={words.learn.searchHint} onChange={type} onSubmit={open} />
      </Box>
      <Text {...look.muted} wrap="truncate-end">
        {count === '' ? ' ' : count}
      </Text>
      {hits.slice(first, first + room).map(({ lesson, section, excerpt }, index) => {
        const here = first + index === at;
        return (
          <Box key={`${lesson.id} ${section.id}`} flexDirection="column" flexShrink={0}>
            <Text wrap="truncate-end" {...(here ? look.accent : {})}>
              {`${here ? symbol.pointer : ' '} ${lesson.id.slice(0, 2)} ${say(section.title, lang)}`}
              <Text {...look.muted}>{`  ${say(lesson.title, lang)}`}</Text>
            </Text>
            <Text wrap="truncate-end" {...look.muted}>
              {`    ${excerpt}`}
            </Text>
          </Box>
        );
      })}
    </>
  );
}
