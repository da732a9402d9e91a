/** One line of the list of step 1. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Dictionary } from '../../../i18n/index.js';
import type { BaseOption } from '../../../workflow/base-options.js';
import { baseFacts } from '../../base-facts.js';
import { fileName } from '../../file-name.js';
import { useTheme } from '../../theme/theme-context.js';
import type { Item } from './reducer.js';

export interface PrepareItemProps {
  item: Item;
  here: boolean;
  base: string;
  /** The folder of an adapter to go on from. */
  adapter: string | null;
  bases: readonly BaseOption[];
  words: Dictionary;
  columns: number;
}

const NAME = 22;
/** In a narrower body, what an item is has the room that its kind would take. */
const NARROW = 74;

export function PrepareItem({ item, here, base, adapter, bases, words, columns }: PrepareItemProps): ReactNode {
  const { look, symbol } = useTheme();
  const [name, line] = textOf(item, { base, adapter, columns }, bases, words);
  return (
    <Text wrap={item.kind === 'recent' ? 'truncate-middle' : 'truncate-end'} {...(here ? look.accent : {})}>
      {`${here ? symbol.pointer : ' '} ${name.padEnd(columns < NARROW ? NAME - 3 : NAME)} `}
      <Text {...look.muted}>{line}</Text>
    </Text>
  );
}

function textOf(
  item: Item,
  { base, adapter, columns }: Pick<PrepareItemProps, 'base' | 'adapter' | 'columns'>,
  bases: readonly BaseOption[],
  words: Dictionary,
): [string, string] {
  const { prepare } = words;
  switch (item.kind) {
    case 'recent':
      return [fileName(item.path), `${prepare.recent}: ${item.path}`];
    case 'sample':
      return [item.name, `${columns < NARROW ? '' : `${prepare.sample}: `}${prepare.sampleLines[item.name] ?? ''}`];
    case 'base': {
      const option = bases.find(({ id }) => id === base);
      const facts = option ? `  (${baseFacts(option, words)})` : '';
      return [prepare.base, `${fileName(base)}${adapter === null ? facts : ` + ${fileName(adapter)}`}`];
    }
  }
}
