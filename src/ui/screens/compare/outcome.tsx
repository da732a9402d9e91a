/** A comparison under way or ended: the table, which method is running, the losses of all in one drawing, and the advice. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import { type FittedTable, fittedTable } from '../../../workflow/compare/columns.js';
import type { CompareView } from '../../../workflow/compare/comparer.js';
import { keptChoices } from '../../../workflow/compare/kept-choices.js';
import type { Comparison } from '../../../workflow/compare/schema.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { fileName } from '../../file-name.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { type Studio, useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { type OutcomeCalls, outcomeKeys } from './keys.js';
import { lineStyle } from './line-style.js';
import { LossChart } from './loss-chart.js';
import { NowRunning } from './now-running.js';
import type { CompareAction, CompareState } from './reducer.js';

export interface OutcomeProps {
  view: CompareView;
  state: CompareState;
  act: (action: CompareAction) => void;
  back: () => void;
}

/** Fewer rows than this do not make a drawing. */
const SMALLEST_CHART = 6;

export function Outcome(props: OutcomeProps): ReactNode {
  const { view, state } = props;
  const studio = useStudio();
  const { words, lang } = studio;
  const { comparison, problem } = view;
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const ended = view.stage === 'ended';
  const table = comparison && tableFor(comparison, columns, studio);
  const other = state.otherColumns && table !== null && table.left.lines.length > 0;
  const advice = comparison && ended ? adviceLines(comparison, columns - 2, studio) : [];
  // File, a free row, the table; while it runs a free row and three lines more.
  const used = comparison ? 2 + comparison.methods.length + (comparison.baseMetrics ? 2 : 1) + (ended ? 1 : 5) : 0;
  const room = Math.max(0, rows - used - (problem ? 6 : 0));
  // Both, where there is room for both; else `c` turns from one to the other.
  const both = room - advice.length - 1 >= SMALLEST_CHART;
  const chart = state.chart && !both;
  const drawn = !ended || chart ? room : room - advice.length - 1;
  const drawing = comparison !== null && drawn >= SMALLEST_CHART;
  const shown = chart ? [] : advice.slice(state.scroll, state.scroll + room);
  const keys = outcomeKeys(
    words,
    { sure: state.sure, chart, columns: other ? words.compare.keys.scores : leftOut(table, studio) },
    callsOf(props, studio, {
      both,
      last: chart ? 0 : Math.max(0, advice.length - room),
      whole: leftOut(table, studio) === '',
      drawing,
    }),
  );
  return (
    <Frame
      title={words.app.compare}
      context={comparison ? fileName(comparison.file) : ''}
      keys={keys}
      why={{ screen: 'compare' }}
    >
      {view.stage === 'preparing' ? <Busy what={words.compare.preparing} note={view.note} /> : null}
      {problem ? <ProblemBox problem={problem} words={words} lang={lang} /> : null}
      {comparison && table ? <Table comparison={comparison} lines={other ? table.left.lines : table.lines} /> : null}
      {comparison && !ended ? <NowRunning comparison={comparison} progress={view.progress} columns={columns} /> : null}
      {shown.length > 0 ? (
        <Box marginTop={1} flexDirection="column" flexShrink={0}>
          <Text>{shown.join('\n')}</Text>
        </Box>
      ) : null}
      {drawing ? (
        <LossChart methods={comparison.methods} columns={columns - 2} rows={drawn - 1} log={state.log} />
      ) : null}
    </Frame>
  );
}

function callsOf(
  { view, state, act, back }: OutcomeProps,
  studio: Studio,
  lines: { both: boolean; last: number; whole: boolean; drawing: boolean },
): OutcomeCalls {
  const { comparer } = studio.ports;
  const { comparison, stage } = view;
  const advised = comparison?.methods.find(({ method }) => method === comparison.advice.method)?.jobId ?? null;
  const ended = stage === 'ended';
  const open = ended && comparison?.status === 'running' ? comparison : null;
  const cancel = (): void => {
    if (state.sure) comparer.cancelMethod();
    act({ type: 'sure', sure: !state.sure });
  };
  return {
    openJob: ended && open === null && advised !== null ? () => openJob(advised, studio) : null,
    goOn: open && (() => comparer.start(keptChoices(open))),
    cancel: stage === 'running' ? cancel : null,
    anew: ended ? () => comparer.reset() : null,
    scroll: ended && lines.last > 0 ? (by) => act({ type: 'scroll', by, last: lines.last }) : null,
    chart: ended && comparison && !lines.both ? () => act({ type: 'chart' }) : null,
    columns: lines.whole ? null : () => act({ type: 'columns' }),
    log: lines.drawing ? () => act({ type: 'log' }) : null,
    calm: () => act({ type: 'sure', sure: false }),
    back,
  };
}

/** Its scores, with serving it and a chat one key further. */
function openJob(jobId: string, { begin, go }: Studio): void {
  begin().dispatch({ type: 'attach', jobId });
  go({ type: 'open', place: { name: 'tune' } });
}

/** Beside the lines stand three columns of colour before, and a check mark after. */
const BESIDE = 5;

function tableFor(comparison: Comparison, columns: number, { words }: Studio): FittedTable {
  const { compare, monitor } = words;
  return fittedTable(comparison, compare, columns - BESIDE, ({ status, reused }) => {
    if (status === 'waiting') return compare.waiting;
    if (status === 'skipped') return compare.skipped;
    return reused ? `${monitor.shortStatus[status]}, ${compare.reused}` : monitor.shortStatus[status];
  });
}

/** Which columns have no room, for the footer; empty when all have. */
function leftOut(table: FittedTable | null, { words }: Studio): string {
  const heads = table?.left.heads ?? [];
  return heads.length === 0 ? '' : `${words.compare.keys.more} ${heads.join(', ')}`;
}

function Table({ comparison, lines }: { comparison: Comparison; lines: readonly string[] }): ReactNode {
  const { words } = useStudio();
  const theme = useTheme();
  const { look, symbol } = theme;
  const { compare } = words;
  const first = lines.length - comparison.methods.length;
  const { train, validation, test } = comparison.data;
  return (
    <>
      <Text {...look.muted} wrap="truncate-end">
        {`${fileName(comparison.base)} ${symbol.dot} ${train}/${validation}/${test} ${compare.rows}`}
      </Text>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        {lines.slice(0, first).map((line) => (
          <Text key={line} {...look.muted} wrap="truncate-end">{`   ${line}`}</Text>
        ))}
        {comparison.methods.map(({ method }, i) => {
          const advised = comparison.advice.method === method;
          const { mark, look: colour } = lineStyle(method, theme);
          return (
            <Text key={method} bold={advised} wrap="truncate-end">
              <Text {...colour}>{mark.repeat(2)}</Text>
              {` ${lines[first + i] ?? ''}${advised ? ` ${symbol.done}` : ''}`}
            </Text>
          );
        })}
      </Box>
    </>
  );
}

function adviceLines({ advice, status }: Comparison, width: number, { words, lang }: Studio): string[] {
  const sentences = advice.sentences.map((sentence) => sentence[lang]);
  const all = status === 'complete' ? sentences : [...sentences, words.compare.enterGoesOn];
  return all.flatMap((sentence) => wrapWords(sentence, width - 2).map((line, i) => (i === 0 ? line : `  ${line}`)));
}
