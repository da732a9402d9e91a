/** Step 8: the address of the served model, lines to copy, and a chat to try it. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import type { DeployedModel } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { ChatView } from './chat.js';

export function DeployScreen(props: ScreenProps & { again: () => void }): ReactNode {
  const [chatting, setChatting] = useState(false);
  const { deployed } = props.state;
  if (chatting && deployed?.endpoint) {
    return <ChatView {...props} endpoint={deployed.endpoint} deployed={deployed} close={() => setChatting(false)} />;
  }
  return <Deployed {...props} openChat={() => setChatting(true)} />;
}

/** Rows of the body from which on both ways to ask are shown. */
const ROOM_FOR_BOTH = 24;

function Deployed(props: ScreenProps & { again: () => void; openChat: () => void }): ReactNode {
  const { state, dispatch, words, lang, rows } = props;
  const { deployed } = state;
  const [other, setOther] = useState(false);
  const both = rows >= ROOM_FOR_BOTH;
  const keys = [
    ...(deployed?.endpoint ? [{ key: 'c', label: words.keys.chat, run: props.openChat }] : []),
    ...(deployed && !both ? [{ key: 's', label: words.keys.snippet, run: () => setOther((on) => !on) }] : []),
    ...(state.problem ? [{ key: 'r', label: words.keys.retry, run: () => dispatch({ type: 'retry' }) }] : []),
    ...(state.busy ? [] : [{ key: 'esc', label: words.keys.back, run: () => dispatch({ type: 'back' }) }]),
    ...(deployed ? [{ key: 'n', label: words.keys.again, run: props.again }] : []),
  ];
  return (
    <StepFrame state={state} words={words} keys={keys}>
      {state.busy === 'deploy' ? (
        <Busy what={words.deploy.stages[state.note ?? ''] ?? words.deploy.working} note={null} />
      ) : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      {deployed ? <Endpoint {...props} deployed={deployed} curl={both || !other} client={both || other} /> : null}
    </StepFrame>
  );
}

type EndpointProps = ScreenProps & { deployed: DeployedModel; curl: boolean; client: boolean };

function Endpoint({ words, deployed, curl, client }: EndpointProps): ReactNode {
  const { look, symbol } = useTheme();
  const title = deployed.endpoint ? words.deploy.serving : words.deploy.registered;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text bold {...look.good} wrap="truncate-end">
        {`${symbol.done} ${title} ${deployed.endpoint ?? '`vishesh serve`'}`}
      </Text>
      <Text wrap="truncate-end">{`${words.deploy.model}: ${deployed.modelId}`}</Text>
      <Text {...look.muted} wrap="truncate-middle">{`${words.deploy.adapter}: ${deployed.path}`}</Text>
      {curl ? <Snippet title={words.deploy.curl} text={deployed.curl} /> : null}
      {client ? <Snippet title={words.deploy.client} text={deployed.snippet} /> : null}
    </Box>
  );
}

function Snippet({ title, text }: { title: string; text: string }): ReactNode {
  return (
    <Box marginTop={1} flexDirection="column" flexShrink={0}>
      <Text bold>{title}</Text>
      <Text wrap="wrap">{text}</Text>
    </Box>
  );
}
