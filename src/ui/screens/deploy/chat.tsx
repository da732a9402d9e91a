/** A conversation with the model just served, beside its base on one key. */
import type { ReactNode } from 'react';
import type { DeployedModel } from '../../../workflow/types.js';
import { StepFrame } from '../../components/step-frame.js';
import { talkKeys } from '../../talk/keys.js';
import { hiddenLines, TalkBody, talkLines } from '../../talk/talk-body.js';
import { TalkTitle } from '../../talk/talk-title.js';
import { useTalk } from '../../talk/use-talk.js';
import type { ScreenProps } from '../screen.js';

export function ChatView(props: ScreenProps & { deployed: DeployedModel; close: () => void }): ReactNode {
  const { state, words, columns, rows, deployed, close } = props;
  const partner = { tuned: deployed.modelId, base: deployed.base, remembers: state.job?.task === 'chat' };
  const talk = useTalk(partner);
  const lines = talkLines(talk, columns, words);
  const keys = talkKeys(words, talk, { both: true, hidden: hiddenLines(lines, rows), back: close });
  return (
    <StepFrame state={state} words={words} keys={keys} typing why={{ screen: 'chat' }}>
      <TalkBody
        talk={talk}
        lines={lines}
        remembers={partner.remembers}
        rows={rows}
        title={<TalkTitle partner={partner} mode={talk.state.mode} />}
      />
    </StepFrame>
  );
}
