/** How many lines of a scrolled list are out of sight; nothing where all are in it. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Dictionary } from '../../i18n/index.js';
import type { Scrolled } from '../scrolled.js';
import { useTheme } from '../theme/theme-context.js';

export interface BeyondProps {
  part: Pick<Scrolled<unknown>, 'above' | 'below'>;
  words: Dictionary;
}

export function Beyond({ part: { above, below }, words }: BeyondProps): ReactNode {
  const { look } = useTheme();
  if (above + below === 0) return null;
  const text = below > 0 ? `+${below} ${words.settings.below}` : `+${above} ${words.settings.above}`;
  return <Text {...look.muted} wrap="truncate-end">{`  ${text}`}</Text>;
}
