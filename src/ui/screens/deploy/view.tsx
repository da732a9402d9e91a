/** Step 8: each stage of the deployment as it happens, the address, lines to copy, a chat to try it, and exports. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { DeployedModel } from '../../../workflow/types.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { useDebrief } from '../../hooks/use-debrief.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { ChatView } from './chat.js';
import { ExportView } from './export.js';
import { addressKeys } from './keys.js';
import { DEPLOY_START, type DeployAction, type DeployState, reduceDeploy, type Snippet } from './reducer.js';

const KEPT: KeptStates<DeployState> = new WeakMap();

/** An export ends when its screen is left. */
const notWorking = (view: DeployState): DeployState =>
  view.export.kind === 'working' ? { ...view, export: { kind: 'choosing' } } : view;

export function DeployScreen(props: ScreenProps): ReactNode {
  const [view, act] = useKeptReducer(KEPT, reduceDeploy, { start: () => DEPLOY_START, reopened: notWorking });
  const { deployed } = props.state;
  if (deployed && view.part === 'export') return <ExportView {...props} deployed={deployed} view={view} act={act} />;
  if (deployed?.endpoint && view.part === 'chat') {
    return <ChatView {...props} deployed={deployed} close={() => act({ type: 'open', part: 'address' })} />;
  }
  return <Address {...props} view={view} act={act} />;
}

interface Viewed {
  view: DeployState;
  act: (action: DeployAction) => void;
}

function Address(props: ScreenProps & Viewed): ReactNode {
  const { state, dispatch, words, lang, view, act, again, leave } = props;
  const { ports } = useStudio();
  const { deployed } = state;
  const debrief = useDebrief(state);
  const keys = addressKeys(
    words,
    view,
    { deployed, failed: state.problem !== null, busy: state.busy !== null },
    {
      act,
      copy: ports.copy,
      retry: () => dispatch({ type: 'retry' }),
      debrief: state.busy === null ? debrief : null,
      back: () => dispatch({ type: 'back' }),
      home: leave,
      again,
    },
  );
  return (
    <StepFrame state={state} words={words} keys={keys}>
      <Stages {...props} />
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      {deployed ? <Endpoint {...props} deployed={deployed} /> : null}
    </StepFrame>
  );
}

const STAGES: readonly string[] = ['register', 'server', 'ask'];

/** What is done, what is being done, what is to come. One line when all is done. */
function Stages({ state, words }: ScreenProps): ReactNode {
  const { look, symbol } = useTheme();
  if (state.deployed) return null;
  const stages = state.choices.deploy ? STAGES : STAGES.slice(0, 1);
  const now = stages.indexOf(state.note ?? '');
  return (
    <Box flexDirection="column" marginBottom={1} flexShrink={0}>
      {stages.map((stage, i) => {
        const mark = i < now ? 'done' : i === now && state.busy === 'deploy' ? 'now' : 'todo';
        const tint = mark === 'done' ? look.good : mark === 'now' ? look.accent : look.muted;
        return (
          <Text key={stage} wrap="truncate-end" {...tint}>
            {`${symbol[mark]} ${words.deploy.stages[stage]}`}
          </Text>
        );
      })}
    </Box>
  );
}

/** Rows of the body from which on both ways to ask are shown. */
const ROOM_FOR_BOTH = 24;

function Endpoint({ words, view, rows, deployed }: ScreenProps & Viewed & { deployed: DeployedModel }): ReactNode {
  const { look, symbol } = useTheme();
  const title = deployed.endpoint ? words.deploy.serving : words.deploy.registered;
  const shown = (snippet: Snippet): boolean => rows >= ROOM_FOR_BOTH || view.snippet === snippet;
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text bold {...look.good} wrap="truncate-end">
        {`${symbol.done} ${title} ${deployed.endpoint ?? '`vishesh serve`'}`}
      </Text>
      {view.copied !== null ? (
        // Above the lines to copy: below them it would be out of the frame where they are long.
        <Text {...look.good} wrap="truncate-end">
          {`${symbol.done} ${words.deploy.what[view.copied]}: ${words.deploy.copied}`}
        </Text>
      ) : deployed.endpoint ? (
        <Text {...look.muted}>{`  ${words.deploy.answeredOnce}`}</Text>
      ) : null}
      <Text wrap="truncate-end">{`${words.deploy.model}: ${deployed.modelId}`}</Text>
      <Text {...look.muted} wrap="truncate-middle">{`${words.deploy.adapter}: ${deployed.path}`}</Text>
      {shown('curl') ? <Lines title={words.deploy.curl} text={deployed.curl} at={view.snippet === 'curl'} /> : null}
      {shown('client') ? (
        <Lines title={words.deploy.client} text={deployed.snippet} at={view.snippet === 'client'} />
      ) : null}
    </Box>
  );
}

/** `at`: what y copies. */
function Lines({ title, text, at }: { title: string; text: string; at: boolean }): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <Box marginTop={1} flexDirection="column" flexShrink={0}>
      <Text bold {...(at ? look.accent : {})}>{`${at ? symbol.pointer : ' '} ${title}`}</Text>
      <Text wrap="wrap">{text}</Text>
    </Box>
  );
}
