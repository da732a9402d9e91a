/** Which base model: the one in the box, those that can be fetched with their size, or any folder or .gguf file. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import type { BaseOption } from '../../../workflow/base-options.js';
import { StepFrame } from '../../components/step-frame.js';
import { TextField } from '../../components/text-field.js';
import { droppedPath } from '../../dropped-path.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { baseFacts } from './item.js';

export function BaseView(props: ScreenProps & { bases: readonly BaseOption[]; close: () => void }): ReactNode {
  const { state, dispatch, words, bases, close } = props;
  const { look, symbol } = useTheme();
  const chosen = bases.findIndex(({ id }) => id === state.choices.base);
  const [at, setAt] = useState(chosen === -1 ? bases.length : chosen);
  const [path, setPath] = useState(chosen === -1 ? state.choices.base : '');
  const base = bases[at];
  const choose = (id: string): void => {
    if (id === '') return;
    dispatch({ type: 'choose-base', base: id });
    close();
  };
  const keys = [
    base === undefined
      ? { key: 'enter', label: words.keys.choose }
      : { key: 'enter', label: words.keys.choose, run: () => choose(base.id) },
    { key: 'up', label: words.keys.move, run: () => setAt((n) => Math.max(0, n - 1)) },
    { key: 'down', label: null, run: () => setAt((n) => Math.min(bases.length, n + 1)) },
    { key: 'esc', label: words.keys.back, run: close },
  ];
  return (
    <StepFrame {...props} keys={keys} typing={base === undefined} why={{ screen: 'base' }}>
      <Text bold>{words.prepare.bases.title}</Text>
      <Text {...look.muted} wrap="truncate-end">
        {words.prepare.bases.hint}
      </Text>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        {bases.map((one, i) => (
          <BaseLine key={one.id} base={one} here={i === at} words={words} />
        ))}
        <Box flexShrink={0}>
          <Box flexShrink={0}>
            <Text {...(base ? {} : look.accent)}>{`${base ? ' ' : symbol.pointer} ${words.prepare.bases.path}: `}</Text>
          </Box>
          <TextField
            value={path}
            focused={base === undefined}
            onChange={setPath}
            onSubmit={(text) => choose(droppedPath(text))}
          />
        </Box>
      </Box>
    </StepFrame>
  );
}

function BaseLine({ base, here, words }: { base: BaseOption; here: boolean; words: ScreenProps['words'] }): ReactNode {
  const { look, symbol } = useTheme();
  const line = words.prepare.bases.lines[base.id];
  return (
    <Box flexDirection="column" flexShrink={0} marginBottom={1}>
      <Text wrap="truncate-end" {...(here ? look.accent : {})}>
        {`${here ? symbol.pointer : ' '} ${base.id.padEnd(26)} `}
        <Text {...look.muted}>{baseFacts(base, words)}</Text>
      </Text>
      {line === undefined ? null : <Text {...look.muted} wrap="truncate-end">{`  ${line}`}</Text>}
    </Box>
  );
}
