/**
 * Header, steps, body and footer of every screen, the key table that its footer shows, and the panels over it. The only place that
 * fights Yoga's shrinking; no frame is taller than rows-1.
 */
import { Box, Text } from 'ink';
import { type ReactNode, useMemo } from 'react';
import type { WorkflowState } from '../../workflow/machine.js';
import { type Hint, hintLines } from '../hints.js';
import { useTerminalSize } from '../hooks/use-terminal-size.js';
import { type KeyBinding, useKeys } from '../keys.js';
import { bodySize, FOOTER_ROWS, hasSidebar, tooSmall } from '../layout.js';
import { usePanel } from '../overlays/use-panel.js';
import { useStudio } from '../studio.js';
import { useTheme } from '../theme/theme-context.js';
import type { WhyTopic } from '../why/topics.js';
import { Drawn } from './drawn.js';
import { StepColumn, StepRows } from './stepper.js';

export interface FrameProps {
  /** After the program's name. */
  title: string;
  /** Given by the eight steps: they are shown. */
  steps?: WorkflowState;
  /** At the right end of the header. */
  context?: string;
  /** Dispatched, shown in the footer, and told by the help. */
  keys: readonly KeyBinding[];
  /** Letters go into a text field. */
  typing?: boolean;
  why: WhyTopic;
  children: ReactNode;
}

export function Frame(props: FrameProps): ReactNode {
  const { words, common } = useStudio();
  const size = useTerminalSize();
  const everywhere = common(props.typing ?? false);
  const kind = props.steps ? 'steps' : 'plain';
  const panel = usePanel({ own: props.keys, common: everywhere, why: props.why, size: bodySize(size, kind) });
  const keys = panel?.keys ?? props.keys;
  useKeys([...keys, ...everywhere]);
  if (tooSmall(size)) {
    return (
      <Box height={Math.max(1, size.rows - 1)} overflowY="hidden">
        <Text wrap="wrap">{words.size}</Text>
      </Box>
    );
  }
  const beside = hasSidebar(size, kind);
  return (
    <Box flexDirection="column" height={size.rows - 1} width={size.columns} overflowY="hidden">
      <Header title={props.title} context={props.context ?? ''} />
      {props.steps && !beside ? (
        <Box flexShrink={0} paddingX={1}>
          <StepRows state={props.steps} columns={size.columns - 2} />
        </Box>
      ) : null}
      <Rule columns={size.columns} />
      <Box flexGrow={1} flexBasis={0} overflowY="hidden">
        {props.steps && beside ? <StepColumn state={props.steps} /> : null}
        <Box flexDirection="column" flexGrow={1} flexBasis={0} overflowY="hidden" paddingX={1}>
          {panel?.body ?? props.children}
        </Box>
      </Box>
      <Footer own={keys} common={everywhere} columns={size.columns} />
    </Box>
  );
}

function Header({ title, context }: { title: string; context: string }): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <Box flexShrink={0} justifyContent="space-between" paddingX={1}>
      <Box flexShrink={0}>
        <Text>
          <Text bold {...look.accent}>
            vishesh
          </Text>
          <Text {...look.muted}>{` ${symbol.dot} `}</Text>
          {title}
        </Text>
      </Box>
      <Box marginLeft={2}>
        <Text {...look.muted} wrap="truncate-middle">
          {context}
        </Text>
      </Box>
    </Box>
  );
}

function Rule({ columns }: { columns: number }): ReactNode {
  const { symbol, muted } = useTheme();
  const line = useMemo(() => [muted(symbol.dash.repeat(columns))], [muted, symbol, columns]);
  return (
    <Box flexShrink={0}>
      <Drawn lines={line} />
    </Box>
  );
}

interface FooterProps {
  own: readonly KeyBinding[];
  common: readonly KeyBinding[];
  columns: number;
}

function Footer({ own, common, columns }: FooterProps): ReactNode {
  return (
    <Box flexDirection="column" flexShrink={0} paddingX={1}>
      {hintLines(own, common, { width: columns - 2, most: FOOTER_ROWS }).map((line) => (
        <Hints key={line[0]?.key} line={line} />
      ))}
    </Box>
  );
}

function Hints({ line }: { line: readonly Hint[] }): ReactNode {
  const { look } = useTheme();
  return (
    <Text wrap="truncate-end">
      {line.map(({ key, label }, i) => (
        <Text key={key}>
          <Text {...look.accent}>{`${i > 0 ? '  ' : ''}${key}`}</Text>
          <Text {...look.muted}>{` ${label}`}</Text>
        </Text>
      ))}
    </Text>
  );
}
