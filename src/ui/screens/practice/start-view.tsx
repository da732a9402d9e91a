/** Before a task was started: what it is, and where its folder shall be. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { TextField } from '../../components/text-field.js';
import { droppedPath } from '../../dropped-path.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { startKeys } from './keys.js';
import { READING_WIDTH } from './reading-width.js';
import type { PracticeState } from './state.js';

export interface StartViewProps {
  state: PracticeState;
  type: (text: string) => void;
  start: (folder: string) => void;
}

export function StartView({ state: { typed, busy, problem }, type, start }: StartViewProps): ReactNode {
  const { words, lang, go } = useStudio();
  const { look, symbol } = useTheme();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const { practice } = words;
  const width = Math.min(columns, READING_WIDTH);
  const text = [...wrapWords(practice.intro, width), ...(rows < 18 ? [] : ['']), ...wrapWords(practice.fresh, width)];
  const keys = startKeys(words, () => go({ type: 'back' }));
  return (
    <Frame title={practice.title} keys={keys} typing why={{ screen: 'practice' }}>
      <Box flexShrink={0}>
        <Text>{text.join('\n')}</Text>
      </Box>
      <Box marginTop={1} flexShrink={0}>
        <Box flexShrink={0}>
          <Text {...look.accent}>{`${symbol.pointer} ${practice.folder}: `}</Text>
        </Box>
        <TextField
          value={typed}
          focused={busy === null}
          onChange={type}
          onSubmit={(folder) => {
            if (folder.trim() !== '') start(droppedPath(folder));
          }}
        />
      </Box>
      {problem === null ? (
        <Text {...look.muted} wrap="truncate-end">{`  ${practice.folderHint}`}</Text>
      ) : (
        <ProblemBox problem={problem} words={words} lang={lang} />
      )}
      {busy === null ? null : <Busy what={practice.starting} note={null} />}
    </Frame>
  );
}
