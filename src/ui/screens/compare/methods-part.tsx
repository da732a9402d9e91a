/** Which methods, on which base model. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { METHODS } from '../../../plan/types.js';
import type { BaseOption } from '../../../workflow/base-options.js';
import { baseFacts } from '../../base-facts.js';
import { Frame } from '../../components/frame.js';
import { fileName } from '../../file-name.js';
import type { KeyBinding } from '../../keys.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import type { CompareState } from './reducer.js';

export interface MethodsPartProps {
  state: CompareState;
  /** Those on offer. */
  bases: readonly BaseOption[];
  keys: readonly KeyBinding[];
}

export function MethodsPart({ state, bases, keys }: MethodsPartProps): ReactNode {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const { compare } = words;
  const base = bases.find(({ id }) => id === state.base);
  return (
    <Frame title={words.app.compare} context={fileName(state.file)} keys={keys} why={{ screen: 'compare' }}>
      <Text wrap="truncate-middle">
        <Text {...look.muted}>{`${compare.file}: `}</Text>
        {state.file}
      </Text>
      <Text wrap="truncate-middle">
        <Text {...look.muted}>{`${compare.base}: `}</Text>
        {`${state.base}${base ? `  (${baseFacts(base, words)})` : ''}`}
      </Text>
      {base?.available === false ? (
        <Text {...look.muted} wrap="wrap">
          {compare.fetched}
        </Text>
      ) : null}
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold>{compare.methods}</Text>
        <Text {...look.muted} wrap="wrap">
          {compare.order}
        </Text>
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        {METHODS.map((method, i) => {
          const here = i === state.at;
          const taken = state.methods.includes(method);
          return (
            <Text key={method} wrap="truncate-end" {...(here ? look.accent : {})}>
              {`${here ? symbol.pointer : ' '} ${taken ? symbol.on : symbol.off} ${words.method.names[method].padEnd(26)} `}
              <Text {...look.muted}>{compare.lines[method]}</Text>
            </Text>
          );
        })}
      </Box>
      {state.tooFew ? (
        <Box marginTop={1} flexShrink={0}>
          <Text {...look.warn}>{`${symbol.warning} ${compare.needTwo}`}</Text>
        </Box>
      ) : null}
    </Frame>
  );
}
