import { Text } from 'ink';
import type { ReactNode } from 'react';
import { fileName } from '../file-name.js';
import { useStudio } from '../studio.js';
import { useTheme } from '../theme/theme-context.js';
import type { Mode } from './conversation.js';
import type { Partner } from './use-talk.js';

/** Who is asked now. */
export function TalkTitle({ partner, mode }: { partner: Partner; mode: Mode }): ReactNode {
  const { words } = useStudio();
  const { look } = useTheme();
  const name = fileName((mode === 'base' ? partner.base : partner.tuned) ?? partner.base ?? '');
  const who = mode === 'both' ? words.deploy.both : words.evaluate[mode];
  return (
    <Text wrap="truncate-end">
      <Text bold>{`${words.deploy.chatTitle} `}</Text>
      <Text bold {...look[mode === 'base' ? 'base' : 'tuned']}>{`${name} (${who})`}</Text>
    </Text>
  );
}
