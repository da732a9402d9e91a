/** Step 4: every setting explained and editable, with the estimate beside. The last line starts the training. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import type { Localized } from '../../../base/localized.js';
import { formatBytes, formatCount, formatSeconds, formatUsd } from '../../../i18n/units.js';
import { type Field, hyperparameterFields } from '../../../plan/hyperparameter-fields.js';
import type { Plan } from '../../../plan/types.js';
import { editsBetween } from '../../../workflow/edits.js';
import { Busy } from '../../components/busy.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { TextField } from '../../components/text-field.js';
import { usePatience } from '../../hooks/use-patience.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

export function HyperparametersScreen(props: ScreenProps): ReactNode {
  const { state } = props;
  return state.planned ? <Form {...props} plan={state.planned.plan} /> : null;
}

function Form(props: ScreenProps & { plan: Plan }): ReactNode {
  const { look, symbol } = useTheme();
  const { state, dispatch, words, lang, plan, rows } = props;
  const fields = hyperparameterFields.filter((field) => field.method === undefined || field.method === plan.method);
  const [at, setAt] = useState(fields.length);
  const [draft, setDraft] = useState<string | null>(null);
  const [fault, setFault] = useState<Localized | null>(null);
  const field = fields[at];
  const patiently = usePatience(state.busy === 'plan');
  const working = state.busy === 'measure' || state.busy === 'start';
  const leave = (): void => {
    setDraft(null);
    setFault(null);
  };
  const submit = (text: string): void => {
    if (!field) return;
    if (text.trim() === '') {
      leave();
      return;
    }
    const edit = field.parse(text, plan.hyperparameters);
    setFault(edit.ok ? null : edit.problem);
    if (!edit.ok) return;
    setDraft(null);
    dispatch({ type: 'edit', hyperparameters: editsBetween(plan.hyperparameters, edit.value) });
  };
  const editing = [
    { key: 'enter', label: words.settings.keep },
    { key: 'esc', label: words.settings.leave, run: leave },
  ];
  const moving = [
    field
      ? { key: 'enter', label: words.keys.edit, run: () => setDraft('') }
      : {
          key: 'enter',
          label: words.keys.start,
          run: () => {
            if (!working) patiently(() => dispatch({ type: 'start' }));
          },
        },
    { key: 'up', label: words.keys.move, run: () => setAt((n) => Math.max(0, n - 1)) },
    { key: 'down', label: null, run: () => setAt((n) => Math.min(fields.length, n + 1)) },
    {
      key: 'm',
      label: words.keys.measure,
      run: () => {
        if (!working) patiently(() => dispatch({ type: 'measure' }));
      },
    },
    { key: 'esc', label: words.keys.back, run: () => dispatch({ type: 'back' }) },
  ];
  const keys = draft === null ? moving : editing;
  // Below the list: the explanation (1 + 3 rows), the estimate (1 + 4), or the work going on.
  const room = Math.max(4, rows - (plan.estimate.recommendations.length > 0 ? 10 : 9));
  const first = Math.max(0, Math.min(at - Math.floor(room / 2), fields.length + 1 - room));
  return (
    <StepFrame state={state} words={words} keys={keys}>
      <Text bold>
        {`${words.steps.hyperparameters}: ${words.method.names[plan.method]}`}
        <Text {...look.muted}>{first > 0 ? `  (+${first} ${words.settings.above})` : ''}</Text>
        <Text {...look.muted}>
          {first + room <= fields.length ? `  (+${fields.length + 1 - first - room} ${words.settings.below})` : ''}
        </Text>
      </Text>
      <Box flexDirection="column" flexShrink={0}>
        {fields.slice(first, first + room).map((one) => (
          <FieldLine
            key={one.key}
            field={one}
            here={one === field}
            draft={one === field ? draft : null}
            plan={plan}
            lang={lang}
            onChange={setDraft}
            onSubmit={submit}
          />
        ))}
        {first + room > fields.length ? (
          <Text
            bold={!field}
            {...(field ? {} : look.accent)}
          >{`${field ? ' ' : symbol.pointer} ${words.settings.start}`}</Text>
        ) : null}
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0} height={3} overflow="hidden">
        {field ? null : <Text {...look.muted}>{words.settings.good}</Text>}
        {fault ? <Text {...look.bad}>{fault[lang]}</Text> : null}
        {field && !fault ? (
          <Text {...look.muted} wrap="wrap">
            {field.why[lang]}
          </Text>
        ) : null}
      </Box>
      {state.problem ? (
        <ProblemBox problem={state.problem} words={words} lang={lang} />
      ) : (
        <EstimateBox {...props} plan={plan} />
      )}
      {working ? (
        <Busy what={state.busy === 'measure' ? words.monitor.measuring : words.monitor.starting} note={state.note} />
      ) : null}
    </StepFrame>
  );
}

interface FieldLineProps {
  field: Field;
  here: boolean;
  draft: string | null;
  plan: Plan;
  lang: ScreenProps['lang'];
  onChange: (text: string) => void;
  onSubmit: (text: string) => void;
}

function FieldLine({ field, here, draft, plan, lang, onChange, onSubmit }: FieldLineProps): ReactNode {
  const { look, symbol } = useTheme();
  const range = field.kind === 'number' ? `${field.min} – ${field.max}` : (field.choices?.join(', ') ?? '');
  return (
    <Box flexShrink={0}>
      <Box flexShrink={0}>
        <Text {...(here ? look.accent : {})}>{`${here ? symbol.pointer : ' '} ${field.label[lang].padEnd(26)}`}</Text>
      </Box>
      {draft === null ? (
        <Text bold={here} wrap="truncate-end">
          {field.format(plan.hyperparameters)}
        </Text>
      ) : (
        <TextField
          value={draft}
          focused
          placeholder={field.format(plan.hyperparameters)}
          onChange={onChange}
          onSubmit={onSubmit}
        />
      )}
      {here ? <Text {...look.muted} wrap="truncate-end">{`   (${range})`}</Text> : null}
    </Box>
  );
}

function EstimateBox({ words, lang, plan }: ScreenProps & { plan: Plan }): ReactNode {
  const { look, symbol } = useTheme();
  const { estimate } = plan;
  const hosted = Object.entries(estimate.costUsd).filter(([name]) => name !== 'local');
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text bold>
        {`${words.settings.estimate}: ${formatSeconds(estimate.seconds)}, ${formatBytes(estimate.memoryBytes)} ${words.method.memory} `}
        <Text {...look.muted}>{`(${estimate.measured ? words.settings.measured : words.settings.calculated})`}</Text>
      </Text>
      <Text wrap="truncate-end">{`${estimate.steps} ${words.settings.steps} ${symbol.dot} ${formatCount(estimate.trainTokens)} ${words.settings.tokens} ${symbol.dot} ${formatCount(estimate.trainableParameters)} ${words.settings.of} ${formatCount(estimate.totalParameters)} ${words.method.trainable}`}</Text>
      <Text
        {...look.muted}
        wrap="truncate-end"
      >{`${words.settings.local} ${formatUsd(estimate.costUsd.local ?? 0)} ${symbol.dot} ${words.settings.hosted}: ${hosted.map(([name, cost]) => `${name} ${formatUsd(cost)}`).join(', ')}`}</Text>
      {estimate.recommendations.slice(0, 1).map((advice) => (
        <Text key={advice.en} {...look.warn} wrap="truncate-end">{`${symbol.warning} ${advice[lang]}`}</Text>
      ))}
    </Box>
  );
}
