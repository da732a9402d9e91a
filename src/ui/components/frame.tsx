/** Header, stepper, body and footer. The only place that fights Yoga's shrinking; no frame is taller than rows-1. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Dictionary } from '../../i18n/index.js';
import { STEPS, type Step } from '../../workflow/types.js';
import { type Hint, hintLines } from '../hints.js';
import { useTerminalSize } from '../hooks/use-terminal-size.js';
import type { KeyBinding } from '../keys.js';
import { color, symbol } from '../theme.js';

export interface FrameProps {
  words: Dictionary;
  step: Step;
  context: string;
  keys: readonly KeyBinding[];
  children: ReactNode;
}

export function Frame({ words, step, context, keys, children }: FrameProps): ReactNode {
  const { columns, rows } = useTerminalSize();
  if (columns < 60 || rows < 20) {
    return (
      <Box height={Math.max(1, rows - 1)} overflow="hidden">
        <Text>{words.size}</Text>
      </Box>
    );
  }
  return (
    <Box flexDirection="column" height={rows - 1} width={columns} overflow="hidden">
      <Box flexShrink={0} justifyContent="space-between" paddingX={1}>
        <Text bold color={color.accent}>
          vishesh
        </Text>
        <Text dimColor wrap="truncate-middle">
          {context}
        </Text>
      </Box>
      <Box flexShrink={0} paddingX={1}>
        <Stepper words={words} step={step} columns={columns} />
      </Box>
      <Box flexShrink={0}>
        <Text dimColor>{symbol.dash.repeat(columns)}</Text>
      </Box>
      <Box flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden" paddingX={1}>
        {children}
      </Box>
      <Box flexDirection="column" flexShrink={0} paddingX={1}>
        {hintLines(keys, columns - 2)
          .slice(0, FOOTER_ROWS)
          .map((line) => (
            <Hints key={line[0]?.key} line={line} />
          ))}
      </Box>
    </Box>
  );
}

const FOOTER_ROWS = 2;

function Hints({ line }: { line: readonly Hint[] }): ReactNode {
  return (
    <Text wrap="truncate-end">
      {line.map(({ key, label }, i) => (
        <Text key={key}>
          <Text color={color.accent}>{`${i > 0 ? '  ' : ''}${key}`}</Text>
          <Text dimColor>{` ${label}`}</Text>
        </Text>
      ))}
    </Text>
  );
}

function Stepper({ words, step, columns }: { words: Dictionary; step: Step; columns: number }): ReactNode {
  const now = STEPS.indexOf(step);
  const narrow = columns < 78;
  return (
    <Text wrap="truncate-end">
      {STEPS.map((name, i) => {
        const mark = i < now ? symbol.done : i === now ? symbol.now : symbol.todo;
        const label = narrow && i !== now ? '' : ` ${words.steps[name]}`;
        return (
          <Text
            key={name}
            color={i < now ? color.good : i === now ? color.accent : undefined}
            bold={i === now}
            dimColor={i > now}
          >
            {`${mark}${label}  `}
          </Text>
        );
      })}
    </Text>
  );
}

/** Rows that the body of a frame has when the footer is at its tallest. */
export function bodyRows(rows: number): number {
  return Math.max(8, rows - 4 - FOOTER_ROWS);
}
