/** The lines over the curve: what is done now, how far it is, and the numbers of the last step. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { formatBytes, formatCount, formatNumber, formatSeconds } from '../../../i18n/units.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { useTheme } from '../../theme/theme-context.js';
import type { WatchedProps } from './view.js';

/** Of `Headline`. */
export const TITLE_ROWS = 2;
/** Of `Headline` and `Numbers`. */
export const HEADLINE_ROWS = 4;

export function Headline(props: WatchedProps): ReactNode {
  const { look, symbol } = useTheme();
  const { words, progress, columns } = props;
  const inTraining = progress.stage === 'train';
  const [done, total] = inTraining
    ? [progress.step, progress.steps]
    : [progress.stageDone ?? 0, progress.stageTotal ?? 0];
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Text wrap="truncate-end">
        <Pulse {...props} />
        <Text bold>{words.monitor.stages[progress.stage] ?? progress.stage}</Text>
        {`  ${symbol.dot} ${words.monitor.status[progress.status]}  ${symbol.dot} `}
        <Text {...look.muted}>{progress.jobId}</Text>
      </Text>
      <Text wrap="truncate-end">
        <ProgressBar share={total > 0 ? done / total : 0} width={Math.max(10, Math.min(40, columns - 54))} />
        {total > 0 ? `  ${inTraining ? `${words.monitor.step} ` : ''}${done}/${total}  ${symbol.dot}` : ' '}
        {` ${remaining(props)}`}
      </Text>
    </Box>
  );
}

const PULSE = 5;

/** One light that goes on by a place with every step. With reduced motion it stands. */
function Pulse({ progress }: WatchedProps): ReactNode {
  const { look, symbol, reducedMotion } = useTheme();
  if (progress.status !== 'running' || progress.stage !== 'train' || reducedMotion) return null;
  const at = progress.step % PULSE;
  return (
    <Text>
      <Text {...look.muted}>{symbol.dot.repeat(at)}</Text>
      <Text {...look.train}>{symbol.now}</Text>
      <Text {...look.muted}>{`${symbol.dot.repeat(PULSE - 1 - at)} `}</Text>
    </Text>
  );
}

/** Steps before which the pace of this machine is not known. */
const PACE_STEPS = 3;

/** Never a number that nothing was measured for: the score after the training is named, not guessed. */
function remaining({ words, progress }: WatchedProps): string {
  const elapsed = `${formatSeconds(progress.elapsedSeconds)} ${words.monitor.elapsed}`;
  if (progress.status !== 'running' || progress.stage !== 'train') return elapsed;
  if (progress.etaSeconds === null || progress.trainLosses.length < PACE_STEPS) return words.monitor.pace;
  return `~${formatSeconds(progress.etaSeconds)} ${words.monitor.left}, ${words.monitor.thenScore}`;
}

export function Numbers({ words, progress, columns }: WatchedProps): ReactNode {
  const { look } = useTheme();
  const show = (value: number | null): string => (value === null ? '–' : formatNumber(value));
  const parts = [
    [words.monitor.loss, show(progress.loss)],
    [words.monitor.validation, show(progress.validationLoss)],
    [words.monitor.rate, show(progress.learningRate)],
    [words.monitor.gradient, show(progress.gradNorm)],
    [words.monitor.speed, progress.tokensPerSecond === null ? '–' : formatCount(progress.tokensPerSecond)],
    [words.monitor.memory, progress.rssBytes === null ? '–' : formatBytes(progress.rssBytes)],
  ] as const;
  const wide = columns >= 100;
  const line = (some: typeof parts | readonly (readonly [string, string])[]): ReactNode => (
    <Text wrap="truncate-end">
      {some.map(([name, value]) => (
        <Text key={name}>
          <Text {...look.muted}>{`${name} `}</Text>
          {wide ? `${value}   ` : value.padEnd(Math.max(value.length + 1, 24 - name.length))}
        </Text>
      ))}
    </Text>
  );
  return (
    <Box flexDirection="column" flexShrink={0}>
      {line(wide ? parts : parts.slice(0, 3))}
      {wide ? <Text> </Text> : line(parts.slice(3))}
    </Box>
  );
}

/** At most so many warnings. */
const WARNINGS = 2;

export const noteRows = ({ progress }: Pick<WatchedProps, 'progress'>): number =>
  Math.min(WARNINGS, progress.warnings.length) + (memorising(progress) ? 1 : 0);

export function Notes({ words, progress, lang }: WatchedProps): ReactNode {
  const { look, symbol } = useTheme();
  const told = progress.warnings.slice(-WARNINGS).map((warning) => warning[lang]);
  return (
    <Box flexDirection="column" flexShrink={0}>
      {[...told, ...(memorising(progress) ? [words.monitor.memorising] : [])].map((text) => (
        <Text key={text} {...look.warn} wrap="truncate-end">{`${symbol.warning} ${text}`}</Text>
      ))}
    </Box>
  );
}

/** A validation loss this much over the best one is no accident. */
const RISEN = 1.05;

function memorising({ validationLosses }: WatchedProps['progress']): boolean {
  const best = Math.min(...validationLosses.map(({ value }) => value));
  return (validationLosses.at(-1)?.value ?? 0) > best * RISEN;
}
