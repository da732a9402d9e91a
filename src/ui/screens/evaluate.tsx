/** Step 7: base against tuned on rows never trained on, the verdict, and the rows themselves. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import type { Evaluation, Metrics, Score } from '../../evaluate/types.js';
import { formatBytes, formatNumber, formatSeconds } from '../../i18n/units.js';
import type { TrainingSummary } from '../../workflow/types.js';
import { Frame } from '../components/frame.js';
import { ProblemBox } from '../components/problem-box.js';
import { useKeys } from '../keys.js';
import { color, symbol } from '../theme.js';
import type { ScreenProps } from './screen.js';

export function EvaluateScreen(props: ScreenProps): ReactNode {
  const { state, dispatch, words, common, lang } = props;
  const [sample, setSample] = useState(0);
  const evaluation = state.outcome?.evaluation ?? null;
  const count = evaluation?.samples.length ?? 0;
  const keys = [
    { key: 'enter', label: words.keys.deploy, run: () => dispatch({ type: 'accept-evaluation' }) },
    { key: 'up', label: words.keys.samples, run: () => setSample((n) => Math.max(0, n - 1)) },
    { key: 'down', label: null, run: () => setSample((n) => Math.min(count - 1, n + 1)) },
    ...common,
  ];
  useKeys(keys);
  return (
    <Frame words={words} step="evaluate" context={props.context} keys={keys}>
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
      {evaluation ? (
        <Results {...props} evaluation={evaluation} training={state.outcome?.training ?? null} sample={sample} />
      ) : null}
    </Frame>
  );
}

type ResultsProps = ScreenProps & { evaluation: Evaluation; training: TrainingSummary | null; sample: number };

function Results(props: ResultsProps): ReactNode {
  const { evaluation, words, lang, training, sample } = props;
  const { retention } = evaluation;
  const good = evaluation.verdict === 'ship';
  return (
    <>
      <Text bold>{words.evaluate.title}</Text>
      <Text
        dimColor
      >{`${words.evaluate.metric.padEnd(18)}${words.evaluate.base.padStart(9)}${words.evaluate.tuned.padStart(10)}   ${words.evaluate.tuned} ${words.evaluate.interval}`}</Text>
      {Object.keys(words.evaluate.metrics).map((name) => (
        <MetricLine key={name} name={name} {...props} />
      ))}
      <Text wrap="truncate-end">{`${words.evaluate.retention.padEnd(18)}${formatNumber(retention.baseLoss).padStart(9)}${formatNumber(retention.tunedLoss).padStart(10)}`}</Text>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text wrap="wrap">
          <Text
            bold
            color={good ? color.good : color.warn}
          >{`${good ? symbol.done : symbol.warning} ${words.evaluate.verdict}: ${words.evaluate.words[evaluation.verdict]}. `}</Text>
          {evaluation.reason[lang]}
        </Text>
        {training ? <Debrief {...props} training={training} /> : null}
      </Box>
      <SampleBox {...props} sample={sample} />
    </>
  );
}

function MetricLine({ name, evaluation, words }: ResultsProps & { name: string }): ReactNode {
  const base = scoreOf(evaluation.base, name);
  const tuned = scoreOf(evaluation.tuned, name);
  if (!base || !tuned) return null;
  const lowerIsBetter = name === 'loss' || name === 'perplexity';
  const better = lowerIsBetter ? tuned.value < base.value : tuned.value > base.value;
  return (
    <Text wrap="truncate-end">
      {`${(words.evaluate.metrics[name] ?? name).padEnd(18)}${formatNumber(base.value).padStart(9)}`}
      <Text color={better ? color.good : color.bad}>{formatNumber(tuned.value).padStart(10)}</Text>
      <Text dimColor>{`   ${formatNumber(tuned.low)} – ${formatNumber(tuned.high)}`}</Text>
    </Text>
  );
}

function scoreOf(metrics: Metrics, name: string): Score | null {
  const found = Object.entries(metrics).find(([key]) => key === name)?.[1];
  return found && 'value' in found ? found : null;
}

function Debrief({ words, training }: ResultsProps & { training: TrainingSummary }): ReactNode {
  const estimated = training.estimatedSeconds === null ? '–' : formatSeconds(training.estimatedSeconds);
  const memory = training.estimatedMemoryBytes === null ? '–' : formatBytes(training.estimatedMemoryBytes);
  return (
    <Text dimColor wrap="truncate-end">
      {`${words.evaluate.estimated} ${estimated}, ${memory}  ${symbol.dot}  ${words.evaluate.actual} ${formatSeconds(training.seconds)}, ${formatBytes(training.peakRssBytes)}`}
    </Text>
  );
}

function SampleBox({ evaluation, words, sample }: ResultsProps): ReactNode {
  const one = evaluation.samples[sample];
  if (!one) return null;
  const row = evaluation.worse.length;
  return (
    <Box marginTop={1} flexDirection="column" flexGrow={1} flexBasis={0} overflow="hidden">
      <Text
        dimColor
      >{`${words.evaluate.row} ${one.row} (${sample + 1}/${evaluation.samples.length})  ${symbol.dot}  ${row} ${words.evaluate.worse}`}</Text>
      <Text wrap="truncate-end">{one.prompt.replaceAll('\n', ' ')}</Text>
      <Text wrap="truncate-end" dimColor>{`  ${words.evaluate.expected}: ${one.expected.replaceAll('\n', ' ')}`}</Text>
      <Text
        wrap="truncate-end"
        color={color.base}
      >{`  ${words.evaluate.base}: ${one.base.replaceAll('\n', ' ')}`}</Text>
      <Text
        wrap="truncate-end"
        color={color.tuned}
      >{`  ${words.evaluate.tuned}: ${one.tuned.replaceAll('\n', ' ')}`}</Text>
    </Box>
  );
}
