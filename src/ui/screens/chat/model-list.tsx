/** The models to talk to, and after them those that can be fetched, with their size and how to get them. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import { formatBytes } from '../../../i18n/units.js';
import { fileName } from '../../file-name.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import type { Look } from '../../theme/theme.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ChatState } from './reducer.js';

/** Question, free row, and a row that stays free at the end. */
const AROUND = 3;
/** Of a problem over the list, where one is told. */
const PROBLEM = 7;

export function ModelList({ state }: { state: ChatState }): ReactNode {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const lines = useLines(state);
  const { models, offers, at, problem } = state;
  if (models === null) return null;
  if (lines.length === 0) return problem ? null : <Text wrap="wrap">{words.talk.none}</Text>;
  const offer = offers[0];
  const how = offer === undefined ? [] : wrapWords(`${words.talk.offer} \`vishesh models pull ${offer.id}\`.`, columns);
  const room = Math.max(1, rows - AROUND - (how.length > 0 ? how.length + 1 : 0) - (problem ? PROBLEM : 0));
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), lines.length - room));
  const width = Math.max(...lines.map(({ name }) => name.length)) + 3;
  return (
    <>
      <Text bold>{words.talk.which}</Text>
      <Box flexDirection="column" marginTop={1} flexShrink={0}>
        {lines.slice(first, first + room).map(({ key, name, facts, tint }, i) => (
          <Text key={key} wrap="truncate-end" {...(first + i === at ? look.accent : {})}>
            {`${first + i === at ? symbol.pointer : ' '} ${name.padEnd(width)}`}
            <Text {...tint}>{facts}</Text>
          </Text>
        ))}
      </Box>
      {how.length > 0 ? (
        <Box marginTop={1} flexShrink={0}>
          <Text {...look.muted}>{how.join('\n')}</Text>
        </Box>
      ) : null}
    </>
  );
}

interface ListLine {
  key: string;
  name: string;
  facts: string;
  tint: Look;
}

function useLines({ models, offers }: ChatState): ListLine[] {
  const { words } = useStudio();
  const { look } = useTheme();
  const { talk, prepare } = words;
  const here = (models ?? []).map(({ id, kind, base }): ListLine => {
    const facts = kind === 'base' ? talk.base : `${talk.tuned} ${fileName(base ?? '')}`;
    return { key: id, name: fileName(id), facts, tint: look[kind] };
  });
  const toFetch = offers.map(({ id, sizeBytes }): ListLine => {
    const size = sizeBytes === null ? '' : `${formatBytes(sizeBytes)} `;
    return { key: id, name: id, facts: `${talk.base}, ${size}${prepare.bases.fetch}`, tint: look.muted };
  });
  return [...here, ...toFetch];
}
