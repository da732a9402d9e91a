/** How many lines of a scrolled list are out of sight; nothing where all are in it. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Dictionary } from '../../i18n/index.js';
import { beyondText, type Scrolled } from '../scrolled.js';
import { useTheme } from '../theme/theme-context.js';

export interface BeyondProps {
  part: Pick<Scrolled<unknown>, 'above' | 'below'>;
  words: Dictionary;
}

export function Beyond({ part, words }: BeyondProps): ReactNode {
  const { look } = useTheme();
  const text = beyondText(part, words);
  return text === '' ? null : <Text {...look.muted} wrap="truncate-end">{`  ${text}`}</Text>;
}
