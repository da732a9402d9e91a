/** Steps 5 and 6: the running job, from its event log. The job goes on when the app is closed. */
import { Box, Text } from 'ink';
import { type ReactNode, useState } from 'react';
import { chart } from '../../../base/chart.js';
import { formatBytes, formatCount, formatNumber, formatSeconds } from '../../../i18n/units.js';
import type { JobProgress, ProblemView } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { ProblemBox } from '../../components/problem-box.js';
import { ProgressBar } from '../../components/progress-bar.js';
import { StepFrame } from '../../components/step-frame.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';

export function MonitorScreen(props: ScreenProps & { again: () => void }): ReactNode {
  const { state, dispatch, words } = props;
  const [log, setLog] = useState(false);
  const [sure, setSure] = useState(false);
  const { progress } = state;
  const running = progress?.status === 'running' || progress?.status === 'queued';
  const resumable =
    progress?.status === 'paused' || progress?.status === 'interrupted' || progress?.status === 'failed';
  // Hours of training are not thrown away by one key.
  const cancel = (): void => {
    if (sure) dispatch({ type: 'control', action: 'cancel' });
    setSure(!sure);
  };
  const keys = [
    ...(running
      ? [{ key: 'p', label: words.keys.pause, run: () => dispatch({ type: 'control', action: 'pause' }) }]
      : []),
    ...(resumable
      ? [{ key: 'r', label: words.keys.resume, run: () => dispatch({ type: 'control', action: 'resume' }) }]
      : []),
    ...(running || resumable
      ? [{ key: 'x', label: sure ? words.keys.cancelSure : words.keys.cancel, run: cancel }]
      : []),
    ...(progress && !running ? [{ key: 'n', label: words.keys.again, run: props.again }] : []),
    { key: 'l', label: words.keys.logScale, run: () => setLog((on) => !on) },
    { key: 'esc', label: words.keys.home, run: props.leave },
  ];
  // Any other key takes the first `x` back.
  const calmed = (run?: () => void) => (): void => {
    setSure(false);
    run?.();
  };
  const calmedKeys = keys.map((key) => (key.key === 'x' ? key : { ...key, run: calmed(key.run) }));
  return (
    <StepFrame state={state} words={words} keys={calmedKeys}>
      {progress?.error ? <ProblemBox problem={failureOf(progress.error)} words={words} lang={props.lang} /> : null}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={props.lang} /> : null}
      {progress ? (
        <Running {...props} progress={progress} log={log} />
      ) : (
        <Busy what={words.monitor.starting} note={state.note} />
      )}
    </StepFrame>
  );
}

function Running(props: ScreenProps & { progress: JobProgress; log: boolean }): ReactNode {
  const { look, symbol, ascii } = useTheme();
  const { words, progress, columns, rows, lang, log } = props;
  const inTraining = progress.stage === 'train';
  const [done, total] = inTraining
    ? [progress.step, progress.steps]
    : [progress.stageDone ?? 0, progress.stageTotal ?? 0];
  const height = Math.max(4, rows - 8 - Math.min(2, progress.warnings.length) - (progress.error ? 6 : 0));
  const lines = chart(
    [
      { points: progress.trainLosses, ansi: 36, mark: '*' },
      { points: progress.validationLosses, ansi: 33, mark: 'o' },
    ],
    { width: columns - 2, height, log, braille: !ascii, colored: look.train.color !== undefined },
  );
  return (
    <>
      <Text wrap="truncate-end">
        <Text bold>{words.monitor.stages[progress.stage] ?? progress.stage}</Text>
        {`  ${symbol.dot} ${words.monitor.status[progress.status]}  ${symbol.dot} `}
        <Text {...look.muted}>{progress.jobId}</Text>
      </Text>
      <Text wrap="truncate-end">
        <ProgressBar share={total > 0 ? done / total : 0} width={Math.max(10, Math.min(40, columns - 46))} />
        {`  ${inTraining ? `${words.monitor.step} ` : ''}${done}/${total || '–'}`}
        {progress.etaSeconds === null
          ? ''
          : `  ${symbol.dot} ${formatSeconds(progress.etaSeconds)} ${words.monitor.left}`}
        {progress.rssBytes === null ? '' : `  ${symbol.dot} ${formatBytes(progress.rssBytes)}`}
      </Text>
      <Numbers {...props} />
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        <Text>
          <Text {...look.train}>{`${symbol.dash.repeat(2)} ${words.monitor.train} `}</Text>
          <Text {...look.validation}>{`${symbol.dash.repeat(2)} ${words.monitor.validation} `}</Text>
          <Text {...look.muted}>{`${words.monitor.loss}${log ? ' (log)' : ''}`}</Text>
        </Text>
        <Text>{lines.join('\n')}</Text>
      </Box>
      {progress.warnings.slice(-2).map((warning) => (
        <Text key={warning.en} {...look.warn} wrap="truncate-end">{`${symbol.warning} ${warning[lang]}`}</Text>
      ))}
      {progress.status === 'running' || progress.status === 'queued' ? (
        <Text {...look.muted} wrap="truncate-end">
          {words.monitor.detachHint}
        </Text>
      ) : null}
    </>
  );
}

function Numbers({ words, progress }: ScreenProps & { progress: JobProgress }): ReactNode {
  const { look } = useTheme();
  const show = (value: number | null): string => (value === null ? '–' : formatNumber(value));
  const parts = [
    [words.monitor.loss, show(progress.loss)],
    [words.monitor.validation, show(progress.validationLoss)],
    [words.monitor.rate, show(progress.learningRate)],
    [words.monitor.gradient, show(progress.gradNorm)],
    [words.monitor.speed, progress.tokensPerSecond === null ? '–' : formatCount(progress.tokensPerSecond)],
  ];
  return (
    <Text wrap="truncate-end">
      {parts.map(([name, value]) => (
        <Text key={name}>
          <Text {...look.muted}>{`${name} `}</Text>
          {`${value}  `}
        </Text>
      ))}
    </Text>
  );
}

function failureOf(error: NonNullable<JobProgress['error']>): ProblemView {
  const { code, message, where, next, hi } = error;
  return {
    code,
    message: { en: message, hi: hi?.message ?? message },
    where,
    next: { en: next, hi: hi?.next ?? next },
  };
}
