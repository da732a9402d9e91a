/** The result as files that other tools open: a format to choose, what is being done, and what was written. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { EXPORT_FORMATS } from '../../../deploy/export/names.js';
import { formatBytes } from '../../../i18n/units.js';
import { problemView } from '../../../workflow/drive.js';
import type { DeployedModel } from '../../../workflow/types.js';
import { Beyond } from '../../components/beyond.js';
import { Busy } from '../../components/busy.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { type Scrolled, scrolled } from '../../scrolled.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { within } from '../../within.js';
import { wrappedText } from '../../wrapped-text.js';
import type { ScreenProps } from '../screen.js';
import { exportKeys } from './keys.js';
import { type DeployAction, type DeployState, fitsMethod } from './reducer.js';

export interface ExportProps extends ScreenProps {
  deployed: DeployedModel;
  view: DeployState;
  act: (action: DeployAction) => void;
}

export function ExportView(props: ExportProps): ReactNode {
  const { state, words, lang, view, act, rows } = props;
  const { look, symbol } = useTheme();
  const { start, stop } = useExport(props);
  const doing = view.export;
  const [scroll, setScroll] = useState(0);
  const written = doing.kind === 'done' ? writtenLines(doing.exported, props.columns - 4, symbol.done) : [];
  const part = scrolled(written, rows - ABOVE, scroll);
  const move = (by: number) => () => setScroll(within(part.above + by, part.last));
  const keys = [
    ...exportKeys(words, view, { act, start, stop }),
    ...(part.last === 0
      ? []
      : [
          { key: 'up', also: ['k'], label: words.method.keys.scroll, run: move(-1) },
          { key: 'down', also: ['j'], label: null, run: move(1) },
        ]),
  ];
  return (
    <StepFrame state={state} words={words} keys={keys}>
      <Box flexShrink={0}>
        <Text bold wrap="truncate-end">
          {words.deploy.export.title}
        </Text>
      </Box>
      <Box flexDirection="column" marginTop={1} flexShrink={0}>
        {doing.kind === 'choosing' ? <Formats {...props} /> : null}
        {doing.kind === 'working' ? (
          <Busy what={`${words.deploy.export.working} ${doing.format}`} note={doing.stage} />
        ) : null}
        {doing.kind === 'failed' ? <ProblemBox problem={doing.problem} words={words} lang={lang} /> : null}
        {doing.kind === 'done' ? <Done out={doing.exported.out} part={part} words={words} /> : null}
      </Box>
      {doing.kind === 'choosing' ? (
        <Box marginTop={1} flexShrink={0}>
          <Text {...look.muted} wrap="truncate-end">
            {`${words.deploy.export.into}: ./${props.deployed.modelId}-${EXPORT_FORMATS[view.at] ?? ''}`}
          </Text>
        </Box>
      ) : null}
    </StepFrame>
  );
}

/** The export runs in a process of its own; leaving the screen ends it. */
function useExport({ state, deployed, view, act, lang }: ExportProps): { start: () => void; stop: () => void } {
  const { ports } = useStudio();
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const method = state.job?.method ?? null;
  const start = (): void => {
    const format = EXPORT_FORMATS[view.at];
    const jobId = state.progress?.jobId;
    if (format === undefined || jobId === undefined || !fitsMethod(format, method)) return;
    const stopping = new AbortController();
    running.current = stopping;
    act({ type: 'export', format });
    const tell = (stage: string): void => {
      if (!stopping.signal.aborted) act({ type: 'stage', stage });
    };
    void ports.exportJob({ jobId, modelId: deployed.modelId, format, lang }, tell, stopping.signal).then(
      (exported) => !stopping.signal.aborted && act({ type: 'exported', exported }),
      (error) => !stopping.signal.aborted && act({ type: 'failed', problem: problemView(error) }),
    );
  };
  const stop = (): void => {
    running.current?.abort();
    act({ type: 'open', part: 'export' });
  };
  return { start, stop };
}

function Formats({ state, view, words }: ExportProps): ReactNode {
  const { look, symbol } = useTheme();
  return EXPORT_FORMATS.map((format, i) => {
    const here = i === view.at;
    const fits = fitsMethod(format, state.job?.method ?? null);
    return (
      <Text key={format} wrap="truncate-end" {...(here ? look.accent : {})}>
        {`${here ? symbol.pointer : ' '} ${format.padEnd(11)}`}
        <Text {...look.muted}>
          {words.deploy.export.formats[format] ?? ''}
          {fits ? '' : `  (${words.deploy.export.forLora})`}
        </Text>
      </Text>
    );
  });
}

type Exported = Extract<DeployState['export'], { kind: 'done' }>['exported'];

/** The title, a free row, and where it was written. */
const ABOVE = 3;

interface WrittenLine {
  text: string;
  muted: string;
}

/** The files, then what was checked of them. */
function writtenLines({ files, checks }: Exported, width: number, mark: string): WrittenLine[] {
  return [
    ...files.map(({ name, bytes }) => ({ text: `  ${name}  `, muted: formatBytes(bytes) })),
    ...checks.flatMap((check) =>
      wrappedText(check, width).map((line, i) => ({ text: i === 0 ? `  ${mark} ` : '    ', muted: line })),
    ),
  ];
}

interface DoneProps extends Pick<ExportProps, 'words'> {
  out: string;
  part: Scrolled<WrittenLine>;
}

function Done({ out, part, words }: DoneProps): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <>
      <Text bold {...look.good} wrap="truncate-middle">
        {`${symbol.done} ${words.deploy.export.done}: ${out}`}
      </Text>
      {part.shown.map(({ text, muted }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its row
        <Text key={i} wrap="truncate-end">
          {text}
          <Text {...look.muted}>{muted}</Text>
        </Text>
      ))}
      <Beyond part={part} words={words} />
    </>
  );
}
