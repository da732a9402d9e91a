/** A conversation with any model of this machine: tuned, fetched, or in the box. */
import { type ReactNode, useReducer } from 'react';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { useStudio } from '../../studio.js';
import { modelKeys } from './keys.js';
import { ModelList } from './model-list.js';
import { CHAT_START, reduceChat } from './reducer.js';
import { TalkScreen } from './talk-screen.js';
import { useModels } from './use-models.js';

export function ChatScreen({ model }: { model: string | null }): ReactNode {
  const { words, go, lang } = useStudio();
  const [state, act] = useReducer(reduceChat, CHAT_START);
  const calls = useModels(model, act);
  const { models, chosen, fetching, problem } = state;
  if (chosen) return <TalkScreen model={chosen} close={() => act({ type: 'list' })} />;
  const keys = modelKeys(words, state, { act, ...calls, back: () => go({ type: 'back' }) });
  return (
    <Frame title={words.app.chat} keys={keys} why={{ screen: 'chat' }}>
      {models === null ? <Busy what={words.talk.reading} note={null} /> : null}
      {problem ? <ProblemBox problem={problem} words={words} lang={lang} /> : null}
      {fetching ? (
        <Busy what={`${words.talk.fetching} ${fetching.id}`} note={fetching.note} />
      ) : (
        <ModelList state={state} />
      )}
    </Frame>
  );
}
