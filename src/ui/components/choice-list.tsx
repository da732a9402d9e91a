/** A few answers to choose from by the arrow keys. The list is drawn by ink-select-input; the keys are the screen's own. */
import { Text } from 'ink';
import SelectInput, { type IndicatorProps, type ItemProps } from 'ink-select-input';
import type { ReactNode } from 'react';
import { color, symbol } from '../theme.js';

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

const Pointer = ({ isSelected = false }: IndicatorProps): ReactNode => (
  <Text color={color.accent}>{isSelected ? `${symbol.pointer} ` : '  '}</Text>
);

const Answer = ({ isSelected = false, label }: ItemProps): ReactNode => (
  <Text color={isSelected ? color.accent : undefined} wrap="truncate-end">
    {label}
  </Text>
);
