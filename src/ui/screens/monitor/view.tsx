/** Steps 5 and 6: the running job, from its event log. The job goes on when the app is closed. */
import type { ReactNode } from 'react';
import { Busy } from '../../components/busy.js';
import { JobFailure } from '../../components/job-failure.js';
import { ProblemBox, problemRows } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import type { ScreenProps } from '../screen.js';
import { AnswersView, AnswerTable, answersPart } from './answers.js';
import { Curves } from './curves.js';
import { monitorKeys } from './keys.js';
import { HEADLINE_ROWS, Headline, Notes, Numbers, noteRows, TITLE_ROWS } from './numbers.js';
import { MONITOR_START, type MonitorState, reduceMonitor } from './reducer.js';

const KEPT: KeptStates<MonitorState> = new WeakMap();

export function MonitorScreen(props: ScreenProps): ReactNode {
  const { state, dispatch, words, lang, leave, again } = props;
  const [view, act] = useKeptReducer(KEPT, reduceMonitor, {
    start: () => MONITOR_START,
    reopened: (before) => ({ ...before, sure: false }),
  });
  const { progress } = state;
  const answers = progress?.answers ?? [];
  const { last: hidden } = answersPart(answers, view, answerRows(props));
  const facts = { status: progress?.status ?? null, checkpoints: answers.length, hidden };
  const keys = monitorKeys(words, view, facts, {
    act,
    control: (action) => dispatch({ type: 'control', action }),
    again,
    home: leave,
  });
  return (
    <StepFrame state={state} words={words} keys={keys}>
      {progress === null ? <Busy what={words.monitor.starting} note={state.note} /> : null}
      {progress === null ? null : <Watched {...props} progress={progress} view={view} />}
      {state.problem ? (
        <ProblemBox
          problem={state.problem}
          words={words}
          lang={lang}
          within={{ columns: props.columns, rows: boxRows(props) }}
        />
      ) : null}
    </StepFrame>
  );
}

/** Rows of the error box: all of it where the first lines and the last row of the numbers stay. */
const boxRows = (props: ScreenProps): number =>
  Math.min(problemRows(props.state.problem, props), props.rows - HEADLINE_ROWS);

/** Below the headline, where nothing but the answers or a crash is told. */
const answerRows = (props: ScreenProps): number => props.rows - TITLE_ROWS - boxRows(props);

type Progress = NonNullable<ScreenProps['state']['progress']>;
export type WatchedProps = ScreenProps & { progress: Progress; view: typeof MONITOR_START };

/** Rows of a chart that still says something. */
const LOWEST_CHART = 6;
const TABLE_ROWS = 4;

function Watched(props: WatchedProps): ReactNode {
  const { progress, view, rows, columns } = props;
  const ended = progress.status === 'failed' || progress.status === 'interrupted';
  const answers = progress.answers ?? [];
  const left = rows - HEADLINE_ROWS - noteRows(props) - boxRows(props);
  // After a crash, what the log says comes before the curve.
  if (ended) {
    return (
      <>
        <Headline {...props} />
        <JobFailure jobId={progress.jobId} error={progress.error} rows={answerRows(props)} columns={columns} />
      </>
    );
  }
  if (view.shows === 'answers' && answers.length > 0) {
    return (
      <>
        <Headline {...props} />
        <AnswersView {...props} answers={answers} rows={answerRows(props)} />
      </>
    );
  }
  const table = answers.length > 0 && left - TABLE_ROWS - 1 >= LOWEST_CHART;
  return (
    <>
      <Headline {...props} />
      <Numbers {...props} />
      {left >= LOWEST_CHART ? <Curves {...props} rows={left - (table ? TABLE_ROWS : 0)} /> : null}
      {table ? <AnswerTable {...props} answers={answers} /> : null}
      <Notes {...props} />
    </>
  );
}
