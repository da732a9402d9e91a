import { Text } from 'ink';
import type { ReactNode } from 'react';
import { color, symbol } from '../theme.js';

/** `share` in [0, 1] of `width` columns. */
export function ProgressBar({ share, width }: { share: number; width: number }): ReactNode {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return (
    <Text>
      <Text color={color.good}>{symbol.bar.repeat(full)}</Text>
      <Text dimColor>{symbol.track.repeat(width - full)}</Text>
    </Text>
  );
}
