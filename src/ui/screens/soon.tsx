/** Stands in for a screen that is not built yet. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { Room } from '../../learn/rooms.js';
import { Frame } from '../components/frame.js';
import { useStudio } from '../studio.js';

export function SoonScreen({ name }: { name: Room }): ReactNode {
  const { words, go } = useStudio();
  const keys = [{ key: 'esc', label: words.keys.back, run: () => go({ type: 'back' }) }];
  return (
    <Frame title={words.learn.rooms[name]} keys={keys} why={{ screen: 'learn' }}>
      <Text>{words.soon}</Text>
    </Frame>
  );
}
