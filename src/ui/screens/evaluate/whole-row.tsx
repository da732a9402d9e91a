/** One held-out row in full, scrolled where it is longer than the screen. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { RowPair } from '../../../workflow/job-rows.js';
import { Beyond } from '../../components/beyond.js';
import { StepFrame } from '../../components/step-frame.js';
import { scrolled } from '../../scrolled.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { wholeRowKeys } from './keys.js';
import type { EvaluateAction } from './reducer.js';
import { wholeRow } from './row-texts.js';

export interface WholeRowProps extends ScreenProps {
  pair: RowPair;
  /** Which of how many rows. */
  at: number;
  count: number;
  scroll: number;
  act: (action: EvaluateAction) => void;
}

export function WholeRow({ state, pair, at, count, scroll, act, words, columns, rows }: WholeRowProps): ReactNode {
  const { look } = useTheme();
  const tints = { title: look.muted, prompt: { bold: true }, expected: {}, base: look.base, tuned: look.tuned };
  const part = scrolled(wholeRow(pair, words.evaluate, columns), rows - 1, scroll);
  return (
    <StepFrame state={state} words={words} keys={wholeRowKeys(words, { count, last: part.last }, act)}>
      <Text wrap="truncate-end">
        <Text bold>{`${words.evaluate.row} ${pair.row}`}</Text>
        <Text {...look.muted}>{`  ${at + 1}/${count}`}</Text>
      </Text>
      {part.shown.map(({ text, of }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
        <Text key={i} {...tints[of]} wrap="truncate-end">
          {text}
        </Text>
      ))}
      <Beyond part={part} words={words} />
    </StepFrame>
  );
}
