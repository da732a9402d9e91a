/** The task under way: five parts with their scores, and what belongs to the one pointed at. */
import { Box, Text } from 'ink';
import type { Dispatch, ReactNode } from 'react';
import { PRACTICE_PARTS } from '../../../learn/progress/summary.js';
import { PRACTICE_LESSON } from '../../../learn/rooms.js';
import { Frame } from '../../components/frame.js';
import { TextField } from '../../components/text-field.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { LineView } from '../lesson/line-view.js';
import { nameKeys, practiceKeys } from './keys.js';
import { type OpenPractice, practiceLines } from './lines.js';
import type { PracticeAction } from './reducer.js';
import { partAt } from './state.js';
import { useOwnRuns } from './use-own-runs.js';
import type { PracticeWork } from './use-practice.js';
import { useTool } from './use-tool.js';

export interface TaskViewProps {
  state: OpenPractice;
  act: Dispatch<PracticeAction>;
  work: PracticeWork;
}

const NAME_ROWS = 2;

export function TaskView({ state, act, work }: TaskViewProps): ReactNode {
  const { words, lang, go } = useStudio();
  const theme = useTheme();
  const size = bodySize(useTerminalSize(), 'plain');
  const { opened, asked, busy, typed } = state;
  const { practice, repaired } = opened;
  const naming = asked === 'name';
  const runs = useOwnRuns(repaired);
  const rows = size.rows - (naming ? NAME_ROWS : 0);
  const { lines, last, page } = practiceLines(state, runs, { words, lang, width: size.columns, rows, theme });
  const part = partAt(state);
  const standing = practice.parts.find((one) => one.part === part);
  const hasHint = standing !== undefined && !standing.passed && standing.hintsLeft > 0;
  const tool = useTool(part, opened);
  const takeHint = (): void => {
    if (part === null) return;
    if (asked === 'hint') work.hint(practice, part);
    else act({ type: 'ask', what: 'hint' });
  };
  const keys = practiceKeys(
    words,
    { asked, finished: practice.finishedAt !== null, whole: part === null },
    {
      check: () => void work.check(practice, part === null ? PRACTICE_PARTS : [part]),
      move: (by) => act({ type: 'move', by }),
      hint: hasHint ? takeHint : null,
      tool,
      report: () => act({ type: 'ask', what: 'name' }),
      reset: () => (asked === 'reset' ? work.reset(lang) : act({ type: 'ask', what: 'reset' })),
      lesson: () => go({ type: 'open', place: { name: 'lesson', id: PRACTICE_LESSON } }),
      page: last === 0 ? null : (by) => act({ type: 'scroll', by: by * Math.max(1, page - 1), last }),
      calm: () => act({ type: 'calm' }),
      back: () => go({ type: 'back' }),
    },
  );
  return (
    <Frame
      title={words.practice.title}
      keys={naming ? nameKeys(words, () => act({ type: 'calm' })) : keys}
      typing={naming}
      why={{ screen: 'practice' }}
    >
      {lines.map((line, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
        <LineView key={row} line={line} width={size.columns} shift={0} focus="none" />
      ))}
      {naming ? (
        <Box marginTop={1} flexShrink={0}>
          <Box flexShrink={0}>
            <Text {...theme.look.accent}>{`${theme.symbol.pointer} ${words.practice.askName}: `}</Text>
          </Box>
          <TextField
            value={typed}
            focused={busy === null}
            placeholder={words.practice.nameHint}
            onChange={(text) => act({ type: 'type', text })}
            onSubmit={(name) => work.report(practice, name.trim(), lang)}
          />
        </Box>
      ) : null}
    </Frame>
  );
}
