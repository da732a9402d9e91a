/** A conversation with any model of this machine: tuned, fetched, or in the box. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useReducer } from 'react';
import type { ChatModel } from '../../../workflow/chat-models.js';
import { problemView } from '../../../workflow/drive.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { fileName } from '../../file-name.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { talkKeys } from '../../talk/keys.js';
import { hiddenLines, TalkBody, talkLines } from '../../talk/talk-body.js';
import { TalkTitle } from '../../talk/talk-title.js';
import { useTalk } from '../../talk/use-talk.js';
import { useTheme } from '../../theme/theme-context.js';
import { modelKeys } from './keys.js';
import { CHAT_START, type ChatState, reduceChat } from './reducer.js';

export function ChatScreen({ model }: { model: string | null }): ReactNode {
  const { words, go, ports, lang } = useStudio();
  const [state, act] = useReducer(reduceChat, CHAT_START);
  useEffect(() => {
    let here = true;
    void ports.chat.models().then(
      (models) => here && act({ type: 'found', models, wanted: model }),
      (error) => here && act({ type: 'failed', problem: problemView(error) }),
    );
    return () => {
      here = false;
    };
  }, [ports, model]);
  if (state.chosen) return <TalkScreen model={state.chosen} close={() => act({ type: 'list' })} />;
  const keys = modelKeys(words, state, { act, back: () => go({ type: 'back' }) });
  return (
    <Frame title={words.app.chat} keys={keys} why={{ screen: 'chat' }}>
      {state.models === null ? <Busy what={words.talk.reading} note={null} /> : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      <Models state={state} />
    </Frame>
  );
}

function Models({ state }: { state: ChatState }): ReactNode {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const { rows } = bodySize(useTerminalSize(), 'plain');
  const { models, at, problem } = state;
  if (models === null || problem) return null;
  if (models.length === 0) return <Text wrap="wrap">{words.talk.none}</Text>;
  const room = rows - 3;
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), models.length - room));
  const width = Math.max(...models.map(({ id }) => fileName(id).length)) + 3;
  return (
    <>
      <Text bold>{words.talk.which}</Text>
      <Box flexDirection="column" marginTop={1} flexShrink={0}>
        {models.slice(first, first + room).map((model, i) => {
          const here = first + i === at;
          return (
            <Text key={model.id} wrap="truncate-end" {...(here ? look.accent : {})}>
              {`${here ? symbol.pointer : ' '} ${fileName(model.id).padEnd(width)}`}
              <Text {...look[model.kind]}>{lineOf(model, words.talk)}</Text>
            </Text>
          );
        })}
      </Box>
    </>
  );
}

const lineOf = ({ kind, base }: ChatModel, talk: { tuned: string; base: string }): string =>
  kind === 'base' ? talk.base : `${talk.tuned} ${fileName(base ?? '')}`;

function TalkScreen({ model, close }: { model: ChatModel; close: () => void }): ReactNode {
  const { words } = useStudio();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const tuned = model.kind === 'tuned';
  const partner = {
    tuned: tuned ? model.id : null,
    base: tuned ? model.base : model.id,
    remembers: !tuned || model.task === 'chat',
  };
  const talk = useTalk(partner);
  const lines = talkLines(talk, columns, words);
  const both = partner.tuned !== null && partner.base !== null;
  const keys = talkKeys(words, talk, { both, hidden: hiddenLines(lines, rows), back: close });
  return (
    <Frame title={words.app.chat} keys={keys} typing why={{ screen: 'chat' }}>
      <TalkBody
        talk={talk}
        lines={lines}
        remembers={partner.remembers}
        rows={rows}
        title={<TalkTitle partner={partner} mode={talk.state.mode} />}
      />
    </Frame>
  );
}
