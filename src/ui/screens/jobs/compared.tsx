/** Some jobs on one chart and in one table. */
import { Text } from 'ink';
import type { ReactNode } from 'react';
import { chart } from '../../../base/chart.js';
import { MAIN_METRIC } from '../../../evaluate/compare.js';
import type { Dictionary } from '../../../i18n/index.js';
import { formatCount, formatNumber, formatSeconds } from '../../../i18n/units.js';
import { Drawn } from '../../components/drawn.js';
import type { JobResult } from '../../run-ports.js';
import { useStudio } from '../../studio.js';
import { fitted } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import type { Token } from '../../theme/tokens.js';
import type { JobsState } from './reducer.js';

export interface ComparedProps {
  results: readonly JobResult[];
  state: JobsState;
  columns: number;
  rows: number;
}

const COLOURS: readonly Token[] = ['train', 'validation', 'third', 'fourth'];
const colourOf = (index: number): Token => COLOURS[index % COLOURS.length] ?? 'train';
/** A letter for each: colours repeat after four, and some terminals have none. */
const nameOf = (index: number): string => String.fromCharCode(65 + (index % 26));

const LOWEST_CHART = 6;

export function ComparedJobs({ results, state, columns, rows }: ComparedProps): ReactNode {
  const { words } = useStudio();
  const { look, paint, ascii } = useTheme();
  const table = tableOf(results, words);
  const height = Math.max(LOWEST_CHART, rows - 3 - table.length);
  const series = results.map(({ progress }, i) => ({
    points: state.curve === 'training' ? progress.trainLosses : progress.validationLosses,
    paint: (text: string) => paint(colourOf(i), text),
    mark: nameOf(i),
  }));
  const lines = chart(series, { width: columns, height, log: state.log, braille: !ascii });
  const name = 17;
  const width = Math.max(10, Math.min(22, Math.floor((columns - name) / results.length)));
  const shown = results.slice(0, Math.max(1, Math.floor((columns - name) / width)));
  return (
    <>
      <Text wrap="truncate-end">
        <Text bold>{`${words.jobs.comparing}: `}</Text>
        <Text {...look.muted}>
          {`${state.curve === 'training' ? words.monitor.train : words.monitor.validation} ${words.monitor.loss}${state.log ? ` (${words.monitor.log})` : ''}`}
        </Text>
      </Text>
      {series.some(({ points }) => points.length > 0) ? <Drawn lines={lines} /> : <Text>{words.jobs.noCurve}</Text>}
      <Text wrap="truncate-end">
        {' '.repeat(name)}
        {shown.map(({ report }, i) => (
          <Text key={report.jobId} bold {...look[colourOf(i)]}>
            {fitted(`${nameOf(i)} ${report.jobId.slice(4)}`, width)}
          </Text>
        ))}
      </Text>
      {table.slice(0, rows - 2 - height).map(([title, values]) => (
        <Text key={title} wrap="truncate-end">
          <Text {...look.muted}>{fitted(title, name)}</Text>
          {values
            .slice(0, shown.length)
            .map((value) => fitted(value, width))
            .join('')}
        </Text>
      ))}
    </>
  );
}

/** What matters first: on a low window the end is left out. */
function tableOf(
  results: readonly JobResult[],
  { jobs, evaluate, method }: Dictionary,
): (readonly [string, string[]])[] {
  const row = (
    title: string,
    value: (result: JobResult) => number | null,
    format = formatNumber,
  ): [string, string[]] => [
    title,
    results.map((result) => {
      const found = value(result);
      return found === null || Number.isNaN(found) ? '–' : format(found);
    }),
  ];
  const { table } = jobs;
  return [
    [table.method, results.map(({ report }) => method.short[report.method])],
    row(table.main, mainScore),
    row(table.validation, ({ report, progress }) => report.training?.bestValidationLoss ?? best(progress)),
    row(table.train, ({ progress }) => progress.loss),
    row(table.time, ({ progress }) => progress.elapsedSeconds, formatSeconds),
    [table.verdict, results.map(({ report }) => (report.evaluation ? evaluate.words[report.evaluation.verdict] : '–'))],
    row(table.rate, ({ report }) => report.hyperparameters.learningRate),
    row(table.epochs, ({ report }) => report.hyperparameters.epochs, String),
    row(
      table.speed,
      ({ report, progress }) => report.training?.tokensPerSecond ?? progress.tokensPerSecond,
      formatCount,
    ),
  ];
}

const mainScore = ({ report }: JobResult): number | null =>
  report.evaluation?.tuned[MAIN_METRIC[report.task]]?.value ?? null;

function best({ validationLosses }: JobResult['progress']): number | null {
  return validationLosses.length === 0 ? null : Math.min(...validationLosses.map(({ value }) => value));
}
