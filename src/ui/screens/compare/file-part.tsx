/** Which file: a path to type, the samples, and what was compared before. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { Dictionary } from '../../../i18n/index.js';
import type { Comparison } from '../../../workflow/compare/schema.js';
import { Frame } from '../../components/frame.js';
import { TextField } from '../../components/text-field.js';
import { fileName } from '../../file-name.js';
import type { KeyBinding } from '../../keys.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import type { CompareState, FileItem } from './reducer.js';

export interface FilePartProps {
  state: CompareState;
  items: readonly FileItem[];
  keys: readonly KeyBinding[];
  type: (path: string) => void;
  take: (path: string) => void;
}

export function FilePart({ state, items, keys, type, take }: FilePartProps): ReactNode {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const typing = state.at === 0;
  const candidates = state.candidates?.length === 0 ? words.prepare.none : (state.candidates ?? []).join('  ');
  return (
    <Frame title={words.app.compare} keys={keys} typing={typing} why={{ screen: 'compare' }}>
      <Text bold>{words.compare.which}</Text>
      <Text {...look.muted} wrap="wrap">
        {words.compare.hint}
      </Text>
      <Box marginTop={1} flexShrink={0}>
        <Box flexShrink={0}>
          <Text {...(typing ? look.accent : {})}>{`${typing ? symbol.pointer : ' '} ${words.compare.file}: `}</Text>
        </Box>
        <TextField
          value={state.path}
          focused={typing}
          placeholder={words.prepare.typeHere}
          onChange={type}
          onSubmit={take}
        />
      </Box>
      <Text {...look.muted} wrap="truncate-end">
        {candidates === '' ? ' ' : `    ${candidates}`}
      </Text>
      {items.map((item, i) => {
        const here = i + 1 === state.at;
        const [name, line] = textOf(item, words);
        return (
          <Text key={keyOf(item)} wrap="truncate-end" {...(here ? look.accent : {})}>
            {`${here ? symbol.pointer : ' '} ${name.padEnd(22)} `}
            <Text {...look.muted}>{line}</Text>
          </Text>
        );
      })}
    </Frame>
  );
}

const keyOf = (item: FileItem): string => (item.kind === 'sample' ? item.path : item.comparison.comparisonId);

function textOf(item: FileItem, words: Dictionary): [string, string] {
  if (item.kind === 'sample') return [item.name, words.prepare.sampleLines[item.name] ?? words.prepare.sample];
  const { file, base, methods } = item.comparison;
  const names = methods.map(({ method }) => method).join(', ');
  // How it stands comes before what a narrow window cuts.
  return [fileName(file), `${standing(item.comparison, words.compare)} (${names}; ${fileName(base)})`];
}

function standing({ status, advice }: Comparison, words: Dictionary['compare']): string {
  if (status === 'running') return words.notFinished;
  return advice.method === null ? words.earlier : `${words.earlier}, ${words.advised}: ${advice.method}`;
}
