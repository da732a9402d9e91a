/** What was learned: days in a row, scores, a bar for each lesson, what is weak, and what to do next. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useState } from 'react';
import { problemView } from '../../../workflow/drive.js';
import type { ProblemView } from '../../../workflow/types.js';
import { Busy } from '../../components/busy.js';
import { Frame } from '../../components/frame.js';
import { ProblemBox } from '../../components/problem-box.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { useTerminalSize } from '../../hooks/use-terminal-size.js';
import type { KeyBinding } from '../../keys.js';
import { bodySize } from '../../layout.js';
import type { Shelf } from '../../learn-ports.js';
import { type Studio, useStudio } from '../../studio.js';
import { useTheme } from '../../theme/theme-context.js';
import { windowStart } from '../learn/reducer.js';
import { ItemLine } from './item-line.js';
import { type Item, itemsOf } from './items.js';
import { PROGRESS_START, type ProgressState, reduceProgress } from './reducer.js';
import { SummaryPart } from './summary-part.js';

const KEPT: KeptStates<ProgressState> = new WeakMap();

export function ProgressScreen(): ReactNode {
  const studio = useStudio();
  const { ports, words, lang } = studio;
  const [state, act] = useKeptReducer(KEPT, reduceProgress, { start: () => PROGRESS_START });
  const [shelf, setShelf] = useState<Shelf | null>(null);
  const [problem, setProblem] = useState<ProblemView | null>(null);
  useEffect(() => {
    let here = true;
    void ports.learn.shelf().then(
      (found) => here && setShelf(found),
      (error) => here && setProblem(problemView(error)),
    );
    return () => {
      here = false;
    };
  }, [ports]);
  const items = shelf === null ? [] : itemsOf(shelf, words, lang);
  const keys = progressKeys(studio, items[state.at], {
    move: (by) => act({ type: 'move', by, count: items.length }),
    save: () =>
      void ports.learn.exportProgress().then(
        (path) => act({ type: 'exported', path }),
        (error) => act({ type: 'failed', problem: problemView(error) }),
      ),
  });
  const failed = problem ?? (state.exported !== null && 'problem' in state.exported ? state.exported.problem : null);
  return (
    <Frame title={words.progress.title} keys={keys} why={{ screen: 'progress' }}>
      {shelf === null && problem === null ? <Busy what={words.learn.loading} note={null} /> : null}
      {shelf === null ? null : <Body shelf={shelf} items={items} state={state} failed={failed !== null} />}
      {failed === null ? null : <ProblemBox problem={failed} words={words} lang={lang} />}
    </Frame>
  );
}

interface Calls {
  move: (by: number) => void;
  save: () => void;
}

function progressKeys({ words, go }: Studio, item: Item | undefined, { move, save }: Calls): KeyBinding[] {
  const { keys, progress } = words;
  return [
    {
      key: 'enter',
      label: progress.keys.open,
      run: () => item !== undefined && go({ type: 'open', place: item.place }),
    },
    { key: 'up', also: ['k'], label: progress.keys.point, run: () => move(-1) },
    { key: 'down', also: ['j'], label: null, run: () => move(1) },
    { key: 'x', label: progress.keys.export, run: save },
    { key: 'esc', label: keys.back, run: () => go({ type: 'back' }) },
  ];
}

interface BodyProps {
  shelf: Shelf;
  items: readonly Item[];
  state: ProgressState;
  failed: boolean;
}

/** Rows above the list, and of a problem below it. */
const HEAD_ROWS = 4;
const PROBLEM_ROWS = 6;

function Body({ shelf, items, state, failed }: BodyProps): ReactNode {
  const { words, lang } = useStudio();
  const { look, symbol } = useTheme();
  const { columns, rows } = bodySize(useTerminalSize(), 'plain');
  const { exported } = state;
  const path = exported !== null && 'path' in exported ? exported.path : null;
  const below = (path === null ? 0 : 2) + (failed ? PROBLEM_ROWS : 0) + (shelf.notice === null ? 0 : 2);
  const room = Math.max(3, rows - HEAD_ROWS - below);
  const first = windowStart(state.at, items.length, room);
  return (
    <>
      {shelf.notice === null ? null : (
        <Box flexShrink={0} height={2} overflowY="hidden">
          <Text {...look.warn} wrap="wrap">{`${symbol.warning} ${shelf.notice[lang]}`}</Text>
        </Box>
      )}
      <SummaryPart shelf={shelf} columns={columns} />
      <Box flexDirection="column" marginTop={1} flexShrink={0}>
        {items.slice(first, first + room).map((item, i) => (
          <ItemLine key={item.key} item={item} here={first + i === state.at} columns={columns} />
        ))}
      </Box>
      {path === null ? null : (
        <Box marginTop={1} flexShrink={0}>
          <Text {...look.good} wrap="truncate-middle">
            {`${symbol.done} ${words.progress.exported} ${path}`}
          </Text>
        </Box>
      )}
    </>
  );
}
