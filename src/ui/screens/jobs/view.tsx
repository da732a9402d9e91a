/** Every training of this home: watch one, compare some, delete and bring back. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import type { JobSummary } from '../../../jobs/folder.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { fileName } from '../../file-name.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import { bodySize } from '../../layout.js';
import { useStudio } from '../../studio.js';
import { fitted } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import { ComparedJobs } from './compared.js';
import { jobsKeys } from './keys.js';
import { type JobsState, jobsOf, pointedAt } from './reducer.js';
import { useJobs } from './use-jobs.js';

export function JobsScreen(): ReactNode {
  const { words, lang, go, begin, driver } = useStudio();
  const { state, act, compare, remove, undo } = useJobs();
  const size = bodySize(useTerminalSize(), 'plain');
  const job = pointedAt(state);
  const keys = jobsKeys(words, state, {
    act,
    compare,
    undo,
    open: () => {
      if (job === undefined) return;
      // One that is followed already is only gone to.
      if (driver.state.progress?.jobId !== job.jobId) begin().dispatch({ type: 'attach', jobId: job.jobId });
      go({ type: 'open', place: { name: 'tune' } });
    },
    debrief:
      job?.status === 'succeeded' ? () => go({ type: 'open', place: { name: 'debrief', jobId: job.jobId } }) : null,
    remove: () => {
      if (job === undefined) return;
      if (driver.state.progress?.jobId === job.jobId && job.status !== 'running') begin();
      remove(job.jobId);
    },
    back: () => go({ type: 'back' }),
  });
  return (
    <Frame title={words.app.jobs} keys={keys} why={{ screen: 'jobs' }}>
      {state.compared ? <ComparedJobs {...size} results={state.compared} state={state} /> : null}
      {state.compared ? null : <List {...size} state={state} />}
      {state.problem ? <ProblemBox problem={state.problem} words={words} lang={lang} /> : null}
    </Frame>
  );
}

const MARKS = {
  queued: 'todo',
  running: 'now',
  paused: 'todo',
  interrupted: 'warning',
  succeeded: 'done',
  failed: 'error',
  cancelled: 'off',
} as const satisfies Record<JobSummary['status'], string>;

const TOKENS = {
  queued: 'muted',
  running: 'accent',
  paused: 'warn',
  interrupted: 'warn',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'muted',
} as const satisfies Record<JobSummary['status'], string>;

interface ListProps {
  state: JobsState;
  columns: number;
  rows: number;
}

/** Title, note, and the problem when there is one. */
function List({ state, columns, rows }: ListProps): ReactNode {
  const { words } = useStudio();
  const { look } = useTheme();
  if (state.list === null) return state.problem ? null : <Busy what={words.jobs.reading} note={null} />;
  const jobs = jobsOf(state);
  const room = Math.max(3, rows - 4 - state.list.corrupt.length - (state.problem ? 6 : 0));
  const first = Math.max(0, Math.min(state.at - Math.floor(room / 2), jobs.length - room));
  return (
    <>
      {jobs.length === 0 ? <Text>{words.jobs.none}</Text> : <Titles columns={columns} />}
      {jobs.slice(first, first + room).map((job, i) => (
        <JobLine
          key={job.jobId}
          job={job}
          columns={columns}
          here={first + i === state.at}
          marked={state.marked.includes(job.jobId)}
        />
      ))}
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        {state.aside.length > 0 ? <Text {...look.warn}>{words.jobs.aside}</Text> : null}
        {state.aside.length === 0 && jobs.length > 1 ? (
          <Text {...look.muted}>
            {jobs.length > room ? `${state.at + 1}/${jobs.length}  ` : ''}
            {state.marked.length > 0 ? `${state.marked.length} ${words.jobs.marked}` : words.jobs.compareHint}
          </Text>
        ) : null}
        {state.list.corrupt.map((jobId) => (
          <Text key={jobId} {...look.warn} wrap="truncate-end">
            {`${jobId} ${words.jobs.damaged} \`vishesh jobs remove ${jobId}\``}
          </Text>
        ))}
      </Box>
    </>
  );
}

const WIDTHS = { mark: 4, job: 19, status: 14, step: 12, method: 9 } as const;

function Titles({ columns }: { columns: number }): ReactNode {
  const { words } = useStudio();
  const { look } = useTheme();
  const { job, status, model, method, step } = words.jobs.columns;
  return (
    <Text {...look.muted} wrap="truncate-end">
      {' '.repeat(WIDTHS.mark) + cells([job, status, step, method, model], columns)}
    </Text>
  );
}

function cells(
  [job = '', status = '', step = '', method = '', model = '']: readonly string[],
  columns: number,
): string {
  const fixed = [
    fitted(job, WIDTHS.job),
    fitted(status, WIDTHS.status),
    fitted(step, WIDTHS.step),
    fitted(method, WIDTHS.method),
  ].join('');
  return fixed + fitted(model, Math.max(0, columns - WIDTHS.mark - fixed.length));
}

function JobLine({ job, columns, here, marked }: { job: JobSummary; columns: number; here: boolean; marked: boolean }) {
  const { words } = useStudio();
  const { look, symbol } = useTheme();
  const status = words.monitor.shortStatus[job.status];
  const text = cells(
    [
      job.jobId,
      status,
      `${job.step}/${job.steps || symbol.range}`,
      job.method,
      `${job.modelId} (${fileName(job.base)})`,
    ],
    columns,
  );
  return (
    <Text wrap="truncate-end" bold={here}>
      <Text {...look.accent}>{here ? symbol.pointer : ' '}</Text>
      <Text {...look.accent}>{marked ? symbol.on : ' '}</Text>
      <Text {...look[TOKENS[job.status]]}>{`${symbol[MARKS[job.status]]} `}</Text>
      {text}
    </Text>
  );
}
