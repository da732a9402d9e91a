/** Step 3: what this machine has, the two questions, the advice with its reasons, and every method with its price. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { formatBytes } from '../../../i18n/units.js';
import { BUDGETS, COMPUTES, METHODS } from '../../../plan/types.js';
import type { PlannedRun } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { ChoiceList } from '../../components/choice-list.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { usePatience } from '../../hooks/use-patience.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { Advice, advicePart } from './advice.js';
import { methodKeys } from './keys.js';
import { answersOf, type MethodState, methodStart, reduceMethod } from './reducer.js';

const KEPT: KeptStates<MethodState> = new WeakMap();

export function MethodScreen(props: ScreenProps): ReactNode {
  const { state, dispatch, words } = props;
  const { planned, answered, choices } = state;
  const { go } = useStudio();
  const [local, act] = useKeptReducer(KEPT, reduceMethod, { start: () => methodStart({ ...choices, answered }) });
  const patiently = usePatience(state.busy === 'plan');
  const { symbol } = useTheme();
  const asking = local.asked !== 'nothing';
  const part = planned && advicePart(planned, props, symbol, local.scroll);
  const last = part?.last ?? 0;
  const answer = (): void => {
    if (local.asked === 'budget') {
      act({ type: 'ask', what: 'compute' });
      return;
    }
    // New answers deserve new advice, whatever was chosen before.
    if (choices.method !== null) dispatch({ type: 'choose-method', method: null });
    dispatch({ type: 'answer', ...answersOf(local) });
    act({ type: 'ask', what: 'nothing' });
  };
  const fixed = state.prepared?.adapter != null;
  const keys = methodKeys(
    words,
    { asking, fixed },
    {
      answer,
      move: (by) => act({ type: 'move', by }),
      accept: () => patiently(() => dispatch({ type: 'accept-method' })),
      choose: (by) => {
        const at = METHODS.indexOf(planned?.plan.method ?? 'lora') + by;
        const method = METHODS[(at + METHODS.length) % METHODS.length];
        if (method) dispatch({ type: 'choose-method', method });
        act({ type: 'to-top' });
      },
      scroll: last > 0 ? (by) => act({ type: 'scroll', by, last }) : null,
      ask: () => act({ type: 'ask', what: 'budget' }),
      compare: () => go({ type: 'open', place: { name: 'compare', file: choices.file ?? '' } }),
      back: () => (local.asked === 'compute' ? act({ type: 'ask', what: 'budget' }) : dispatch({ type: 'back' })),
    },
  );
  return (
    <StepFrame {...props} keys={keys}>
      {planned ? <Machine {...props} planned={planned} /> : null}
      {asking ? <Question {...props} local={local} /> : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={props.lang} /> : null}
      {!asking && planned && part ? <Advice {...props} planned={planned} part={part} /> : null}
      {state.busy === 'plan' && !planned ? <Busy what={words.method.planning} note={state.note} /> : null}
    </StepFrame>
  );
}

function Machine({ words, planned }: ScreenProps & { planned: PlannedRun }): ReactNode {
  const { look } = useTheme();
  const { hardware } = planned;
  const parts = [
    `${hardware.cores} ${words.method.cores}`,
    `${formatBytes(hardware.totalMemoryBytes)} ${words.method.memory} (${formatBytes(hardware.freeMemoryBytes)} ${words.method.free})`,
    `${formatBytes(hardware.freeDiskBytes)} ${words.method.disk}`,
    hardware.gpu ?? words.method.noGpu,
  ];
  return (
    <Text {...look.muted} wrap="truncate-end">
      {`${words.method.machine}: ${parts.join(', ')}`}
    </Text>
  );
}

function Question({ words, local }: ScreenProps & { local: MethodState }): ReactNode {
  const asked = local.asked === 'compute' ? 'compute' : 'budget';
  const answers = asked === 'budget' ? BUDGETS : COMPUTES;
  return (
    <Box marginTop={1} flexDirection="column" flexShrink={0}>
      <Text bold>{`${asked === 'budget' ? '1/2' : '2/2'}  ${words.method[asked]}`}</Text>
      <ChoiceList labels={answers.map((value) => words.method[value])} at={local[asked]} />
    </Box>
  );
}
