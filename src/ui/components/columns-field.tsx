/** Which column of the file is which, as one line to correct: `prompt=question,completion=answer`. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import { parseColumns } from '../../data/detect-columns.js';
import { problemView } from '../../workflow/drive.js';
import type { ProblemView, Step } from '../../workflow/types.js';
import type { ScreenProps } from '../screens/screen.js';
import { useTheme } from '../theme/theme-context.js';
import { ProblemBox } from './problem-box.js';
import { StepFrame } from './step-frame.js';
import { TextField } from './text-field.js';

export function ColumnsField(props: ScreenProps & { step: Step; close: () => void }): ReactNode {
  const { look } = useTheme();
  const { state, dispatch, words, lang } = props;
  const found = Object.entries(state.choices.columns ?? state.prepared?.report.columns ?? {});
  const [text, setText] = useState(found.map(([ours, theirs]) => `${ours}=${theirs}`).join(','));
  const [fault, setFault] = useState<ProblemView | null>(null);
  const problem = fault ?? state.problem;
  const keys = [
    { key: 'enter', label: words.settings.keep },
    { key: 'esc', label: words.settings.leave, run: props.close },
  ];
  const submit = (value: string): void => {
    try {
      dispatch({ type: 'correct', columns: parseColumns(value) });
      if (props.step === 'validate') props.close();
    } catch (error) {
      setFault(problemView(error));
    }
  };
  return (
    <StepFrame state={state} words={words} keys={keys} typing>
      <Text bold>{words.validate.columnsHint}</Text>
      <Box marginTop={1} flexShrink={0}>
        <Text {...look.accent}>{'> '}</Text>
        <TextField value={text} focused onChange={setText} onSubmit={submit} />
      </Box>
      {problem ? <ProblemBox problem={problem} words={words} lang={lang} /> : null}
    </StepFrame>
  );
}
