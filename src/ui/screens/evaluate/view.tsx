/** Step 7: base against tuned on rows never trained on, the verdict, and the rows themselves. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import type { Evaluation } from '../../../evaluate/types.js';
import { ProblemBox, problemRows } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { useDebrief } from '../../hooks/use-debrief.js';
import { useJobRows } from '../../hooks/use-job-rows.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { cut } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { Confusion } from './confusion.js';
import { evaluateKeys } from './keys.js';
import { EVALUATE_START, type EvaluateState, type EvaluateView, reduceEvaluate, VIEWS } from './reducer.js';
import { RowBrowser, WorstRows } from './row-views.js';
import { filtered, samplesOf, worst } from './rows.js';
import { Scores, scoresPart } from './scores.js';
import { WholeRow } from './whole-row.js';

const KEPT: KeptStates<EvaluateState> = new WeakMap();

export function EvaluateScreen(props: ScreenProps): ReactNode {
  const { state, dispatch, words, lang, again, leave } = props;
  const [view, act] = useKeptReducer(KEPT, reduceEvaluate, { start: () => EVALUATE_START });
  const evaluation = state.outcome?.evaluation ?? null;
  const kept = useJobRows(state.progress?.jobId ?? null);
  const rows = kept ?? (evaluation ? samplesOf(evaluation) : []);
  const labels = evaluation?.tuned.confusion?.labels.length ?? 0;
  const views = VIEWS.filter((one) => one !== 'confusion' || labels > 0);
  const shown = view.view === 'worst' ? worst(rows) : filtered(rows, view.filter);
  const layout = evaluation && layoutOf({ ...props, evaluation, view });
  const hidden = evaluation && layout ? scoresPart({ ...props, evaluation, view, rows: layout.rows }).last : 0;
  const keys = evaluateKeys(
    words,
    view,
    { views: evaluation ? views : ['scores'], count: shown.length, labels, hidden },
    { act, deploy: () => dispatch({ type: 'accept-evaluation' }), debrief: useDebrief(state), again, home: leave },
  );
  const at = Math.min(view.at, shown.length - 1);
  const pair = shown[at];
  if (view.whole && pair) {
    return <WholeRow {...props} pair={pair} at={at} count={shown.length} scroll={view.whole.scroll} act={act} />;
  }
  return (
    <StepFrame state={state} words={words} keys={keys}>
      {state.problem ? (
        <ProblemBox
          problem={state.problem}
          words={words}
          lang={lang}
          within={{ columns: props.columns, rows: problemRows(state.problem, props) }}
        />
      ) : null}
      {evaluation && layout ? (
        <Results {...props} {...layout} evaluation={evaluation} view={view} views={views} shown={shown} />
      ) : (
        <Text>{words.evaluate.noEvaluation}</Text>
      )}
    </StepFrame>
  );
}

export interface ResultsProps extends ScreenProps {
  evaluation: Evaluation;
  view: EvaluateState;
}

interface Layout {
  /** Of the verdict. */
  lines: readonly string[];
  /** Left to the view below it. */
  rows: number;
}

/** Tabs, the free row below them, and one at the end. */
const AROUND = 3;
/** Rows of a list or a matrix to which the verdict does not give way. */
const ENOUGH = 10;

/** The verdict is whole above the scores; elsewhere it is where the rows suffice for both. */
function layoutOf(props: ResultsProps): Layout {
  const { evaluation, view, words, columns, lang, state } = props;
  const whole = wrapWords(verdictText(evaluation, words, lang), columns - 2);
  const room = props.rows - AROUND - problemRows(state.problem, props);
  const labels = evaluation.tuned.confusion?.labels.length ?? 0;
  const needed = view.view === 'confusion' ? Math.min(labels + 3, ENOUGH) : ENOUGH;
  const most = view.view === 'scores' ? whole.length : Math.max(1, room - needed);
  const lines =
    whole.length <= most ? whole : [...whole.slice(0, most - 1), cut(whole.slice(most - 1).join(' '), columns - 3)];
  return { lines, rows: room - lines.length };
}

interface Shown extends Layout {
  views: readonly EvaluateView[];
  shown: ReturnType<typeof filtered>;
}

function Results(props: ResultsProps & Shown): ReactNode {
  const { view, views, shown, words, lines } = props;
  return (
    <>
      <Box flexDirection="column" flexShrink={0}>
        <Verdict {...props} lines={lines} />
        <Tabs views={views} at={view.view} words={words} />
      </Box>
      <Box flexDirection="column" marginTop={1} flexGrow={1} flexBasis={0} overflowY="hidden">
        {view.view === 'scores' ? <Scores {...props} /> : null}
        {view.view === 'confusion' ? <Confusion {...props} /> : null}
        {view.view === 'samples' ? <RowBrowser {...props} pairs={shown} /> : null}
        {view.view === 'worst' ? <WorstRows {...props} pairs={shown} /> : null}
      </Box>
    </>
  );
}

const VERDICTS = {
  ship: { mark: 'done', token: 'good' },
  'do-not-ship': { mark: 'error', token: 'bad' },
  'not-enough-evidence': { mark: 'warning', token: 'warn' },
} as const;

const verdictText = (
  { verdict, reason }: Evaluation,
  { evaluate }: ScreenProps['words'],
  lang: ScreenProps['lang'],
): string => `${evaluate.verdict}: ${evaluate.words[verdict]}. ${reason[lang]}`;

function Verdict({ evaluation, words, lines }: ResultsProps & { lines: readonly string[] }): ReactNode {
  const { look, symbol } = useTheme();
  const { mark, token } = VERDICTS[evaluation.verdict];
  const head = `${words.evaluate.verdict}: ${words.evaluate.words[evaluation.verdict]}.`;
  return (
    <Text>
      <Text bold {...look[token]}>
        {`${symbol[mark]} ${head}`}
      </Text>
      {lines.join('\n  ').slice(head.length)}
    </Text>
  );
}

function Tabs({
  views,
  at,
  words,
}: {
  views: Shown['views'];
  at: EvaluateView;
  words: ScreenProps['words'];
}): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <Text wrap="truncate-end">
      {views.map((view) => (
        <Text key={view} {...(view === at ? { ...look.accent, bold: true } : look.muted)}>
          {`${view === at ? symbol.pointer : ' '} ${words.evaluate.views[view]}   `}
        </Text>
      ))}
    </Text>
  );
}
