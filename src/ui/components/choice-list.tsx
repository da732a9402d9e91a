/** A few answers to choose from by the arrow keys. The list is drawn by ink-select-input; the keys are the screen's own. */
import { Text } from 'ink';
import SelectInput, { type IndicatorProps, type ItemProps } from 'ink-select-input';
import type { ReactNode } from 'react';
import { useTheme } from '../theme/theme-context.js';

export function ChoiceList({ labels, at }: { labels: readonly string[]; at: number }): ReactNode {
  const items = labels.map((label) => ({ key: label, label, value: label }));
  return (
    <SelectInput
      key={at}
      items={items}
      initialIndex={at}
      isFocused={false}
      indicatorComponent={Pointer}
      itemComponent={Answer}
    />
  );
}

function Pointer({ isSelected = false }: IndicatorProps): ReactNode {
  const { look, symbol } = useTheme();
  return <Text {...look.accent}>{isSelected ? `${symbol.pointer} ` : '  '}</Text>;
}

function Answer({ isSelected = false, label }: ItemProps): ReactNode {
  const { look } = useTheme();
  return (
    <Text {...(isSelected ? look.accent : {})} wrap="truncate-end">
      {label}
    </Text>
  );
}
