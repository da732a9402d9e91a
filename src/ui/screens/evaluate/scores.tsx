/** The metrics of base and tuned with their intervals drawn as bars on one scale, and what the training took. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import { METRIC_SCALES } from '../../../evaluate/metric-scale.js';
import type { MetricName } from '../../../evaluate/score-rows.js';
import type { Score } from '../../../evaluate/types.js';
import { formatBytes, formatNumber, formatSeconds } from '../../../i18n/units.js';
import { DEFAULT_BASE, NEXT_BASE } from '../../../models/default-base.js';
import { intervalBar } from '../../interval-bar.js';
import type { Scrolled } from '../../scrolled.js';
import { padded } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import { within } from '../../within.js';
import { CountedTitle } from './counted-title.js';
import type { ResultsProps } from './view.js';

/** Shown first where there is no room for all. */
const ORDER = [
  'accuracy',
  'f1',
  'exactMatch',
  'tokenF1',
  'chrF',
  'parses',
  'loss',
  'perplexity',
  'precision',
  'recall',
] as const satisfies readonly MetricName[];

interface Metric {
  name: MetricName;
  base: Score;
  tuned: Score;
}

/** The metrics that have room, from those on that are not scrolled away. */
export function scoresPart(props: ResultsProps): Scrolled<Metric> {
  const { evaluation, view, rows } = props;
  const metrics = ORDER.flatMap((name): Metric[] => {
    const [base, tuned] = [measured(evaluation.base[name]), measured(evaluation.tuned[name])];
    return base && tuned ? [{ name, base, tuned }] : [];
  });
  const room = Math.max(1, Math.floor((rows - 1 - afterLines(props).length) / 2));
  const last = Math.max(0, metrics.length - room);
  const above = within(view.skipped, last);
  return { shown: metrics.slice(above, above + room), above, below: last - above, last };
}

export function Scores(props: ResultsProps): ReactNode {
  const { look } = useTheme();
  const { words } = props;
  const part = scoresPart(props);
  return (
    <>
      <CountedTitle text={`${words.evaluate.title}, ${words.evaluate.interval}`} part={part} {...props} />
      {part.shown.map((metric) => (
        <MetricLines key={metric.name} {...props} {...metric} />
      ))}
      {afterLines(props).map((line) => (
        <Text key={line} {...look.muted} wrap="truncate-end">
          {line}
        </Text>
      ))}
    </>
  );
}

const NAME = 13;
const WHO = 7;
const VALUE = 8;
const RANGE = 15;

function MetricLines(props: ResultsProps & Metric): ReactNode {
  const { look, symbol } = useTheme();
  const { name, base, tuned, words, columns } = props;
  const { higherIsBetter, most } = METRIC_SCALES[name];
  const scale = { from: 0, to: most ?? Math.max(base.high, tuned.high) * 1.05 };
  const width = Math.min(60, columns - NAME - WHO - VALUE - RANGE);
  const gain = higherIsBetter ? tuned.value - base.value : base.value - tuned.value;
  const line = (who: 'base' | 'tuned', score: Score, title: string): ReactNode => (
    <Text wrap="truncate-end">
      {padded(title, NAME)}
      <Text {...look[who]}>{padded(words.evaluate[who], WHO)}</Text>
      <Text bold={who === 'tuned'} {...(who === 'tuned' ? (gain > 0 ? look.good : gain < 0 ? look.bad : {}) : {})}>
        {formatNumber(score.value).padEnd(VALUE)}
      </Text>
      <Text {...look.muted}>
        {padded(`${formatNumber(score.low)} ${symbol.range} ${formatNumber(score.high)}`, RANGE)}
      </Text>
      <Text {...look[who]}>{width >= 8 ? intervalBar(score, scale, width) : ''}</Text>
    </Text>
  );
  return (
    <>
      {line('base', base, words.evaluate.metrics[name] ?? name)}
      {line('tuned', tuned, '')}
    </>
  );
}

/** What was kept, what it took, and what may come next. */
function afterLines({ evaluation, state, words, rows, columns }: ResultsProps): string[] {
  const { baseLoss, tunedLoss } = evaluation.retention;
  const training = state.outcome?.training ?? null;
  const kept = `${words.evaluate.retention}: ${words.evaluate.base} ${formatNumber(baseLoss)}, ${words.evaluate.tuned} ${formatNumber(tunedLoss)}`;
  const worse = `${words.evaluate.worse}: ${evaluation.worse.length}`;
  const lines = [`${kept}  ·  ${worse}`];
  if (training) {
    const time = (seconds: number | null): string => (seconds === null ? '–' : formatSeconds(seconds));
    const memory = (bytes: number | null): string => (bytes === null ? '–' : formatBytes(bytes));
    lines.push(
      `${words.evaluate.estimated} ${time(training.estimatedSeconds)}, ${memory(training.estimatedMemoryBytes)}  ·  ${words.evaluate.actual} ${time(training.seconds)}, ${memory(training.peakRssBytes)}`,
    );
  }
  if (state.outcome?.status === 'succeeded' && rows >= 14) lines.push(words.debrief.offer);
  if (state.job?.base !== DEFAULT_BASE) return lines;
  const next = wrapWords(`${words.evaluate.nextBase} ${NEXT_BASE}`, columns);
  // Where the result is not good enough, the way on comes before all else.
  if (evaluation.verdict !== 'ship') return [...next, ...lines];
  return rows >= 14 ? [...lines, ...next] : lines;
}

/** Null for a metric that the task has not, or that no row allowed. */
const measured = (score: Score | undefined): Score | null => (score && !Number.isNaN(score.value) ? score : null);
