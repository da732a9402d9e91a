/** The frame of one of the eight steps. */
import type { ReactNode } from 'react';
import type { KeyBinding } from '../keys.js';
import type { ScreenProps } from '../screens/screen.js';
import { useTheme } from '../theme/theme-context.js';
import type { WhyTopic } from '../why/topics.js';
import { Frame } from './frame.js';

export interface StepFrameProps extends Pick<ScreenProps, 'state' | 'words'> {
  keys: readonly KeyBinding[];
  /** Of the step, where nothing smaller is in focus. */
  why?: WhyTopic;
  typing?: boolean;
  children: ReactNode;
}

export function StepFrame({ state, words, keys, why, typing, children }: StepFrameProps): ReactNode {
  const { symbol } = useTheme();
  const { step } = state;
  return (
    <Frame
      title={`${words.app.tune} ${symbol.dot} ${words.steps[step]}`}
      steps={state}
      context={state.job?.base ?? state.choices.base}
      keys={keys}
      why={why ?? { step }}
      typing={typing}
    >
      {children}
    </Frame>
  );
}
