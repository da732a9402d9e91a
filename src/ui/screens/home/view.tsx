/** The first screen: what to do next, in one glance. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useReducer } from 'react';
import type { HomeFacts } from '../../../workflow/home-facts.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { type Studio, useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { entriesOf } from './entries.js';
import { homeKeys } from './keys.js';
import { openEntry } from './open-entry.js';
import { HOME_START, reduceHome } from './reducer.js';

export function HomeScreen(): ReactNode {
  const studio = useStudio();
  const { words, ports } = studio;
  const [{ facts, at }, act] = useReducer(reduceHome, HOME_START);
  useEffect(() => {
    let here = true;
    void ports.homeFacts().then(
      (found) => here && act({ type: 'found', facts: found }),
      () => here && act({ type: 'found', facts: NOTHING }),
    );
    return () => {
      here = false;
    };
  }, [ports]);
  const entries = facts ? entriesOf(facts, words) : [];
  const entry = entries[at];
  const keys = homeKeys(words, {
    open: () => facts && entry && openEntry(entry.id, facts, studio),
    move: (by) => act({ type: 'move', by, count: entries.length }),
    progress: () => studio.go({ type: 'open', place: { name: 'progress' } }),
  });
  return (
    <Frame title={words.app.home} keys={keys} why={{ screen: 'home' }}>
      <Text wrap="truncate-end">{words.home.tagline}</Text>
      {facts === null ? <Busy what={words.home.looking} note={null} /> : null}
      <Box flexDirection="column" marginTop={1} flexShrink={0}>
        <Entries studio={studio} facts={facts} at={at} />
      </Box>
    </Frame>
  );
}

const NOTHING: HomeFacts = { open: null, saved: null, jobs: 0, tuned: 0, lessons: false, reviews: 0, notices: [] };

function Entries({ studio, facts, at }: { studio: Studio; facts: HomeFacts | null; at: number }): ReactNode {
  const { words, lang } = studio;
  const { look, symbol } = useTheme();
  const { rows } = bodySize(useTerminalSize(), 'plain');
  if (facts === null) return null;
  const entries = entriesOf(facts, words);
  // Each with its line beneath, and a free row, where there is room; else beside.
  const room = (rows - 3 - 2 * facts.notices.length) / entries.length;
  const width = Math.max(...entries.map(({ title }) => title.length)) + 2;
  return (
    <>
      {entries.map(({ id, title, line }, i) => {
        const here = i === at;
        const style = here ? { ...look.accent, bold: true } : {};
        const pointer = here ? symbol.pointer : ' ';
        return room >= 2 ? (
          <Box key={id} flexDirection="column" flexShrink={0} marginBottom={room >= 3 ? 1 : 0}>
            <Text wrap="truncate-end" {...style}>{`${pointer} ${title}`}</Text>
            <Text wrap="truncate-end" {...look.muted}>{`  ${line}`}</Text>
          </Box>
        ) : (
          <Text key={id} wrap="truncate-end">
            <Text {...style}>{`${pointer} ${title.padEnd(width)}`}</Text>
            <Text {...look.muted}>{line}</Text>
          </Text>
        );
      })}
      {facts.notices.map((notice) => (
        <Box key={notice.en} marginTop={1} flexShrink={0}>
          <Text {...look.warn} wrap="wrap">{`${symbol.warning} ${notice[lang]}`}</Text>
        </Box>
      ))}
    </>
  );
}
