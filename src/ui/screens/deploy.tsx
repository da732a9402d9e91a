/** Step 8: the address of the served model, lines to copy, and a chat to try it. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import type { DeployedModel } from '../../workflow/types.js';
import { Busy } from '../components/busy.js';
import { Frame } from '../components/frame.js';
import { ProblemBox } from '../components/problem-box.js';
import { useKeys } from '../keys.js';
import { color, symbol } from '../theme.js';
import { ChatView } from './chat.js';
import type { ScreenProps } from './screen.js';

export function DeployScreen(props: ScreenProps & { again: () => void }): ReactNode {
  const [chatting, setChatting] = useState(false);
  const { deployed } = props.state;
  if (chatting && deployed?.endpoint) {
    return (
      <ChatView {...props} endpoint={deployed.endpoint} modelId={deployed.modelId} close={() => setChatting(false)} />
    );
  }
  return <Deployed {...props} openChat={() => setChatting(true)} />;
}

function Deployed(props: ScreenProps & { again: () => void; openChat: () => void }): ReactNode {
  const { state, dispatch, words, lang, common } = props;
  const { deployed } = state;
  const keys = [
    ...(deployed?.endpoint ? [{ key: 'c', label: words.keys.chat, run: props.openChat }] : []),
    ...(state.problem ? [{ key: 'r', label: words.keys.retry, run: () => dispatch({ type: 'retry' }) }] : []),
    ...(state.busy ? [] : [{ key: 'esc', label: words.keys.back, run: () => dispatch({ type: 'back' }) }]),
    ...(deployed ? [{ key: 'n', label: words.keys.again, run: props.again }] : []),
    ...common,
  ];
  useKeys(keys);
  return (
    <Frame words={words} step="deploy" context={props.context} keys={keys}>
      {state.busy === 'deploy' ? <Busy what={words.deploy.working} note={state.note} /> : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      {deployed ? <Endpoint {...props} deployed={deployed} /> : null}
    </Frame>
  );
}

function Endpoint({ words, deployed }: ScreenProps & { deployed: DeployedModel }): ReactNode {
  return (
    <Box flexDirection="column">
      <Text
        bold
        color={color.good}
      >{`${symbol.done} ${deployed.endpoint ? words.deploy.serving : words.deploy.registered} ${deployed.endpoint ?? 'vishesh serve'}`}</Text>
      <Text wrap="truncate-end">{`${words.deploy.model}: ${deployed.modelId}`}</Text>
      <Text dimColor wrap="truncate-middle">{`${words.deploy.adapter}: ${deployed.path}`}</Text>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold>{words.deploy.curl}</Text>
        <Text wrap="wrap">{deployed.curl}</Text>
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold>{words.deploy.client}</Text>
        <Text wrap="wrap">{deployed.snippet}</Text>
      </Box>
    </Box>
  );
}
