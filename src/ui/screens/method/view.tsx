/** Step 3: what this machine has, the two questions, the advice with its reasons, and every method with its price. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import { formatBytes } from '../../../i18n/units.js';
import { BUDGETS, COMPUTES, METHODS } from '../../../plan/types.js';
import type { PlannedRun } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { ChoiceList } from '../../components/choice-list.js';
import { MethodTable } from '../../components/method-table.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { usePatience } from '../../hooks/use-patience.js';
import { useTheme } from '../../theme/theme-context.js';
import { wrapWords } from '../../wrap-words.js';
import type { ScreenProps } from '../screen.js';

type Asked = 'budget' | 'compute' | 'nothing';

type MethodProps = ScreenProps;

export function MethodScreen(props: MethodProps): ReactNode {
  const { state, dispatch, words } = props;
  const { planned, answered } = state;
  const [asked, setAsked] = useState<Asked>(answered ? 'nothing' : 'budget');
  const [budget, setBudget] = useState(BUDGETS.indexOf(state.choices.budget));
  const [compute, setCompute] = useState(COMPUTES.indexOf(state.choices.compute));
  const patiently = usePatience(state.busy === 'plan');
  const choose = (by: number): void => {
    const at = METHODS.indexOf(planned?.plan.method ?? 'lora') + by;
    const method = METHODS[(at + METHODS.length) % METHODS.length];
    if (method) dispatch({ type: 'choose-method', method });
  };
  const answer = (): void => {
    if (asked === 'budget') {
      setAsked('compute');
      return;
    }
    // New answers deserve new advice, whatever was chosen before.
    if (state.choices.method !== null) dispatch({ type: 'choose-method', method: null });
    dispatch({ type: 'answer', budget: BUDGETS[budget] ?? 'low', compute: COMPUTES[compute] ?? 'limited' });
    setAsked('nothing');
  };
  const move = (by: number): void => {
    const moved = (n: number): number => Math.min(BUDGETS.length - 1, Math.max(0, n + by));
    if (asked === 'budget') setBudget(moved);
    else setCompute(moved);
  };
  const leave = (): void => (asked === 'compute' ? setAsked('budget') : dispatch({ type: 'back' }));
  const keys =
    asked === 'nothing'
      ? [
          {
            key: 'enter',
            label: words.keys.enter,
            run: () => patiently(() => dispatch({ type: 'accept-method' })),
          },
          { key: 'up', label: words.keys.method, run: () => choose(-1) },
          { key: 'down', label: null, run: () => choose(1) },
          { key: 'a', label: words.keys.questions, run: () => setAsked('budget') },
          { key: 'esc', label: words.keys.back, run: leave },
        ]
      : [
          { key: 'enter', label: words.keys.enter, run: answer },
          { key: 'up', label: words.keys.choose, run: () => move(-1) },
          { key: 'down', label: null, run: () => move(1) },
          { key: 'esc', label: words.keys.back, run: leave },
        ];
  return (
    <StepFrame state={state} words={words} keys={keys}>
      {planned ? <Machine {...props} planned={planned} /> : null}
      {asked === 'nothing' ? null : <Question {...props} asked={asked} at={asked === 'budget' ? budget : compute} />}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={props.lang} /> : null}
      {asked === 'nothing' && planned ? <Advice {...props} planned={planned} /> : null}
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
  return <Text {...look.muted} wrap="truncate-end">{`${words.method.machine}: ${parts.join(', ')}`}</Text>;
}

function Question({ words, asked, at }: MethodProps & { asked: 'budget' | 'compute'; at: number }): ReactNode {
  const answers = asked === 'budget' ? BUDGETS : COMPUTES;
  return (
    <Box marginTop={1} flexDirection="column" flexShrink={0}>
      <Text bold>{`${asked === 'budget' ? '1/2' : '2/2'}  ${words.method[asked]}`}</Text>
      <ChoiceList labels={answers.map((value) => words.method[value])} at={at} />
    </Box>
  );
}

function Advice(props: ScreenProps & { planned: PlannedRun }): ReactNode {
  const { look, symbol } = useTheme();
  const { state, words, lang, planned, columns } = props;
  const { plan } = planned;
  const title = state.choices.method === null ? words.method.advice : words.method.chosen;
  return (
    <Box flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden">
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <MethodTable plan={plan} words={words} lang={lang} columns={columns - 2} />
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold {...look.accent}>{`${title}: ${words.method.names[plan.method]}`}</Text>
        {plan.reasons.map((reason) => (
          <Text key={reason.en}>{`${symbol.dot} ${wrapWords(reason[lang], columns - 4).join('\n  ')}`}</Text>
        ))}
      </Box>
    </Box>
  );
}
