import { Text } from 'ink';
import type { ReactNode } from 'react';
import { useTheme } from '../theme/theme-context.js';

/** `share` in [0, 1] of `width` columns. */
export function ProgressBar({ share, width }: { share: number; width: number }): ReactNode {
  const { look, symbol } = useTheme();
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return (
    <Text>
      <Text {...look.good}>{symbol.bar.repeat(full)}</Text>
      <Text {...look.muted}>{symbol.track.repeat(width - full)}</Text>
    </Text>
  );
}
