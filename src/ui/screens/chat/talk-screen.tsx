/** The conversation with the model that was chosen. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import { shortLimitsOf } from '../../../models/limits.js';
import type { ChatModel } from '../../../workflow/chat-models.js';
import { Frame } from '../../components/frame.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { talkKeys } from '../../talk/keys.js';
import { hiddenLines, TalkBody, talkLines } from '../../talk/talk-body.js';
import { TalkTitle } from '../../talk/talk-title.js';
import { useTalk } from '../../talk/use-talk.js';
import { useTheme } from '../../theme/theme-context.js';

export function TalkScreen({ model, close }: { model: ChatModel; close: () => void }): ReactNode {
  const { words, lang } = useStudio();
  const { look } = useTheme();
  const { columns, rows: all } = bodySize(useTerminalSize(), 'plain');
  const tuned = model.kind === 'tuned';
  const partner = {
    tuned: tuned ? model.id : null,
    base: tuned ? model.base : model.id,
    remembers: !tuned || model.task === 'chat',
  };
  const talk = useTalk(partner);
  const limits = tuned ? [] : wrapWords(shortLimitsOf(model.id)?.[lang] ?? '', columns);
  const rows = all - limits.length;
  const lines = talkLines(talk, columns, words);
  const both = partner.tuned !== null && partner.base !== null;
  const keys = talkKeys(words, talk, { both, hidden: hiddenLines(lines, rows), back: close });
  const title = (
    <>
      <TalkTitle partner={partner} mode={talk.state.mode} />
      {limits.length > 0 ? <Text {...look.muted}>{limits.join('\n')}</Text> : null}
    </>
  );
  return (
    <Frame title={words.app.chat} keys={keys} typing why={{ screen: 'chat' }}>
      <TalkBody talk={talk} lines={lines} remembers={partner.remembers} rows={rows} title={title} />
    </Frame>
  );
}
