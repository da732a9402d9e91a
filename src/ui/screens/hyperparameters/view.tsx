/** Step 4: every setting explained and editable, with an estimate that follows while typing. The last line starts the training. */
import type { ReactNode } from 'react';
import { parseWithin } from '../../../plan/hyperparameter-fields.js';
import type { Plan } from '../../../plan/types.js';
import { editsBetween } from '../../../workflow/edits.js';
import { previewPlan } from '../../../workflow/preview-plan.js';
import type { PlannedRun, PreparedData } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { EstimateBox, estimateRows } from '../../components/estimate-box.js';
import { ProblemBox } from '../../components/problem-box.js';
import { ScheduleChart } from '../../components/schedule-chart.js';
import { StepFrame } from '../../components/step-frame.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { usePatience } from '../../hooks/use-patience.js';
import type { ScreenProps } from '../screen.js';
import { Explained } from './explained.js';
import { FieldList } from './field-list.js';
import { formKeys } from './keys.js';
import { drafted, type FormState, fieldsOf, formStart, nudged, reduceForm } from './reducer.js';

export function HyperparametersScreen(props: ScreenProps): ReactNode {
  const { planned, prepared } = props.state;
  return planned && prepared ? <Form {...props} planned={planned} prepared={prepared} /> : <Planning {...props} />;
}

/** On the way back to where a person was before the app closed. */
function Planning(props: ScreenProps): ReactNode {
  const { state, dispatch, words, lang } = props;
  const keys = [
    ...(state.problem ? [{ key: 'r', label: words.keys.retry, run: () => dispatch({ type: 'retry' }) }] : []),
    { key: 'esc', label: words.keys.back, run: () => dispatch({ type: 'back' }) },
  ];
  return (
    <StepFrame {...props} keys={keys}>
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      {state.busy ? <Busy what={words.method.planning} note={state.note} /> : null}
    </StepFrame>
  );
}

type FormProps = ScreenProps & { planned: PlannedRun; prepared: PreparedData };

const KEPT: KeptStates<FormState> = new WeakMap();

function Form(props: FormProps): ReactNode {
  const { state, dispatch, words, planned, prepared } = props;
  const { plan } = planned;
  const fields = fieldsOf(plan.method, prepared.adapter != null);
  // An adapter leaves fewer settings to point at.
  const about = `${plan.method} ${prepared.adapter?.path ?? ''}`;
  const [local, act] = useKeptReducer(KEPT, reduceForm, { about, start: () => formStart(fields) });
  const field = fields[local.at];
  const patiently = usePatience(state.busy === 'plan');
  const working = state.busy === 'measure' || state.busy === 'start';
  const keep = (wanted: Plan['hyperparameters']): void =>
    dispatch({ type: 'edit', hyperparameters: editsBetween(plan.hyperparameters, wanted) });
  const submit = (text: string): void => {
    const edit = field && text.trim() !== '' ? parseWithin(field, text, plan.hyperparameters, plan.limits) : null;
    if (edit && !edit.ok) {
      act({ type: 'refuse', fault: edit.problem });
      return;
    }
    if (edit) keep(edit.value);
    act({ type: 'leave' });
  };
  const keys = formKeys(words, local.draft !== null ? 'draft' : field ? 'field' : 'start', {
    start: () => !working && patiently(() => dispatch({ type: 'start' })),
    edit: () => act({ type: 'edit', text: '' }),
    nudge:
      field === undefined || field.kind === 'list'
        ? null
        : (by) => {
            const wanted = nudged(field, plan.hyperparameters, by, plan.limits);
            if (wanted) keep(wanted);
          },
    move: (by) => act({ type: 'move', by, last: fields.length }),
    measure: () => !working && patiently(() => dispatch({ type: 'measure' })),
    stopEditing: () => act({ type: 'leave' }),
    back: () => dispatch({ type: 'back' }),
  });
  const wanted = drafted(field, local.draft, plan.hyperparameters, plan.limits);
  const preview = wanted && previewPlan({ choices: state.choices, prepared, planned }, wanted);
  const shown = preview ?? plan;
  const room = roomFor(props, shown, field?.key);
  return (
    <StepFrame
      {...props}
      keys={keys}
      typing={local.draft !== null}
      why={field ? { field: field.key } : { number: 'time' }}
    >
      <FieldList
        fields={fields}
        local={local}
        plan={plan}
        columns={props.columns}
        rows={room.list}
        words={words}
        lang={props.lang}
        onChange={(text) => act({ type: 'edit', text })}
        onSubmit={submit}
      />
      <Explained {...props} field={field} fault={local.fault} rows={room.why} />
      {room.chart > 0 ? <ScheduleChart plan={shown} words={words} columns={props.columns} rows={room.chart} /> : null}
      {state.problem ? (
        <ProblemBox problem={state.problem} words={words} lang={props.lang} />
      ) : (
        <EstimateBox
          plan={shown}
          before={preview ? plan : null}
          words={words}
          lang={props.lang}
          columns={props.columns}
        />
      )}
      {working ? <Work {...props} measuring={state.busy === 'measure'} /> : null}
    </StepFrame>
  );
}

function Work({ words, state, measuring }: FormProps & { measuring: boolean }): ReactNode {
  return <Busy what={measuring ? words.monitor.measuring : words.monitor.starting} note={state.note} />;
}

/** Settings that bend the curve of the learning rate: where room is short, it is drawn only for them. */
const RATE_FIELDS: readonly string[] = ['learningRate', 'warmupRatio', 'schedule', 'epochs'];

/** Rows of the list, the explanation and the chart; the rest is the estimate's. */
function roomFor(
  { rows, columns, lang, state }: ScreenProps,
  plan: Plan,
  key: string | undefined,
): Record<'list' | 'why' | 'chart', number> {
  const estimate = state.problem ? 5 : estimateRows(plan, lang, columns);
  const why = rows >= 16 ? 3 : 2;
  // A free row before the explanation, and one for what is being done.
  const free = rows - estimate - why - 2;
  const bends = key !== undefined && RATE_FIELDS.includes(key);
  const chart = free >= 26 ? 9 : free >= 18 ? 6 : free >= 8 && bends ? 4 : 0;
  return { list: Math.max(3, free - (chart > 0 ? chart + 1 : 0)), why, chart };
}
