/** The result as files that other tools open: a format to choose, what is being done, and what was written. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useRef } from 'react';
import { EXPORT_FORMATS } from '../../../deploy/export/names.js';
import { formatBytes } from '../../../i18n/units.js';
import { problemView } from '../../../workflow/drive.js';
import type { DeployedModel } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { ProblemBox } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
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
  const { look } = useTheme();
  const { start, stop } = useExport(props);
  const keys = exportKeys(words, view, { act, start, stop });
  const doing = view.export;
  return (
    <StepFrame state={state} words={words} keys={keys}>
      <Text bold wrap="truncate-end">
        {words.deploy.export.title}
      </Text>
      <Box flexDirection="column" marginTop={1} flexShrink={0}>
        {doing.kind === 'choosing' ? <Formats {...props} /> : null}
        {doing.kind === 'working' ? (
          <Busy what={`${words.deploy.export.working} ${doing.format}`} note={doing.stage} />
        ) : null}
        {doing.kind === 'failed' ? <ProblemBox problem={doing.problem} words={words} lang={lang} /> : null}
        {doing.kind === 'done' ? <Done {...props} exported={doing.exported} rows={rows - 4} /> : null}
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

type DoneProps = ExportProps & { exported: Extract<DeployState['export'], { kind: 'done' }>['exported'] };

function Done({ exported, words, rows }: DoneProps): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <>
      <Text bold {...look.good} wrap="truncate-middle">
        {`${symbol.done} ${words.deploy.export.done}: ${exported.out}`}
      </Text>
      {exported.files.slice(0, Math.max(1, rows - 2 - exported.checks.length)).map(({ name, bytes }) => (
        <Text key={name} wrap="truncate-end">
          {`  ${name}  `}
          <Text {...look.muted}>{formatBytes(bytes)}</Text>
        </Text>
      ))}
      {exported.checks.map((check) => (
        <Text key={check} {...look.muted} wrap="truncate-end">{`  ${symbol.done} ${check}`}</Text>
      ))}
    </>
  );
}
