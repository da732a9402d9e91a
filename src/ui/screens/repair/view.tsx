/** The repairs of step 2: each shown as a diff of real rows, accepted one by one or all. The source is never touched. */
import { Box, Text } from 'ink';
import { type ReactNode, useEffect } from 'react';
import { wrapWords } from '../../../base/wrap-words.js';
import type { Repair } from '../../../data/types.js';
import { Beyond } from '../../components/beyond.js';
import { Busy } from '../../components/busy.js';
import { ProblemBox, problemRows } from '../../components/problem-box.js';
import { StepFrame } from '../../components/step-frame.js';
import { type KeptStates, useKeptReducer } from '../../hooks/use-kept-reducer.js';
import { scrolled } from '../../scrolled.js';
import { useTheme } from '../../theme/theme-context.js';
import type { ScreenProps } from '../screen.js';
import { Diff } from './diff.js';
import { repairKeys } from './keys.js';
import { acceptedOf, fieldChanges, REPAIR_START, type RepairState, reduceRepair } from './reducer.js';

const KEPT: KeptStates<RepairState> = new WeakMap();

export function RepairView(props: ScreenProps & { close: () => void }): ReactNode {
  const { state, dispatch, words, lang, rows, columns } = props;
  const [local, act] = useKeptReducer(KEPT, reduceRepair, {
    about: state.prepared?.source.sha256,
    start: () => REPAIR_START,
  });
  useEffect(() => dispatch({ type: 'ask-repairs' }), [dispatch]);
  const repairs = state.repairs ?? [];
  const current = repairs[local.at];
  const accepted = acceptedOf(repairs, local);
  const keys = repairKeys(words, repairs.length > 0, {
    move: (by) => act({ type: 'move', by, last: repairs.length - 1 }),
    scroll: (by) => act({ type: 'scroll', by, last: (current?.changes.length ?? 1) - 1 }),
    toggle: () => current && act({ type: 'toggle', code: current.code }),
    all: () => act({ type: 'all', codes: repairs.map(({ code }) => code) }),
    write:
      accepted.length === 0
        ? null
        : () => {
            dispatch({ type: 'accept-repairs', accepted });
            props.close();
          },
    back: props.close,
  });
  const title = wrapWords(words.validate.repairs, columns);
  const problem = problemRows(state.problem, props);
  const room = Math.max(LEAST_LIST, rows - title.length - GAPS - problem - leastDiff(repairs));
  const part = scrolled(repairs, room, local.at - room + 2);
  return (
    <StepFrame {...props} keys={keys}>
      <Box flexDirection="column" flexShrink={0}>
        <Text bold>{title.join('\n')}</Text>
        {state.busy === 'propose-repairs' ? <Busy what={words.prepare.reading} note={state.note} /> : null}
        {state.problem ? (
          <ProblemBox problem={state.problem} words={words} lang={lang} within={{ columns, rows: problem }} />
        ) : null}
        {state.repairs?.length === 0 ? <Text>{words.validate.noRepairs}</Text> : null}
      </Box>
      <Box marginTop={1} flexDirection="column" flexShrink={0}>
        {part.shown.map((repair) => (
          <RepairLine
            key={repair.code}
            repair={repair}
            on={local.accepted.has(repair.code)}
            here={repair === current}
            {...props}
          />
        ))}
        <Beyond part={part} words={words} />
      </Box>
      <Box marginTop={1} flexDirection="column" flexGrow={1} flexBasis={0} overflowY="hidden">
        {current?.changes.slice(local.change, local.change + CHANGES_AT_ONCE).map((change, i) => (
          <Diff
            key={change.line}
            change={change}
            words={words}
            columns={columns}
            count={i === 0 ? `${local.change + 1}/${current.changes.length}` : ''}
          />
        ))}
      </Box>
    </StepFrame>
  );
}

/** Above the list and below it. */
const GAPS = 2;
/** Two repairs, and how many there are beside them. */
const LEAST_LIST = 3;
/** Rows that the list always leaves to what is changed. */
const MOST_KEPT = 5;

/** One change of each repair has room, whichever is pointed at: the list stays where it is. */
function leastDiff(repairs: readonly Repair[]): number {
  const heights = repairs.map(({ changes: [change] }) => (change ? 1 + 2 * fieldChanges(change).length : 0));
  return Math.min(MOST_KEPT, Math.max(0, ...heights));
}

const CHANGES_AT_ONCE = 8;

interface RepairLineProps extends ScreenProps {
  repair: Repair;
  on: boolean;
  here: boolean;
}

function RepairLine({ repair, on, here, words, lang }: RepairLineProps): ReactNode {
  const { look, symbol } = useTheme();
  const { validate } = words;
  return (
    <Text wrap="truncate-end" {...(here ? look.accent : {})}>
      {`${here ? symbol.pointer : ' '} ${on ? symbol.on : symbol.off} `}
      <Text {...(repair.necessity === 'necessary' ? look.bad : look.muted)}>{validate[repair.necessity]}</Text>
      {`  ${repair.title[lang]}`}
      <Text {...look.muted}>{`  (${repair.changes.length} ${validate.changes})`}</Text>
    </Text>
  );
}
