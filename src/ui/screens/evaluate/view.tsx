/** Step 7: base against tuned on rows never trained on, the verdict, and the rows themselves. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import type { Evaluation, Metrics, Score } from '../../../evaluate/types.js';
import { formatBytes, formatNumber, formatSeconds } from '../../../i18n/units.js';
import type { TrainingSummary } from '../../../workflow/types.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

export function EvaluateScreen(props: ScreenProps & { again: () => void }): ReactNode {
  const { state, dispatch, words, lang } = props;
  const [sample, setSample] = useState(0);
  const evaluation = state.outcome?.evaluation ?? null;
  const count = evaluation?.samples.length ?? 0;
  const keys = [
    { key: 'enter', label: words.keys.deploy, run: () => dispatch({ type: 'accept-evaluation' }) },
    { key: 'up', label: words.keys.samples, run: () => setSample((n) => Math.max(0, n - 1)) },
    { key: 'down', label: null, run: () => setSample((n) => Math.min(count - 1, n + 1)) },
    { key: 'n', label: words.keys.again, run: props.again },
  ];
  return (
    <StepFrame state={state} words={words} keys={keys}>
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      {evaluation ? (
        <Results {...props} evaluation={evaluation} training={state.outcome?.training ?? null} sample={sample} />
      ) : null}
    </StepFrame>
  );
}

type ResultsProps = ScreenProps & { evaluation: Evaluation; training: TrainingSummary | null; sample: number };

function Results(props: ResultsProps): ReactNode {
  const { training, sample } = props;
  return (
    <>
      <Verdict {...props} />
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Table {...props} />
        {training ? <Debrief {...props} training={training} /> : null}
      </Box>
      <SampleBox {...props} sample={sample} />
    </>
  );
}

const VERDICTS = {
  ship: { mark: 'done', token: 'good' },
  'do-not-ship': { mark: 'error', token: 'bad' },
  'not-enough-evidence': { mark: 'warning', token: 'warn' },
} as const;

function Verdict({ evaluation, words, lang }: ResultsProps): ReactNode {
  const { look, symbol } = useTheme();
  const verdict = VERDICTS[evaluation.verdict];
  return (
    <Box flexShrink={0}>
      <Text wrap="wrap">
        <Text bold {...look[verdict.token]}>
          {`${symbol[verdict.mark]} ${words.evaluate.verdict}: ${words.evaluate.words[evaluation.verdict]}. `}
        </Text>
        {evaluation.reason[lang]}
      </Text>
    </Box>
  );
}

/** Left out where the window is low: each says little beside another that stays. */
const LESSER = ['perplexity', 'precision', 'recall'];

function Table(props: ResultsProps): ReactNode {
  const { look } = useTheme();
  const { evaluation, words, rows } = props;
  const names = Object.keys(words.evaluate.metrics).filter((name) => rows >= 26 || !LESSER.includes(name));
  const { baseLoss, tunedLoss } = evaluation.retention;
  return (
    <>
      <Text {...look.muted} wrap="truncate-end">
        {cells(words.evaluate.title, words.evaluate.base, words.evaluate.tuned)}
        {`   ${words.evaluate.interval}`}
      </Text>
      {names.map((name) => (
        <MetricLine key={name} name={name} {...props} />
      ))}
      <Text wrap="truncate-end">
        {cells(words.evaluate.retention, formatNumber(baseLoss), formatNumber(tunedLoss))}
      </Text>
    </>
  );
}

function cells(name: string, base: string, tuned: string): string {
  return `${name.padEnd(32)}${base.padStart(9)}${tuned.padStart(10)}`;
}

function MetricLine({ name, evaluation, words }: ResultsProps & { name: string }): ReactNode {
  const { look } = useTheme();
  const base = scoreOf(evaluation.base, name);
  const tuned = scoreOf(evaluation.tuned, name);
  if (!base || !tuned) return null;
  const gain = name === 'loss' || name === 'perplexity' ? base.value - tuned.value : tuned.value - base.value;
  const numbers = cells(words.evaluate.metrics[name] ?? name, formatNumber(base.value), formatNumber(tuned.value));
  return (
    <Text wrap="truncate-end">
      {numbers.slice(0, -10)}
      <Text bold {...(gain > 0 ? look.good : gain < 0 ? look.bad : {})}>
        {numbers.slice(-10)}
      </Text>
      <Text {...look.muted}>{`   ${formatNumber(tuned.low)} – ${formatNumber(tuned.high)}`}</Text>
    </Text>
  );
}

function scoreOf(metrics: Metrics, name: string): Score | null {
  const found = Object.entries(metrics).find(([key]) => key === name)?.[1];
  return found && 'value' in found ? found : null;
}

function Debrief({ words, training, evaluation }: ResultsProps & { training: TrainingSummary }): ReactNode {
  const { look, symbol } = useTheme();
  const estimated = training.estimatedSeconds === null ? '–' : formatSeconds(training.estimatedSeconds);
  const memory = training.estimatedMemoryBytes === null ? '–' : formatBytes(training.estimatedMemoryBytes);
  return (
    <Text {...look.muted} wrap="truncate-end">
      {`${words.evaluate.estimated} ${estimated}, ${memory}  ${symbol.dot}  ${words.evaluate.actual} ${formatSeconds(training.seconds)}, ${formatBytes(training.peakRssBytes)}  ${symbol.dot}  ${words.evaluate.worse}: ${evaluation.worse.length}`}
    </Text>
  );
}

function SampleBox({ evaluation, words, sample }: ResultsProps): ReactNode {
  const { look } = useTheme();
  const one = evaluation.samples[sample];
  if (!one) return null;
  const oneLine = (text: string): string => text.replaceAll('\n', ' ');
  const answers = [
    [words.evaluate.expected, one.expected, {}],
    [words.evaluate.base, one.base, look.base],
    [words.evaluate.tuned, one.tuned, look.tuned],
  ] as const;
  const width = Math.max(...answers.map(([name]) => name.length));
  return (
    <Box marginTop={1} flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden">
      <Text wrap="truncate-end">
        <Text {...look.muted}>{`${words.evaluate.row} ${one.row} (${sample + 1}/${evaluation.samples.length}): `}</Text>
        {oneLine(one.prompt)}
      </Text>
      {answers.map(([name, text, tint]) => (
        <Text key={name} wrap="truncate-end" {...tint}>{`  ${name.padEnd(width)}  ${oneLine(text)}`}</Text>
      ))}
    </Box>
  );
}
