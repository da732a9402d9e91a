/** Step 1: which file, and which model shall learn from it. One list: a path to type, recent files, samples, the base model. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useState } from 'react';
import { Beyond } from '../../components/beyond.js';
import { Busy } from '../../components/busy.js';
import { ColumnsField } from '../../components/columns-field.js';
import { PreviewTable } from '../../components/preview-table.js';
import { ProblemBox, problemRows } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { TextField } from '../../components/text-field.js';
import { droppedPath } from '../../dropped-path.js';
import { useBases } from '../../hooks/use-bases.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { usePreview } from '../../hooks/use-preview.js';
import { scrolled } from '../../scrolled.js';
import { useStudio } from '../../studio.js';
import { widthOf } from '../../text-width.js';
import { useTheme } from '../../theme/theme-context.js';
import { wrappedText } from '../../wrapped-text.js';
import type { ScreenProps } from '../screen.js';
import { BaseView } from './base-view.js';
import { PrepareItem } from './item.js';
import { prepareKeys } from './keys.js';
import { itemsOf, type PrepareState, prepareStart, reducePrepare } from './reducer.js';
import { prepareRoom, recentRoom } from './room.js';

const KEPT: KeptStates<PrepareState> = new WeakMap();

export function PrepareScreen(props: ScreenProps): ReactNode {
  const { state, dispatch, words } = props;
  const { ports } = useStudio();
  const [local, act] = useKeptReducer(KEPT, reducePrepare, { start: () => prepareStart(state.choices.file) });
  const [left, setLeft] = useState<unknown>(null);
  const bases = useBases(ports);
  const recent = recentRoom(props.rows);
  useEffect(() => {
    void ports.recentFiles().then(
      (files) => act({ type: 'found-recent', files: files.filter(notASample(ports.samples)).slice(0, recent) }),
      () => {},
    );
  }, [ports, recent, act]);
  const items = itemsOf(local, ports.samples);
  const item = items[local.at - 1] ?? null;
  const busy = state.busy === 'prepare';
  const choose = (file: string): void => {
    if (file !== '' && !busy) dispatch({ type: 'choose-file', file });
  };
  const preview = usePreview(
    ports,
    item === null || item.kind === 'base' ? droppedPath(local.path) : item.path,
    props.lang,
  );
  const keys = prepareKeys(words, item, {
    open: (one) => (one.kind === 'base' ? act({ type: 'choose-base', open: true }) : choose(one.path)),
    complete: () =>
      void ports.completePath(local.path).then((found) => act({ type: 'completed', typed: local.path, ...found })),
    move: (by) => act({ type: 'move', by, last: items.length }),
    leave: props.leave,
  });
  // A file whose columns say nothing is asked about at once; Esc leaves the question.
  const naming = state.problem !== null && state.problem !== left && state.problem.code.startsWith('unknown-column');
  if (naming) return <ColumnsField {...props} step="prepare" close={() => setLeft(state.problem)} />;
  if (local.choosingBase)
    return <BaseView {...props} bases={bases} close={() => act({ type: 'choose-base', open: false })} />;
  const { problem } = state;
  const candidates = candidatesText(local.candidates, words.prepare.none);
  const room = prepareRoom({
    rows: props.rows,
    field: fieldRows(local.path, props.columns - widthOf(labelText(' ', words.prepare.path))),
    candidates: candidates !== '',
    items: items.length,
    busy,
    problem: problemRows(problem, props),
  });
  const part = scrolled(items, room.list, local.at - room.list + 1);
  return (
    <StepFrame {...props} keys={keys} typing={item === null}>
      <Box flexDirection="column" flexShrink={0}>
        <Text bold>{words.prepare.title}</Text>
        {room.hint ? <Muted text={words.prepare.hint} /> : null}
        <Box marginTop={room.airy ? 1 : 0} flexShrink={0}>
          <PathLabel here={item === null} text={words.prepare.path} />
          <TextField
            value={local.path}
            focused={item === null && !busy}
            placeholder={words.prepare.typeHere}
            onChange={(path) => act({ type: 'type', path })}
            onSubmit={(text) => choose(droppedPath(text))}
          />
        </Box>
        {room.airy || candidates !== '' ? <Muted text={candidates} /> : null}
        {part.shown.map((one) => (
          <PrepareItem
            key={one.kind === 'base' ? 'base' : one.path}
            item={one}
            here={one === item}
            base={state.choices.base}
            adapter={state.choices.adapter ?? null}
            bases={bases}
            words={words}
            columns={props.columns}
          />
        ))}
        <Beyond part={part} words={words} />
        {busy ? <Busy what={words.prepare.reading} note={state.note} /> : null}
        {problem ? (
          <ProblemBox
            problem={problem}
            words={words}
            lang={props.lang}
            within={{ columns: props.columns, rows: room.problem }}
          />
        ) : null}
        {!busy && problem === null && preview !== null ? (
          <PreviewTable found={preview} words={words} columns={props.columns} rows={room.preview} />
        ) : null}
      </Box>
    </StepFrame>
  );
}

const labelText = (mark: string, text: string): string => `${mark} ${text}: `;

/** Of a path with the cursor behind it. */
const fieldRows = (path: string, columns: number): number => wrappedText(`${path}_`, columns).length;

function PathLabel({ here, text }: { here: boolean; text: string }): ReactNode {
  const { look, symbol } = useTheme();
  return (
    <Box flexShrink={0}>
      <Text {...(here ? look.accent : {})}>{labelText(here ? symbol.pointer : ' ', text)}</Text>
    </Box>
  );
}

function Muted({ text }: { text: string }): ReactNode {
  const { look } = useTheme();
  return (
    <Text {...look.muted} wrap="truncate-end">
      {text === '' ? ' ' : text}
    </Text>
  );
}

const candidatesText = (candidates: readonly string[] | null, none: string): string =>
  candidates === null ? '' : `    ${candidates.length > 0 ? candidates.join('  ') : none}`;

const notASample =
  (samples: readonly { path: string }[]) =>
  (file: string): boolean =>
    samples.every(({ path }) => path !== file);
