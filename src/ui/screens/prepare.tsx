/** Step 1: which file. One list: a path to type, the samples, and a job that is not finished. */
import { Box, Text } from 'ink';
import { type ReactNode, useRef, useState } from 'react';
import type { Completion } from '../../workflow/complete-path.js';
import type { Sample } from '../../workflow/samples.js';
import { Busy } from '../components/busy.js';
import { ColumnsField } from '../components/columns-field.js';
import { Frame } from '../components/frame.js';
import { ProblemBox } from '../components/problem-box.js';
import { cleanPath, TextField } from '../components/text-field.js';
import { useKeys } from '../keys.js';
import { color, symbol } from '../theme.js';
import type { ScreenProps } from './screen.js';

export interface PrepareProps extends ScreenProps {
  samples: readonly Sample[];
  runningJob: string | null;
  completePath: (typed: string) => Promise<Completion>;
}

export function PrepareScreen(props: PrepareProps): ReactNode {
  const { state, dispatch, words, samples, runningJob, common } = props;
  const [at, setAt] = useState(0);
  const [left, setLeft] = useState<unknown>(null);
  const typed = useTypedPath(props);
  const busy = state.busy === 'prepare';
  const last = samples.length + (runningJob === null ? 0 : 1);
  const sample = samples[at - 1];
  const choose = (file: string): void => {
    if (file !== '' && !busy) dispatch({ type: 'choose-file', file });
  };
  const open = (): void => {
    if (sample) choose(sample.path);
    else if (at > 0 && runningJob !== null) dispatch({ type: 'attach', jobId: runningJob });
  };
  // A file whose columns say nothing is asked about at once; Esc leaves the question.
  const naming = state.problem !== null && state.problem !== left && state.problem.code.startsWith('unknown-column');
  const move = [
    { key: 'up', label: words.keys.choose, run: () => setAt((n) => Math.max(0, n - 1)) },
    { key: 'down', label: null, run: () => setAt((n) => Math.min(last, n + 1)) },
  ];
  const keys =
    at === 0
      ? [
          { key: 'enter', label: words.keys.enter },
          { key: 'tab', label: words.keys.complete, run: () => void typed.complete() },
          ...move,
          { key: 'ctrl+c', label: words.keys.interrupt },
        ]
      : [{ key: 'enter', label: sample ? words.keys.open : words.keys.watch, run: open }, ...move, ...common];
  useKeys(naming ? [] : keys);
  if (naming) return <ColumnsField {...props} step="prepare" close={() => setLeft(state.problem)} />;
  return (
    <Frame words={words} step="prepare" context={props.context} keys={keys}>
      <Text bold>{words.prepare.title}</Text>
      <Text dimColor wrap="truncate-end">
        {words.prepare.hint}
      </Text>
      <Box marginTop={1} flexShrink={0}>
        <Text color={at === 0 ? color.accent : undefined}>{`${pointer(at === 0)}${words.prepare.path}: `}</Text>
        <TextField
          value={typed.path}
          focused={at === 0 && !busy}
          placeholder={words.prepare.typeHere}
          onChange={typed.change}
          onSubmit={(text) => choose(cleanPath(text))}
        />
      </Box>
      {typed.candidates ? (
        <Text dimColor wrap="truncate-end">
          {`   ${typed.candidates.length > 0 ? typed.candidates.join('  ') : words.prepare.none}`}
        </Text>
      ) : null}
      <Choices {...props} at={at} />
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text dimColor wrap="truncate-middle">
          {words.prepare.base}: {state.choices.base}
        </Text>
        {busy ? <Busy what={words.prepare.reading} note={state.note} /> : null}
        {state.problem ? <ProblemBox problem={state.problem} words={words} lang={props.lang} /> : null}
      </Box>
    </Frame>
  );
}

const pointer = (here: boolean): string => (here ? `${symbol.pointer} ` : '  ');

function Choices({ samples, runningJob, words, at }: PrepareProps & { at: number }): ReactNode {
  return (
    <Box marginTop={1} flexDirection="column" flexShrink={0}>
      <Text dimColor>{`  ${words.prepare.samples}`}</Text>
      {samples.map(({ name }, i) => (
        <Text key={name} color={at === i + 1 ? color.accent : undefined} wrap="truncate-end">
          {`${pointer(at === i + 1)}${name.padEnd(22)} `}
          <Text dimColor>{words.prepare.sampleLines[name] ?? ''}</Text>
        </Text>
      ))}
      {runningJob === null ? null : (
        <Box marginTop={1} flexShrink={0}>
          <Text color={at > samples.length ? color.accent : color.warn} wrap="truncate-end">
            {`${pointer(at > samples.length)}${words.prepare.running}: ${runningJob}`}
          </Text>
        </Box>
      )}
    </Box>
  );
}

interface TypedPath {
  path: string;
  candidates: string[] | null;
  change: (path: string) => void;
  complete: () => Promise<void>;
}

function useTypedPath({ state, completePath }: PrepareProps): TypedPath {
  const [path, setPath] = useState(state.choices.file ?? '');
  const newest = useRef(path);
  const [candidates, setCandidates] = useState<string[] | null>(null);
  return {
    path,
    candidates,
    change: (text) => {
      newest.current = text;
      setPath(text);
      setCandidates(null);
    },
    complete: async () => {
      const typed = newest.current;
      const found = await completePath(typed);
      // What was typed meanwhile is not taken back.
      if (newest.current !== typed) return;
      newest.current = found.path;
      setPath(found.path);
      setCandidates(found.candidates.length === 1 ? null : found.candidates);
    },
  };
}
