/** The lines of a conversation, and the field beneath them. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { TextField } from '../components/text-field.js';
import { useStudio } from '../studio.js';
import type { Look } from '../theme/theme.js';
import { useTheme } from '../theme/theme-context.js';
import { isBusy } from './conversation.js';
import { type Line, linesOf, type Piece } from './lines.js';
import type { Talk } from './use-talk.js';

/** Title, note, free row, field. */
const AROUND = 4;

export const talkLines = (talk: Talk, columns: number, words: ReturnType<typeof useStudio>['words']): Line[] =>
  linesOf(talk.state.exchanges, columns, {
    you: words.deploy.you,
    base: words.evaluate.base,
    tuned: words.evaluate.tuned,
    waiting: words.deploy.waiting,
  });

export const hiddenLines = (lines: readonly Line[], rows: number): number =>
  Math.max(0, lines.length - (rows - AROUND));

export interface TalkBodyProps {
  talk: Talk;
  lines: readonly Line[];
  remembers: boolean;
  rows: number;
  title: ReactNode;
}

export function TalkBody({ talk, lines, remembers, rows, title }: TalkBodyProps): ReactNode {
  const { words } = useStudio();
  const { look } = useTheme();
  const { state, act, send } = talk;
  const room = rows - AROUND;
  const end = lines.length - Math.min(state.up, hiddenLines(lines, rows));
  const shown = lines.slice(Math.max(0, end - room), end);
  return (
    <>
      {title}
      <Text {...look.muted} wrap="truncate-end">
        {remembers ? words.talk.remembers : words.deploy.alone}
      </Text>
      <Box flexDirection="column" flexGrow={1} flexBasis={0} overflowY="hidden" justifyContent="flex-end">
        {shown.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place
          <LineText key={i} line={line} />
        ))}
      </Box>
      <Box marginTop={1} flexShrink={0}>
        <Text {...look.accent}>{'> '}</Text>
        <TextField
          value={state.draft}
          focused={!isBusy(state)}
          placeholder={words.deploy.placeholder}
          onChange={(text) => act({ type: 'type', text })}
          onSubmit={(text) => {
            if (text.trim() !== '' && !isBusy(state)) send(text);
          }}
        />
      </Box>
    </>
  );
}

function LineText({ line }: { line: Line }): ReactNode {
  const theme = useTheme();
  const looks: Record<Piece['token'], Look> = {
    you: { ...theme.look.accent, bold: true },
    base: { ...theme.look.base, bold: true },
    tuned: { ...theme.look.tuned, bold: true },
    failed: theme.look.bad,
    muted: theme.look.muted,
    plain: {},
  };
  return (
    <Text wrap="truncate-end">
      {line.length === 0 ? ' ' : null}
      {line.map(({ text, token }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece has no name but its place
        <Text key={i} {...looks[token]}>
          {text}
        </Text>
      ))}
    </Text>
  );
}
