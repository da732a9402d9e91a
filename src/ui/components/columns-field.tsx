/** Which column of the file is which, as one line to correct: `prompt=question,completion=answer`. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import { parseColumns } from '../../data/detect-columns.js';
import { problemView } from '../../workflow/drive.js';
import type { ProblemView, Step } from '../../workflow/types.js';
import { useKeys } from '../keys.js';
import type { ScreenProps } from '../screens/screen.js';
import { color } from '../theme.js';
import { Frame } from './frame.js';
import { ProblemBox } from './problem-box.js';
import { TextField } from './text-field.js';

export function ColumnsField(props: ScreenProps & { step: Step; close: () => void }): ReactNode {
  const { state, dispatch, words, lang } = props;
  const found = Object.entries(state.choices.columns ?? state.prepared?.report.columns ?? {});
  const [text, setText] = useState(found.map(([ours, theirs]) => `${ours}=${theirs}`).join(','));
  const [fault, setFault] = useState<ProblemView | null>(null);
  const problem = fault ?? state.problem;
  const keys = [
    { key: 'enter', label: words.settings.keep },
    { key: 'esc', label: words.settings.leave, run: props.close },
  ];
  useKeys(keys);
  const submit = (value: string): void => {
    try {
      dispatch({ type: 'correct', columns: parseColumns(value) });
      if (props.step === 'validate') props.close();
    } catch (error) {
      setFault(problemView(error));
    }
  };
  return (
    <Frame words={words} step={props.step} context={props.context} keys={keys}>
      <Text bold>{words.validate.columnsHint}</Text>
      <Box marginTop={1} flexShrink={0}>
        <Text color={color.accent}>{'> '}</Text>
        <TextField value={text} focused onChange={setText} onSubmit={submit} />
      </Box>
      {problem ? <ProblemBox problem={problem} words={words} lang={lang} /> : null}
    </Frame>
  );
}
