/** Step 3: what this machine has, the two questions, the advice with its reasons, and the alternatives with their price. */
import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { type ReactNode, useState } from 'react';
import { formatBytes, formatSeconds, formatUsd } from '../../i18n/units.js';
import { BUDGETS, type Budget, COMPUTES, METHODS, type MethodChoice } from '../../plan/types.js';
import type { PlannedRun } from '../../workflow/types.js';
import { Busy } from '../components/busy.js';
import { Frame } from '../components/frame.js';
import { ProblemBox } from '../components/problem-box.js';
import { useKeys } from '../keys.js';
import { color, symbol } from '../theme.js';
import type { ScreenProps } from './screen.js';

export function MethodScreen(props: ScreenProps): ReactNode {
  const { state, dispatch, words, common } = props;
  const [answered, setAnswered] = useState<'none' | Budget | 'both'>('none');
  const { planned } = state;
  const method = planned?.plan.method ?? 'lora';
  const next = METHODS[(METHODS.indexOf(method) + 1) % METHODS.length] ?? 'lora';
  const keys = [
    ...(answered === 'both'
      ? [
          { key: 'enter', label: words.keys.enter, run: () => dispatch({ type: 'accept-method' }) },
          { key: 'm', label: words.keys.method, run: () => dispatch({ type: 'choose-method', method: next }) },
          { key: 'q', label: words.keys.questions, run: () => setAnswered('none') },
        ]
      : [{ key: 'enter', label: words.keys.enter, run: () => {} }]),
    { key: 'esc', label: words.keys.back, run: () => dispatch({ type: 'back' }) },
    ...common.filter((key) => key.key !== 'q'),
  ];
  useKeys(keys);
  return (
    <Frame words={words} step="method" context={props.context} keys={keys}>
      {planned ? <Machine {...props} planned={planned} /> : null}
      {answered === 'both' ? null : <Questions {...props} answered={answered} setAnswered={setAnswered} />}
      {state.busy === 'plan' && answered === 'both' ? <Busy what={words.method.advice} note={state.note} /> : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={props.lang} /> : null}
      {answered === 'both' && planned ? <Advice {...props} plan={planned.plan} /> : null}
    </Frame>
  );
}

function Machine({ words, planned }: ScreenProps & { planned: PlannedRun }): ReactNode {
  const { hardware } = planned;
  return (
    <Text dimColor wrap="truncate-end">
      {`${words.method.machine}: ${hardware.cores} ${words.method.cores}, ${formatBytes(hardware.totalMemoryBytes)} ${words.method.memory} (${formatBytes(hardware.freeMemoryBytes)} ${words.method.free}), ${formatBytes(hardware.freeDiskBytes)} ${words.method.disk}, ${hardware.gpu ?? words.method.noGpu}`}
    </Text>
  );
}

type QuestionsProps = ScreenProps & {
  answered: 'none' | Budget | 'both';
  setAnswered: (value: 'none' | Budget | 'both') => void;
};

function Questions({ words, dispatch, answered, setAnswered }: QuestionsProps): ReactNode {
  if (answered === 'none') {
    return (
      <Box marginTop={1} flexDirection="column">
        <Text bold>{words.method.budget}</Text>
        <SelectInput
          key="budget"
          items={BUDGETS.map((value) => ({ key: value, value, label: words.method[value] }))}
          onSelect={(item) => setAnswered(item.value)}
        />
      </Box>
    );
  }
  return (
    <Box marginTop={1} flexDirection="column">
      <Text bold>{words.method.compute}</Text>
      <SelectInput
        key="compute"
        items={COMPUTES.map((value) => ({ key: value, value, label: words.method[value] }))}
        onSelect={(item) => {
          if (answered !== 'both') dispatch({ type: 'answer', budget: answered, compute: item.value });
          setAnswered('both');
        }}
      />
    </Box>
  );
}

function Advice({ words, lang, plan, columns }: ScreenProps & { plan: MethodChoice }): ReactNode {
  return (
    <Box marginTop={1} flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden">
      <Text bold color={color.accent}>{`${words.method.advice}: ${words.method.names[plan.method]}`}</Text>
      {plan.reasons.map((reason) => (
        <Text key={reason.en} wrap="wrap">{`${symbol.dot} ${reason[lang]}`}</Text>
      ))}
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text bold>{words.method.alternatives}</Text>
        {plan.alternatives.map((option) => (
          <Box key={option.method} flexDirection="column" flexShrink={0}>
            <Text wrap="truncate-end" color={option.fits ? undefined : color.bad}>
              {`${words.method.names[option.method].padEnd(24)} ${formatBytes(option.memoryBytes).padStart(8)}  ${formatSeconds(option.seconds).padStart(12)}  ${formatUsd(option.costUsd).padStart(9)}  ${option.fits ? `${symbol.done} ${words.method.fits}` : `${symbol.error} ${words.method.tooBig}`}`}
            </Text>
            <Text dimColor wrap={columns < 100 ? 'truncate-end' : 'wrap'}>{`   ${option.why[lang]}`}</Text>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
