/** Step 3: what this machine has, the two questions, the advice with its reasons, and every method with its price. */
import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useState } from 'react';
import { formatBytes } from '../../i18n/units.js';
import { BUDGETS, type Budget, COMPUTES, METHODS } from '../../plan/types.js';
import type { PlannedRun } from '../../workflow/types.js';
import { Busy } from '../components/busy.js';
import { Frame } from '../components/frame.js';
import { MethodTable } from '../components/method-table.js';
import { ProblemBox } from '../components/problem-box.js';
import { useKeys } from '../keys.js';
import { color, symbol } from '../theme.js';
import type { ScreenProps } from './screen.js';

type Asked = 'budget' | 'compute' | 'nothing';

export interface MethodProps extends ScreenProps {
  /** Who comes back from the settings has answered before. */
  answered: boolean;
  onAnswer: () => void;
}

export function MethodScreen(props: MethodProps): ReactNode {
  const { state, dispatch, words, common, answered } = props;
  const { planned } = state;
  const [asked, setAsked] = useState<Asked>(answered ? 'nothing' : 'budget');
  const [budget, setBudget] = useState<Budget>(state.choices.budget);
  const choose = (by: number): void => {
    const at = METHODS.indexOf(planned?.plan.method ?? 'lora') + by;
    const method = METHODS[(at + METHODS.length) % METHODS.length];
    if (method) dispatch({ type: 'choose-method', method });
  };
  const keys =
    asked === 'nothing'
      ? [
          { key: 'enter', label: words.keys.enter, run: () => dispatch({ type: 'accept-method' }) },
          { key: 'up', label: words.keys.method, run: () => choose(-1) },
          { key: 'down', label: null, run: () => choose(1) },
          { key: 'a', label: words.keys.questions, run: () => setAsked('budget') },
          { key: 'esc', label: words.keys.back, run: () => dispatch({ type: 'back' }) },
          ...common,
        ]
      : [
          { key: 'enter', label: words.keys.enter, run: () => {} },
          { key: 'up', label: words.keys.choose, run: () => {} },
          {
            key: 'esc',
            label: words.keys.back,
            run: () => (asked === 'compute' ? setAsked('budget') : dispatch({ type: 'back' })),
          },
          ...common,
        ];
  useKeys(keys);
  return (
    <Frame words={words} step="method" context={props.context} keys={keys}>
      {planned ? <Machine {...props} planned={planned} /> : null}
      {asked === 'nothing' ? null : (
        <Questions {...props} asked={asked} setAsked={setAsked} budget={budget} setBudget={setBudget} />
      )}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={props.lang} /> : null}
      {asked === 'nothing' && planned ? <Advice {...props} planned={planned} /> : null}
      {state.busy === 'plan' && !planned ? <Busy what={words.method.planning} note={state.note} /> : null}
    </Frame>
  );
}

function Machine({ words, planned }: ScreenProps & { planned: PlannedRun }): ReactNode {
  const { hardware } = planned;
  const parts = [
    `${hardware.cores} ${words.method.cores}`,
    `${formatBytes(hardware.totalMemoryBytes)} ${words.method.memory} (${formatBytes(hardware.freeMemoryBytes)} ${words.method.free})`,
    `${formatBytes(hardware.freeDiskBytes)} ${words.method.disk}`,
    hardware.gpu ?? words.method.noGpu,
  ];
  return <Text dimColor wrap="truncate-end">{`${words.method.machine}: ${parts.join(', ')}`}</Text>;
}

type QuestionsProps = MethodProps & {
  asked: 'budget' | 'compute';
  setAsked: (value: Asked) => void;
  budget: Budget;
  setBudget: (value: Budget) => void;
};

function Questions({
  state,
  words,
  dispatch,
  onAnswer,
  asked,
  setAsked,
  budget,
  setBudget,
}: QuestionsProps): ReactNode {
  const { choices } = state;
  if (asked === 'budget') {
    return (
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold>{`1/2  ${words.method.budget}`}</Text>
        <SelectInput
          key="budget"
          items={BUDGETS.map((value) => ({ key: value, value, label: words.method[value] }))}
          initialIndex={BUDGETS.indexOf(budget)}
          onSelect={(item) => {
            setBudget(item.value);
            setAsked('compute');
          }}
        />
      </Box>
    );
  }
  return (
    <Box marginTop={1} flexDirection="column" flexShrink={0}>
      <Text bold>{`2/2  ${words.method.compute}`}</Text>
      <SelectInput
        key="compute"
        items={COMPUTES.map((value) => ({ key: value, value, label: words.method[value] }))}
        initialIndex={COMPUTES.indexOf(choices.compute)}
        onSelect={(item) => {
          // New answers deserve new advice, whatever was chosen before.
          if (choices.method !== null) dispatch({ type: 'choose-method', method: null });
          dispatch({ type: 'answer', budget, compute: item.value });
          onAnswer();
          setAsked('nothing');
        }}
      />
    </Box>
  );
}

function Advice(props: ScreenProps & { planned: PlannedRun }): ReactNode {
  const { state, words, lang, planned, columns } = props;
  const { plan } = planned;
  const title = state.choices.method === null ? words.method.advice : words.method.chosen;
  return (
    <Box flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden">
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <MethodTable plan={plan} words={words} lang={lang} columns={columns - 2} />
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold color={color.accent}>{`${title}: ${words.method.names[plan.method]}`}</Text>
        {plan.reasons.map((reason) => (
          <Text key={reason.en} wrap="wrap">{`${symbol.dot} ${reason[lang]}`}</Text>
        ))}
      </Box>
    </Box>
  );
}
