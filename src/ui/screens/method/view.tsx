/** Step 3: what this machine has, the two questions, the advice with its reasons, and every method with its price. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import { formatBytes } from '../../../i18n/units.js';
import { BUDGETS, COMPUTES, METHODS } from '../../../plan/types.js';
import type { PlannedRun } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { ChoiceList } from '../../components/choice-list.js';
import { MethodTable } from '../../components/method-table.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { usePatience } from '../../hooks/use-patience.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { methodKeys } from './keys.js';
import { answersOf, type MethodState, methodStart, reduceMethod } from './reducer.js';

const KEPT: KeptStates<MethodState> = new WeakMap();

export function MethodScreen(props: ScreenProps): ReactNode {
  const { state, dispatch, words } = props;
  const { planned, answered, choices } = state;
  const { go } = useStudio();
  const [local, act] = useKeptReducer(KEPT, reduceMethod, { start: () => methodStart({ ...choices, answered }) });
  const patiently = usePatience(state.busy === 'plan');
  const asking = local.asked !== 'nothing';
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
      },
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
      {!asking && planned ? <Advice {...props} planned={planned} /> : null}
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

function Advice(props: ScreenProps & { planned: PlannedRun }): ReactNode {
  const { state, words, lang, planned, columns, rows } = props;
  const { look, symbol } = useTheme();
  const { plan } = planned;
  const lines = plan.reasons.flatMap((reason) =>
    wrapWords(reason[lang], columns - 2).map((line, i) => `${i === 0 ? symbol.dot : ' '} ${line}`),
  );
  // Above: the machine, the table and its free rows, the title.
  const room = Math.max(1, rows - 10);
  const reasons = lines.length > room ? [...lines.slice(0, room - 1), `${lines[room - 1]} ${symbol.more}`] : lines;
  const title = state.choices.method === null ? words.method.advice : words.method.chosen;
  return (
    <Box flexDirection="column" flexGrow={1} flexBasis={0} overflowY="hidden">
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <MethodTable planned={planned} words={words} columns={columns} />
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold {...look.accent}>{`${title}: ${words.method.names[plan.method]}`}</Text>
        <Text wrap="truncate-end">{reasons.join('\n')}</Text>
        {rows >= 24
          ? plan.alternatives.map((option) => (
              <Text key={option.method} {...look.muted}>
                {wrapWords(`${words.method.short[option.method]}: ${option.why[lang]}`, columns).join('\n')}
              </Text>
            ))
          : null}
      </Box>
    </Box>
  );
}
