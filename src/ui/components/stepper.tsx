/** The eight steps, always in sight: beside the body where the window is wide, else in two rows of four. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { WorkflowState } from '../../workflow/machine.js';
import { STEPS, type Step } from '../../workflow/types.js';
import { SIDEBAR } from '../layout.js';
import { markOf, stepValues } from '../step-values.js';
import { useStudio } from '../studio.js';
import { cut, padded } from '../text-width.js';
import { useTheme } from '../theme/theme-context.js';

const PER_ROW = 4;

export function StepRows({ state, columns }: { state: WorkflowState; columns: number }): ReactNode {
  const width = Math.floor(columns / PER_ROW);
  const rows = [STEPS.slice(0, PER_ROW), STEPS.slice(PER_ROW)];
  return (
    <Box flexDirection="column" flexShrink={0}>
      {rows.map((row) => (
        <Text key={row[0]} wrap="truncate-end">
          {row.map((step, i) => (
            <StepCell
              key={step}
              step={step}
              state={state}
              // What the division leaves over is the last one's.
              width={i === PER_ROW - 1 ? columns - i * width : width}
            />
          ))}
        </Text>
      ))}
    </Box>
  );
}

function StepCell({ step, state, width }: { step: Step; state: WorkflowState; width: number }): ReactNode {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const mark = markOf(step, state.step);
  const value = stepValues(state, words)[step];
  const name = `${symbol[mark]} ${words.steps[step]}`;
  const room = Math.max(0, width - name.length - 2);
  const shown = value === null || mark === 'now' ? '' : cut(value, room, symbol.more);
  return (
    <Text>
      <Text {...(mark === 'now' ? { ...look.accent, bold: true } : mark === 'done' ? look.good : look.muted)}>
        {name}
      </Text>
      <Text {...look.muted}>{padded(` ${shown}`, width - name.length)}</Text>
    </Text>
  );
}

export function StepColumn({ state }: { state: WorkflowState }): ReactNode {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const values = stepValues(state, words);
  const name = Math.max(...STEPS.map((step) => words.steps[step].length)) + 1;
  return (
    <Box flexDirection="column" flexShrink={0} width={SIDEBAR} paddingLeft={1} paddingTop={1}>
      {STEPS.map((step, at) => {
        const mark = markOf(step, state.step);
        const style = mark === 'now' ? { ...look.accent, bold: true } : mark === 'done' ? look.good : look.muted;
        return (
          <Box key={step} flexDirection="column" flexShrink={0}>
            <Text wrap="truncate-end">
              <Text {...style}>{`${symbol[mark]} ${words.steps[step].padEnd(name)}`}</Text>
              <Text {...look.muted}>{cut(values[step] ?? '', SIDEBAR - name - 4, symbol.more)}</Text>
            </Text>
            {at < STEPS.length - 1 ? <Text {...look.muted}>{symbol.down}</Text> : null}
          </Box>
        );
      })}
    </Box>
  );
}
