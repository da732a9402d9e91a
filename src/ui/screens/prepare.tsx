/** Step 1: which file. A path is typed, or a sample picked. */
import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useState } from 'react';
import type { Sample } from '../../workflow/samples.js';
import { Busy } from '../components/busy.js';
import { Frame } from '../components/frame.js';
import { ProblemBox } from '../components/problem-box.js';
import { cleanPath, TextField } from '../components/text-field.js';
import { useKeys } from '../keys.js';
import { color } from '../theme.js';
import type { ScreenProps } from './screen.js';

export interface PrepareProps extends ScreenProps {
  samples: readonly Sample[];
  runningJob: string | null;
}

export function PrepareScreen(props: PrepareProps): ReactNode {
  const { state, dispatch, words, samples, runningJob, common } = props;
  const [path, setPath] = useState(state.choices.file ?? '');
  const [onSamples, setOnSamples] = useState(false);
  const busy = state.busy === 'prepare';
  const keys = [
    { key: 'enter', label: words.keys.enter, run: () => {} },
    { key: 'tab', label: words.keys.switch, run: () => setOnSamples((on) => !on) },
    ...(onSamples && runningJob
      ? [{ key: 'a', label: words.prepare.attach, run: () => dispatch({ type: 'attach', jobId: runningJob }) }]
      : []),
    ...(onSamples ? common : []),
  ];
  useKeys(keys);
  const choose = (file: string): void => {
    if (file !== '' && !busy) dispatch({ type: 'choose-file', file });
  };
  return (
    <Frame words={words} step="prepare" context={props.context} keys={keys}>
      <Text bold>{words.prepare.title}</Text>
      <Text dimColor>{words.prepare.hint}</Text>
      <Box marginTop={1} flexShrink={0}>
        <Text color={onSamples ? undefined : color.accent}>{words.prepare.path}: </Text>
        <TextField
          value={path}
          focused={!onSamples && !busy}
          onChange={setPath}
          onSubmit={(text) => choose(cleanPath(text))}
        />
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text color={onSamples ? color.accent : undefined}>{words.prepare.samples}</Text>
        <SelectInput
          isFocused={onSamples && !busy}
          items={samples.map((sample) => ({
            key: sample.path,
            value: sample.path,
            label: `${sample.name.padEnd(22)} ${words.prepare.sampleLines[sample.name] ?? ''}`,
          }))}
          onSelect={(item) => {
            setPath(item.value);
            choose(item.value);
          }}
        />
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text dimColor>
          {words.prepare.base}: {state.choices.base}
        </Text>
        {runningJob ? (
          <Text color={color.warn}>
            {words.prepare.attach}: {runningJob}. {words.prepare.attachHint}
          </Text>
        ) : null}
        {busy ? <Busy what={words.prepare.reading} note={state.note} /> : null}
        {state.problem ? <ProblemBox problem={state.problem} words={words} lang={props.lang} /> : null}
      </Box>
    </Frame>
  );
}
