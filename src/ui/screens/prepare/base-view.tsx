/**
 * Which base model: the one in the box, those that can be fetched with their size, or any folder or .gguf file. And, by the way, an
 * adapter to go on training from.
 */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import type { BaseOption } from '../../../workflow/base-options.js';
import { baseFacts } from '../../base-facts.js';
import { StepFrame } from '../../components/step-frame.js';
import { TextField } from '../../components/text-field.js';
import { droppedPath } from '../../dropped-path.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

type Written = 'path' | 'adapter';

/** Below the models of the list. */
const FIELDS: readonly Written[] = ['path', 'adapter'];

export function BaseView(props: ScreenProps & { bases: readonly BaseOption[]; close: () => void }): ReactNode {
  const { state, dispatch, words, bases, close } = props;
  const { ports } = useStudio();
  const { look } = useTheme();
  const { choices } = state;
  const chosen = bases.findIndex(({ id }) => id === choices.base);
  const [at, setAt] = useState(chosen === -1 ? bases.length : chosen);
  const [typed, setTyped] = useState<Record<Written, string>>({
    path: chosen === -1 ? choices.base : '',
    adapter: choices.adapter ?? '',
  });
  const base = bases[at];
  const field = FIELDS[at - bases.length];
  const write = (one: Written, text: string): void => setTyped((before) => ({ ...before, [one]: text }));
  const chooseBase = (id: string): void => {
    if (id === '') return;
    if (id !== choices.base) dispatch({ type: 'choose-base', base: id });
    close();
  };
  const submit: Record<Written, (text: string) => void> = {
    path: (text) => chooseBase(droppedPath(text)),
    adapter: (text) => {
      dispatch({ type: 'choose-adapter', adapter: droppedPath(text) || null });
      close();
    },
  };
  const complete = (one: Written): void =>
    void ports.completePath(typed[one]).then(({ path }) => setTyped((now) => ({ ...now, [one]: path })));
  const keys = [
    base === undefined
      ? { key: 'enter', label: words.keys.choose }
      : { key: 'enter', label: words.keys.choose, run: () => chooseBase(base.id) },
    ...(field === undefined ? [] : [{ key: 'tab', label: words.keys.complete, run: () => complete(field) }]),
    { key: 'up', label: words.keys.move, run: () => setAt((n) => Math.max(0, n - 1)) },
    { key: 'down', label: null, run: () => setAt((n) => Math.min(bases.length + FIELDS.length - 1, n + 1)) },
    { key: 'esc', label: words.keys.back, run: close },
  ];
  return (
    <StepFrame
      {...props}
      keys={keys}
      typing={base === undefined}
      why={{ screen: field === 'adapter' ? field : 'base' }}
    >
      <Text bold>{words.prepare.bases.title}</Text>
      <Text {...look.muted} wrap="truncate-end">
        {words.prepare.bases.hint}
      </Text>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        {bases.map((one, i) => (
          <BaseLine key={one.id} base={one} here={i === at} words={words} />
        ))}
        {FIELDS.map((one) => (
          <Box key={one} flexDirection="column" flexShrink={0} marginBottom={1}>
            <FieldLine
              label={words.prepare.bases[one]}
              value={typed[one]}
              here={one === field}
              onChange={(text) => write(one, text)}
              onSubmit={submit[one]}
            />
            {one === 'adapter' ? (
              <Text {...look.muted} wrap="truncate-end">{`  ${words.prepare.bases.adapterLine}`}</Text>
            ) : null}
          </Box>
        ))}
      </Box>
    </StepFrame>
  );
}

interface FieldLineProps {
  label: string;
  value: string;
  here: boolean;
  onChange: (text: string) => void;
  onSubmit: (text: string) => void;
}

function FieldLine({ label, value, here, onChange, onSubmit }: FieldLineProps): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <Box flexShrink={0}>
      <Box flexShrink={0}>
        <Text {...(here ? look.accent : {})}>{`${here ? symbol.pointer : ' '} ${label}: `}</Text>
      </Box>
      <TextField value={value} focused={here} onChange={onChange} onSubmit={onSubmit} />
    </Box>
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
