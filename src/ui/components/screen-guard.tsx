/** A bug in a screen or in one of its keys ends that screen, not the app: what happened is told, and home is one key away. */
import { Component, type ReactNode } from 'react';
import { problemView } from '../../workflow/drive.js';
import { useStudio } from '../studio.js';
import { Frame } from './frame.js';
import { ProblemBox } from './problem-box.js';

interface GuardProps {
  /** What a key threw; null when nothing did. */
  thrown: unknown;
  /** Goes home and forgets the error. */
  leave: () => void;
  children: ReactNode;
}

export class ScreenGuard extends Component<GuardProps, { caught: unknown }> {
  override state: { caught: unknown } = { caught: null };

  static getDerivedStateFromError(caught: unknown): { caught: unknown } {
    return { caught };
  }

  override render(): ReactNode {
    const { thrown, leave, children } = this.props;
    const error = this.state.caught ?? thrown;
    if (error === null) return children;
    const close = (): void => {
      this.setState({ caught: null });
      leave();
    };
    return <Broken error={error} leave={close} />;
  }
}

function Broken({ error, leave }: { error: unknown; leave: () => void }): ReactNode {
  const { words, lang } = useStudio();
  const keys = [{ key: 'enter', also: ['esc'], label: words.keys.home, run: leave }];
  return (
    <Frame title={words.problem} keys={keys} why={{ screen: 'home' }}>
      <ProblemBox problem={problemView(error)} words={words} lang={lang} />
    </Frame>
  );
}
